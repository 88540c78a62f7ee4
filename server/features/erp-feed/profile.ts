import type { FeedMapping, FeedProfileName } from '#shared/api/feed-mapping.ts';
import type { CurrencyCode } from '#shared/domain/currency.ts';
import type { Money } from '#shared/domain/money.ts';
import type { Hold, LedgerRow, ReturnedMoney } from '../receivables/run-service.ts';
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

interface ProfileBase {
  readonly name: FeedProfileName;
  readonly about: string;
  /** Whether a file that the vendor or a bank made was at hand when it was written, or the columns are our own; it is marked wherever it is listed where neither holds. */
  readonly sample: 'vendor' | 'own' | 'untried';
  /** Whether a file of it may be a snapshot of all open items. */
  readonly takesSnapshots: boolean;
  /** Where its rows come from when the mapping names no source; `erp` where it is left out. A bank is no ERP: an ERP's snapshot says nothing of its entries. */
  readonly defaultSource?: string;
}

/** How the rows of a table (CSV, XLSX) become ledger rows: all that the reading of files needs to know of a kind of table. */
export interface TableProfile extends ProfileBase {
  readonly layout: 'table';
  readonly fields: Fields;
  /** Our column → what the vendor's own export calls it, in the languages and versions that are known. Used where the mapping names no columns. */
  readonly headers?: Readonly<Record<string, readonly string[]>>;
  /** The columns of which the first is not after the second wherever a file's days are read aright. */
  readonly inOrder?: readonly [issued: string, due: string];
  /** The column that every row of a document fills: rows without it are headings and subtotals of a report, and are passed over. */
  readonly recordMark?: string;
  /** Our columns by the names under which the ledger says what is wrong, where those differ. */
  readonly ledgerColumns: Readonly<Record<string, readonly string[]>>;
  /** The ledger rows of one row, its values by column; none where it noted a problem. */
  toLedger(row: Readonly<Record<string, unknown>>, context: RowContext): LedgerRow[];
}

/** A file that is no table: JSON of an ERP's API, a bank statement in XML or in lines. */
export interface DocumentSource {
  readonly chunks: () => AsyncIterable<Buffer>;
  readonly fileName: string;
  readonly source: string;
  readonly mapping: FeedMapping;
}

/** To whom a document's reader gives what it finds, in the order of the file. */
export interface DocumentTaker {
  /** What one record came to. `raw` is the record as the file has it, shortened to 2,000 characters. */
  rows(rows: readonly LedgerRow[], line: number, raw: string): void;
  /** What is wrong with a record; it is then not taken. */
  problem(problem: { line: number; column: string; value: string; problem: string }, raw: string): void;
  note(sentence: string): void;
  /** What stops the file until a person has looked at it, such as totals that do not add up. */
  hold(hold: Hold): void;
  account(account: string): void;
  /** Money that a bank has taken back of a payment that the file does not hold. */
  returned(returned: ReturnedMoney): void;
  statement(statement: { account: string; number: string; hash: string }): void;
}

/** How a document becomes ledger rows. */
export interface DocumentProfile extends ProfileBase {
  readonly layout: 'document';
  /** Words of ours into which a mapping's `values` may translate those of a member, where a company chooses its own. */
  readonly words?: Readonly<Record<string, readonly string[]>>;
  /** The columns of a document that is a table, for its mapping and for the one who makes the file. */
  readonly table?: TableProfile;
  /** Reads the file. Throws UnreadableFile where it is no such document, or is cut off. */
  read(document: DocumentSource, taker: DocumentTaker): Promise<void>;
}

export type Profile = TableProfile | DocumentProfile;

interface DeclaredProfile<F extends Fields> extends Omit<TableProfile, 'toLedger' | 'layout' | 'headers'> {
  readonly fields: F;
  readonly headers?: Readonly<Partial<Record<keyof F & string, readonly string[]>>>;
  readonly inOrder?: readonly [issued: keyof F & string, due: keyof F & string];
  readonly recordMark?: keyof F & string;
  toLedger(row: RowOf<F>, context: RowContext): LedgerRow[];
}

/** Declares a profile; what its fields read is what its rows have. */
export function profile<F extends Fields>(declared: DeclaredProfile<F>): TableProfile {
  return { ...declared, layout: 'table' } as unknown as TableProfile;
}
