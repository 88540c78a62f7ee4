import type { Evidence } from '#shared/api/thread-context.ts';
import type { Clue } from './clue.ts';
import type { RankedCandidate } from './decide-whose.ts';

type Mention = NonNullable<Clue['mention']>;

/** Of very many numbers the first say enough. */
const MAX_NUMBERS = 3;

/** The evidence for a candidate in words, strongest first; numbers of one place in one line. `fromStranger`: nobody knows any address on the thread. */
export function presentEvidence({ clues }: RankedCandidate, fromStranger: boolean): Evidence[] {
  const lines = new Map<string, Evidence>();
  for (const clue of clues) {
    const { kind, mention, text } = clue;
    if (mention === undefined) lines.set(text, { kind, text });
    else lines.set(lineOf(mention), { kind, text: numbersLike(mention, clues) + (fromStranger ? STRANGER : '') });
  }
  return [...lines.values()];
}

const STRANGER = ', from an address that is not known';

function lineOf({ noun, place }: Mention): string {
  return `${noun} in the ${place}`;
}

function numbersLike(mention: Mention, clues: readonly Clue[]): string {
  const { noun, place } = mention;
  const alike = clues.flatMap((clue) =>
    clue.mention !== undefined && lineOf(clue.mention) === lineOf(mention) ? [clue.mention.number] : [],
  );
  const numbers = [...new Set(alike)];
  if (numbers.length === 1) return `${noun} ${numbers[0]} in the ${place}`;
  const shown = numbers.length > MAX_NUMBERS + 1 ? numbers.slice(0, MAX_NUMBERS) : numbers.slice(0, -1);
  const last = numbers.length > MAX_NUMBERS + 1 ? `${numbers.length - MAX_NUMBERS} more` : numbers.at(-1);
  return `${noun}s ${shown.join(', ')} and ${last} in the ${place}`;
}
