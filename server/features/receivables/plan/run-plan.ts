import type { CustomerId } from '#shared/domain/ids.ts';
import type { CustomerRow, RowProblem } from '../ledger-row.ts';
import type { RunCounts } from '../run.ts';
import type { Taken } from './compared-rows.ts';
import type { WorkingEntry, WorkingItem } from './working-item.ts';

/** A customer that an item names and nobody has described: it is added under this name, else under its number. */
export interface PlaceholderCustomer {
  readonly number: string;
  readonly name: string;
}

/** What a run, or a part of one, would write. */
export interface RunPlan {
  readonly customers: readonly Taken<CustomerRow>[];
  readonly placeholders: readonly PlaceholderCustomer[];
  /** Customers that are merged, and into whom; null where a merge is taken back. */
  readonly merges: ReadonlyMap<CustomerId, CustomerId | null>;
  readonly items: readonly WorkingItem[];
  readonly entries: readonly WorkingEntry[];
}

/** What was found of a run's rows when they were held against the ledger. */
export interface RunFindings {
  readonly counts: RunCounts;
  readonly problems: readonly RowProblem[];
  /** Whether nothing of the file may be taken, even where wrong rows are to be left out. */
  readonly refusesWhole: boolean;
  /** How many customers would be added that nobody has described. */
  readonly placeholders: number;
  /** How many decisions of ours give way to what the rows say. */
  readonly gaveWay: number;
}

export function changesNothing({ customers, placeholders, items, entries }: RunPlan): boolean {
  return customers.length + placeholders.length + items.length + entries.length === 0;
}
