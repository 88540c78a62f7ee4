import type { ItemRow, LedgerRow, MergeRow, RowProblem, UnapplicationRow } from '../ledger-row.ts';
import { applicationRowIdOf } from '../row-identity.ts';
import type { Taken } from './compared-rows.ts';
import type { EntryRow } from './keyed-rows.ts';
import { takeApplication, takeItem, takeItemEntry, takeUnapplication } from './take-rows.ts';
import { takeIdentification, takeMerge, takeStatedLeft } from './take-statements.ts';
import type { Objection, WorkingLedger } from './working-ledger.ts';

/** The rows that are to hold, beside the source whose ids they use. */
export interface RowsToTake {
  readonly source: string;
  readonly items: readonly Taken<ItemRow>[];
  readonly entries: readonly Taken<EntryRow>[];
}

/**
 * Takes rows into a ledger in memory; what only gives back goes first, new entries last and in the order of lines. Returns the rows that could not be taken,
 * by line. Checked, each row is held against what is left of its items on every day, and left out where that would be less than nothing; unchecked, that is
 * for the caller to ask once at the end.
 */
export function takeRows(
  ledger: WorkingLedger,
  { source, items, entries }: RowsToTake,
  checked: boolean,
): RowProblem[] {
  const problems: RowProblem[] = [];
  const attempt = (row: LedgerRow, work: () => Objection | null) => {
    const objection = checked ? ledger.attempt(work) : ledger.trust(work);
    if (objection !== null) problems.push({ line: row.line, ...objection });
    return objection === null;
  };
  const steps = orderedSteps(ledger, { source, entries });
  for (const taken of steps.merges) attempt(taken.row, () => takeMerge(ledger, taken));
  for (const taken of steps.unapplications) attempt(taken.row, () => takeUnapplication(ledger, taken, source));
  for (const taken of items) attempt(taken.row, () => takeItem(ledger, taken));
  for (const taken of steps.others) {
    const back = steps.unapplicationsOf.get(taken.id) ?? [];
    const done = attempt(taken.row, () => takeEntry(ledger, taken, back, source));
    if (!done) problems.push(...back.map(({ row }) => notKnown(row)));
  }
  return problems.sort((a, b) => a.line - b.line);
}

type OtherRow = Exclude<EntryRow, UnapplicationRow | MergeRow>;

interface Steps {
  readonly merges: Taken<MergeRow>[];
  /** Un-applications of applications that stand, or that no row brings. */
  readonly unapplications: Taken<UnapplicationRow>[];
  /** All other entries: changed ones, then new ones, each in the order of lines. */
  readonly others: Taken<OtherRow>[];
  /** Un-applications of applications that come with this run. */
  readonly unapplicationsOf: Map<string, Taken<UnapplicationRow>[]>;
}

function orderedSteps(ledger: WorkingLedger, { source, entries }: Pick<RowsToTake, 'source' | 'entries'>): Steps {
  const brought = new Set(entries.map(({ id }) => id));
  const steps: Steps = { merges: [], unapplications: [], others: [], unapplicationsOf: new Map() };
  const sortBack = (taken: Taken<UnapplicationRow>) => {
    const applicationRowId = applicationRowIdOf(taken.row, source);
    const stands = ledger.entriesOfRow(applicationRowId).length > 0;
    if (stands || !brought.has(applicationRowId)) steps.unapplications.push(taken);
    else steps.unapplicationsOf.set(applicationRowId, [...(steps.unapplicationsOf.get(applicationRowId) ?? []), taken]);
  };
  for (const taken of entries) {
    if (isOf(taken, 'merge')) steps.merges.push(taken);
    else if (isOf(taken, 'unapplication')) sortBack(taken);
    else steps.others.push(taken as Taken<OtherRow>);
  }
  steps.others.sort((a, b) => turnOf(a) - turnOf(b) || byStatedDay(a.row, b.row) || a.row.line - b.row.line);
  return steps;
}

/** Statements of what is left go last. Of the others changed ones go first, and those that name their instalments before those that take what is there. */
function turnOf({ row, replaces }: Taken<OtherRow>): number {
  // What is left is judged when everything else is known.
  if (row.type === 'stated_left') return 3;
  if (replaces !== null) return 0;
  const refs = row.type === 'application' ? [row.debit, row.credit] : [row.item];
  return refs.every(({ instalment }) => instalment !== undefined) ? 1 : 2;
}

/** Statements in the order of their days, whatever their order in the file: whether one says anything new is told by those before it. */
function byStatedDay(a: OtherRow, b: OtherRow): number {
  if (a.type !== 'stated_left' || b.type !== 'stated_left') return 0;
  const [first, second] = [a.on ?? '', b.on ?? ''];
  if (first === second) return 0;
  return first < second ? -1 : 1;
}

function isOf<T extends EntryRow['type']>(
  taken: Taken<EntryRow>,
  type: T,
): taken is Taken<Extract<EntryRow, { readonly type: T }>> {
  return taken.row.type === type;
}

function takeEntry(
  ledger: WorkingLedger,
  taken: Taken<OtherRow>,
  back: readonly Taken<UnapplicationRow>[],
  source: string,
): Objection | null {
  if (isOf(taken, 'stated_left')) return takeStatedLeft(ledger, taken);
  if (isOf(taken, 'identification')) return takeIdentification(ledger, taken);
  if (isOf(taken, 'adjustment') || isOf(taken, 'reversal')) return takeItemEntry(ledger, taken, source);
  if (!isOf(taken, 'application')) throw new Error(`A ${taken.row.type} is not taken here.`);
  let objection = takeApplication(ledger, taken, source);
  for (const one of back) objection ??= takeUnapplication(ledger, one, source);
  return objection;
}

function notKnown({ line, applicationId }: UnapplicationRow): RowProblem {
  return { line, column: 'applicationId', value: applicationId, problem: 'is an application that could not be taken.' };
}
