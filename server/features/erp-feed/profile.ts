import type { FeedMapping, FeedProfileName } from '#shared/api/feed-runs.ts';
import type { CurrencyCode } from '#shared/domain/currency.ts';
import type { Money } from '#shared/domain/money.ts';
import type { LedgerRow } from '../receivables/run-service.ts';
import type { Fields, RowOf } from './field.ts';

/** What a profile may know of the row that it turns into ledger rows. */
export interface RowContext {
  readonly line: number;
  readonly source: string;
  readonly mapping: FeedMapping;
  /** Notes what is wrong with a column's cell; the row is then not taken. */
  problem(column: string, problem: string): void;
  /** The amount of a column in a currency; null, with a problem noted, where it has too many decimals or there is no currency. */
  money(column: string, decimal: string, currency: CurrencyCode | null): Money | null;
  /** An id from what identifies an entry; equal entries of one file are counted, so that each keeps an id of its own. */
  entryId(...parts: readonly string[]): string;
}

/** How a file's rows become ledger rows: all that the reading of files needs to know of a kind of file. */
export interface Profile {
  readonly name: FeedProfileName;
  readonly about: string;
  readonly fields: Fields;
  /** The columns of which the first is not after the second wherever a file's days are read aright. */
  readonly inOrder?: readonly [issued: string, due: string];
  /** Our columns by the names under which the ledger says what is wrong, where those differ. */
  readonly ledgerColumns: Readonly<Record<string, readonly string[]>>;
  /** The ledger rows of one row, its values by column; none where it noted a problem. */
  toLedger(row: Readonly<Record<string, unknown>>, context: RowContext): LedgerRow[];
}

interface DeclaredProfile<F extends Fields> extends Omit<Profile, 'toLedger'> {
  readonly fields: F;
  readonly inOrder?: readonly [issued: keyof F & string, due: keyof F & string];
  toLedger(row: RowOf<F>, context: RowContext): LedgerRow[];
}

/** Declares a profile; what its fields read is what its rows have. */
export function profile<F extends Fields>(declared: DeclaredProfile<F>): Profile {
  return declared as unknown as Profile;
}
