import type { CustomerRow, LedgerRow, RowProblem } from '../ledger-row.ts';
import type { RunCounts } from '../run.ts';
import type { Taken } from './compared-rows.ts';
import type { Keyed } from './keyed-rows.ts';
import type { WorkingEntry, WorkingItem } from './working-item.ts';

/** A customer that an item names and nobody has described: it is added under this name, else under its number. */
export interface PlaceholderCustomer {
  readonly number: string;
  readonly name: string;
}

/** What a run would do to the ledger that it was planned on. */
export interface RunPlan {
  readonly customers: readonly Taken<CustomerRow>[];
  readonly placeholders: readonly PlaceholderCustomer[];
  readonly items: readonly WorkingItem[];
  readonly entries: readonly WorkingEntry[];
  readonly late: readonly Keyed<LedgerRow>[];
  /** Ids of rows that hold since an earlier as-of time and were said again. */
  readonly confirmed: readonly string[];
  readonly counts: RunCounts;
  readonly problems: readonly RowProblem[];
  /** Whether nothing of the file may be taken, even where wrong rows are to be left out. */
  readonly refusesWhole: boolean;
}

export function changesNothing({ customers, placeholders, items, entries }: RunPlan): boolean {
  return customers.length + placeholders.length + items.length + entries.length === 0;
}
