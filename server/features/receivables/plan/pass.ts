import type {
  AdjustmentRow,
  ApplicationRow,
  ItemRow,
  LedgerRow,
  ReversalRow,
  RowProblem,
  UnapplicationRow,
} from '../ledger-row.ts';
import { entryRowIdOf } from '../row-identity.ts';
import type { Taken } from './compared-rows.ts';
import type { EntryRow } from './keyed-rows.ts';
import { takeApplication, takeItem, takeItemEntry, takeUnapplication } from './take-rows.ts';
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
  for (const taken of steps.unapplications) attempt(taken.row, () => takeUnapplication(ledger, taken, source));
  for (const taken of items) attempt(taken.row, () => takeItem(ledger, taken));
  for (const taken of steps.others) {
    const back = steps.unapplicationsOf.get(taken.id) ?? [];
    const done = attempt(taken.row, () => takeEntry(ledger, taken, back, source));
    if (!done) problems.push(...back.map(({ row }) => notKnown(row)));
  }
  return problems.sort((a, b) => a.line - b.line);
}

interface Steps {
  /** Un-applications of applications that stand, or that no row brings. */
  readonly unapplications: Taken<UnapplicationRow>[];
  /** All other entries: changed ones, then new ones, each in the order of lines. */
  readonly others: Taken<Exclude<EntryRow, UnapplicationRow>>[];
  /** Un-applications of applications that come with this run. */
  readonly unapplicationsOf: Map<string, Taken<UnapplicationRow>[]>;
}

function orderedSteps(ledger: WorkingLedger, { source, entries }: Pick<RowsToTake, 'source' | 'entries'>): Steps {
  const brought = new Set(entries.map(({ id }) => id));
  const steps: Steps = { unapplications: [], others: [], unapplicationsOf: new Map() };
  for (const taken of entries) {
    if (!isUnapplication(taken)) {
      steps.others.push(taken as Taken<Exclude<EntryRow, UnapplicationRow>>);
      continue;
    }
    const applicationRowId = entryRowIdOf('application', source, taken.row.applicationId);
    const stands = ledger.entriesOfRow(applicationRowId).length > 0;
    if (stands || !brought.has(applicationRowId)) steps.unapplications.push(taken);
    else steps.unapplicationsOf.set(applicationRowId, [...(steps.unapplicationsOf.get(applicationRowId) ?? []), taken]);
  }
  steps.others.sort((a, b) => turnOf(a) - turnOf(b) || a.row.line - b.row.line);
  return steps;
}

/** Changed entries go first, and those that name their instalments before those that take what is there. */
function turnOf({ row, replaces }: Taken<Exclude<EntryRow, UnapplicationRow>>): number {
  if (replaces !== null) return 0;
  const refs = row.type === 'application' ? [row.debit, row.credit] : [row.item];
  return refs.every(({ instalment }) => instalment !== undefined) ? 1 : 2;
}

function isUnapplication(taken: Taken<EntryRow>): taken is Taken<UnapplicationRow> {
  return taken.row.type === 'unapplication';
}

function takeEntry(
  ledger: WorkingLedger,
  taken: Taken<Exclude<EntryRow, UnapplicationRow>>,
  back: readonly Taken<UnapplicationRow>[],
  source: string,
): Objection | null {
  if (taken.row.type !== 'application') return takeItemEntry(ledger, taken as Taken<AdjustmentRow | ReversalRow>);
  let objection = takeApplication(ledger, taken as Taken<ApplicationRow>);
  for (const one of back) objection ??= takeUnapplication(ledger, one, source);
  return objection;
}

function notKnown({ line, applicationId }: UnapplicationRow): RowProblem {
  return { line, column: 'applicationId', value: applicationId, problem: 'is an application that could not be taken.' };
}
