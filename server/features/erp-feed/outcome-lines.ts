import type { FeedOutcomeView } from '#shared/api/feed-runs.ts';
import { formatMoney } from '#shared/domain/money.ts';

const LONGEST_RAW_PRINTED = 200;

const STATE_IN_WORDS: Readonly<Record<string, string>> = {
  committed: 'taken',
  unchanged: 'nothing changed',
  refused: 'refused, nothing taken',
  held: 'held, nothing taken',
  dry_run: 'dry run, nothing taken',
  taking: 'under way',
  abandoned: 'its process died, nothing taken',
};

/** A run's state as a person reads it. */
export function inWords(state: string): string {
  return STATE_IN_WORDS[state] ?? state;
}

/** A file's outcome; its id is left out of what is printed. */
export type PrintedOutcome = Omit<FeedOutcomeView, 'id'>;

export interface PrintedHow {
  /** How many problems are printed at most. */
  readonly problems: number;
  /** What to do where there are more. */
  readonly more: string;
  /** What to do where it is held and that is right; `holds` are its codes. */
  readonly letPass: (holds: string) => string;
}

/** What came of a file, in lines for a person. */
export function outcomeLines(outcome: PrintedOutcome, how: PrintedHow): string[] {
  const { fileName, state, number, rowCount, counts, totals, notes } = outcome;
  const asRun = number === null ? '' : ` as run ${number}`;
  const counted = `${rowCount} rows; in the ledger ${counts.new} new, ${counts.changed} changed, ${counts.equal} equal, ${counts.historic} historic.`;
  return [
    `${fileName}: ${inWords(state)}${asRun}. ${state === 'refused' ? '' : counted}`.trimEnd(),
    ...totals.map(({ kind, amount }) => `  ${kind.replaceAll('_', ' ')}: ${formatMoney(amount, 'en')}`),
    ...notes.map((note) => `  ${note}`),
    ...holdLines(outcome, how),
    ...problemLines(outcome, how),
  ];
}

function holdLines({ state, holds }: PrintedOutcome, { letPass }: PrintedHow): string[] {
  if (state !== 'held') return holds.map(({ code, sentence }) => `  Let pass (${code}): ${sentence}`);
  const codes = holds.map(({ code }) => code).join(',');
  return [...holds.map(({ code, sentence }) => `  ${code}: ${sentence}`), `  ${letPass(codes)}`];
}

function problemLines({ problems }: PrintedOutcome, { problems: most, more }: PrintedHow): string[] {
  const shown = problems.slice(0, most);
  const hidden = problems.length - shown.length;
  return [
    ...shown.flatMap(({ line, column, value, problem, raw }) => [
      `  line ${line}${cellOf(column, value)}: ${problem}`,
      ...(raw === '' ? [] : [`    ${raw.slice(0, LONGEST_RAW_PRINTED)}`]),
    ]),
    ...(hidden > 0 ? [`  … and ${hidden} problems more${more}`] : []),
  ];
}

function cellOf(column: string, value: string): string {
  if (column === '') return '';
  return value === '' ? `, ${column}` : `, ${column} "${value}"`;
}
