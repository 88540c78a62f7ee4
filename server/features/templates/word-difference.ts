import type { TextRun } from '#shared/api/templates.ts';

/** Beyond as many changes two texts are two texts; the search would take the square of it. */
const MOST_CHANGES = 1_500;

/** What differs between two texts, word by word; the runs without the added ones are the first text, without the removed ones the second. */
export function wordDifference(from: string, to: string): TextRun[] {
  const a = wordsIn(from);
  const b = wordsIn(to);
  const head = equalFromStart(a, b);
  const tail = equalFromStart(a.slice(head).reverse(), b.slice(head).reverse());
  const middle = changes(a.slice(head, a.length - tail), b.slice(head, b.length - tail));
  const same = (words: readonly string[]): TextRun => ({ kind: 'same', text: words.join('') });
  return joined([same(a.slice(0, head)), ...middle, same(a.slice(a.length - tail))]);
}

/** Words, blanks, tags' ends and other marks, each by itself. */
function wordsIn(text: string): string[] {
  return text.match(/[\p{L}\p{M}\p{N}_]+|\s+|[^\p{L}\p{M}\p{N}_\s]/gu) ?? [];
}

function equalFromStart(a: readonly string[], b: readonly string[]): number {
  let place = 0;
  while (place < a.length && place < b.length && a[place] === b[place]) place += 1;
  return place;
}

interface Both {
  readonly a: readonly string[];
  readonly b: readonly string[];
}

/** How far each diagonal is reached by a number of changes. */
type Reached = ReadonlyMap<number, number>;

/** Myers' greedy search for the shortest way from one to the other, walked back from its end. */
function changes(a: readonly string[], b: readonly string[]): TextRun[] {
  const trace = searched(a, b);
  if (trace === null) return [removed(a.join('')), added(b.join(''))];
  const runs: TextRun[] = [];
  let x = a.length;
  let diagonal = a.length - b.length;
  for (const before of trace.slice(0, -1).reverse()) {
    const down = goesDown(before, diagonal);
    diagonal += down ? 1 : -1;
    const startX = before.get(diagonal) ?? 0;
    runs.push(...stepBack(down, { x, startX, startY: startX - diagonal }, { a, b }));
    x = startX;
  }
  runs.push({ kind: 'same', text: a.slice(0, x).join('') });
  return runs.reverse();
}

interface Back {
  readonly x: number;
  readonly startX: number;
  readonly startY: number;
}

/** One change and the equal words after it, the latter first. */
function stepBack(down: boolean, { x, startX, startY }: Back, { a, b }: Both): TextRun[] {
  const change = down ? added(b.slice(startY, startY + 1).join('')) : removed(a.slice(startX, startX + 1).join(''));
  return [{ kind: 'same', text: a.slice(down ? startX : startX + 1, x).join('') }, change];
}

/** What each further change reaches, until the end of both; null where it takes too many. */
function searched(a: readonly string[], b: readonly string[]): Reached[] | null {
  let reached: Reached = new Map([[0, equalFromStart(a, b)]]);
  const trace = [reached];
  while ((reached.get(a.length - b.length) ?? -1) < a.length) {
    if (trace.length > MOST_CHANGES) return null;
    reached = oneFurther(reached, a, b);
    trace.push(reached);
  }
  return trace;
}

function oneFurther(before: Reached, a: readonly string[], b: readonly string[]): Reached {
  const reached = new Map<number, number>();
  const depth = Math.max(...before.keys()) + 1;
  for (let diagonal = -depth; diagonal <= depth; diagonal += 2) {
    const start = goesDown(before, diagonal) ? (before.get(diagonal + 1) ?? 0) : (before.get(diagonal - 1) ?? 0) + 1;
    reached.set(diagonal, alongEqual(start, start - diagonal, { a, b }));
  }
  return reached;
}

function alongEqual(x: number, y: number, { a, b }: Both): number {
  let end = x;
  while (end < a.length && end - x + y < b.length && a[end] === b[end - x + y]) end += 1;
  return end;
}

/** Whether a diagonal is entered from the one above, by a word of the second text; else by leaving one of the first out. */
function goesDown(before: Reached, diagonal: number): boolean {
  const fromAbove = before.get(diagonal + 1);
  const fromBelow = before.get(diagonal - 1);
  if (fromAbove === undefined || fromBelow === undefined) return fromBelow === undefined;
  return fromBelow < fromAbove;
}

function added(text: string): TextRun {
  return { kind: 'added', text };
}

function removed(text: string): TextRun {
  return { kind: 'removed', text };
}

/** Blanks between two changes as changed too: a sentence that was written anew is read in one piece. */
function withoutBridges(runs: readonly TextRun[]): TextRun[] {
  const isChange = (run: TextRun | undefined) => run !== undefined && run.kind !== 'same';
  return runs.flatMap((run, place) => {
    const isBridge = run.kind === 'same' && run.text.trim() === '';
    const bridges = isBridge && isChange(runs[place - 1]) && isChange(runs[place + 1]);
    return bridges ? [removed(run.text), added(run.text)] : [run];
  });
}

/** Neighbours of one kind made one, with what was taken away before what came. */
function joined(runs: readonly TextRun[]): TextRun[] {
  const result: TextRun[] = [];
  let open = { removed: '', added: '' };
  const close = () => {
    if (open.removed !== '') result.push(removed(open.removed));
    if (open.added !== '') result.push(added(open.added));
    open = { removed: '', added: '' };
  };
  for (const { kind, text } of withoutBridges(runs.filter(({ text }) => text !== ''))) {
    if (kind !== 'same') {
      open = { ...open, [kind]: open[kind] + text };
      continue;
    }
    close();
    const last = result.at(-1);
    if (last?.kind === 'same') result[result.length - 1] = { kind, text: last.text + text };
    else result.push({ kind, text });
  }
  close();
  return result;
}
