import type { CalendarDate } from '#shared/domain/calendar-date.ts';

/** `statement`: what a bank has closed and will not change; `intraday`: what it shows of a day under way; `notification`: details of single bookings. */
export type StatementKind = 'statement' | 'intraday' | 'notification';

/** An amount as a bank writes it, made a plain decimal such as `-1234.5`; not yet held against the decimals of its currency. */
export interface StatedAmount {
  readonly decimal: string;
  readonly currency: string;
}

export interface BankBalance extends StatedAmount {
  readonly on: CalendarDate | null;
}

/** What a statement says before its entries. */
export interface StatementHead {
  readonly kind: StatementKind;
  /** Such as `camt.053` or `MT940`, for the reader of a note. */
  readonly format: string;
  /** Our account; empty where the file does not name it. */
  readonly account: string;
  readonly currency: string;
  /** What tells the statement from all others of the account; empty where the bank does not count them. */
  readonly number: string;
  readonly opening: BankBalance | null;
  readonly line: number;
}

/** A sum or count that a statement states of its own entries. */
export interface StatedTotal {
  readonly of: 'entries' | 'credits' | 'debits';
  readonly count: number | null;
  /** Without a sign; null where it is not stated. */
  readonly sum: string | null;
}

/** What a statement says after its entries. */
export interface StatementEnd {
  readonly closing: BankBalance | null;
  readonly totals: readonly StatedTotal[];
}

export type Side = 'credit' | 'debit';

/** What one payer's transaction says within an entry; most entries have one. */
export interface BankTransaction {
  readonly side: Side;
  /** Null where the bank gives only the amount of the entry. */
  readonly amount: StatedAmount | null;
  /** A payment, or a direct debit, that came back. */
  readonly returned: boolean;
  readonly payerName: string;
  readonly payerAccount: string;
  readonly bankReference: string;
  readonly endToEndId: string;
  readonly text: string;
  /** Document numbers in the fields made for them. */
  readonly remittance: readonly { readonly number: string; readonly amount: StatedAmount | null }[];
}

/** One booking. */
export interface BankEntry {
  readonly line: number;
  readonly raw: string;
  readonly side: Side;
  /** Whether it takes back a booking of the other side. */
  readonly reversal: boolean;
  readonly status: 'booked' | 'pending' | 'information';
  readonly amount: StatedAmount;
  readonly bookedOn: CalendarDate | null;
  readonly valuedOn: CalendarDate | null;
  readonly bankReference: string;
  /** How many transactions the bank says the entry holds; null where it says nothing. */
  readonly batchOf: number | null;
  /** At least one. */
  readonly transactions: readonly BankTransaction[];
  /** What could not be read of it; it is then not taken. */
  readonly wrong: readonly WrongPart[];
}

export interface WrongPart {
  readonly column: string;
  readonly value: string;
  readonly problem: string;
}

/** To whom a format's reader gives what it finds, in the order of the file. */
export interface StatementTaker {
  begin(head: StatementHead): void;
  entry(entry: BankEntry): void;
  end(end: StatementEnd): void;
  /** Says what in the file's own figures does not add up, beside what a statement's balances and totals show. */
  differs(sentence: string): void;
  note(sentence: string): void;
}

/** References that banks write where there is none. */
const NO_REFERENCE = /^(|NONREF|NOTPROVIDED|NOT ?AVAILABLE|NONE|UNKNOWN|KREF\+|N\/?A|0+)$/i;

/** A reference as it stands; empty where it is a word for none. */
export function referenceOf(text: string): string {
  const reference = text.trim();
  return NO_REFERENCE.test(reference) ? '' : reference;
}
