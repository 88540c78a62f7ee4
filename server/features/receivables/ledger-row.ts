import type { CalendarDate } from '#shared/domain/calendar-date.ts';
import type { Money } from '#shared/domain/money.ts';
import type { AdjustmentReason, DisputeStatus, ItemKey, ItemKind } from '#shared/domain/open-item.ts';
import type { CustomerRecord } from '../customers/customer-service.ts';

export interface CustomerRow extends CustomerRecord {
  readonly type: 'customer';
  readonly line: number;
}

/** An amount in the company's own currency, at the dated rate that the source gave. Never computed by us. */
export interface CompanyAmount {
  readonly amount: Money;
  /** How many units of the company's currency one unit of the document's is worth, as the source wrote it: a decimal. */
  readonly rate: string;
  readonly rateOn: CalendarDate;
}

/** What a bank says of money received, for the finding of the payer and of what is paid. */
export interface Receipt {
  readonly payerName: string;
  /** The payer's account: an IBAN, or whatever the bank gives; empty where unknown. */
  readonly payerAccount: string;
  /** The bank's own reference of the entry, and the payer's end-to-end id; each may be empty. */
  readonly bankReference: string;
  readonly endToEndId: string;
  /** Our account that was credited. */
  readonly account: string;
  /** What the payer wrote. */
  readonly text: string;
  /** Document numbers that the payer named in the fields made for them, with an amount where one was given. */
  readonly remittance: readonly { readonly number: string; readonly amount: Money | null }[];
}

export interface ItemRow {
  readonly type: 'item';
  readonly line: number;
  readonly key: ItemKey;
  readonly kind: ItemKind;
  readonly customerNumber: string;
  /** Empty where the row does not carry it. A customer not known yet is added under this name, else under the number. */
  readonly customerName: string;
  readonly amount: Money;
  readonly issuedOn: CalendarDate;
  readonly dueOn: CalendarDate;
  readonly disputeStatus: DisputeStatus;
  readonly reference: string;
  /** The ERP's own word for the state of the document; kept as it is. */
  readonly erpStatus?: string;
  /** Left out where the document is in the company's currency, or the source says nothing of it. */
  readonly company?: CompanyAmount;
  /** Other numbers that a payer may name: a purchase order, a billing document, a delivery note. */
  readonly otherNumbers?: readonly string[];
  /** Of money received by a bank. */
  readonly receipt?: Receipt;
  /** Where the ERP's own picture of the document can be had: an https address. */
  readonly documentUrl?: string;
}

/** Names an item the way a file does. Parts that are left out match any; several matches are taken earliest due first and marked as derived. */
export type ItemRef = Pick<ItemKey, 'source' | 'number'> & Partial<ItemKey>;

interface DecidedRow {
  /** Of what was decided here: by which decision. What it comes to has the same. */
  readonly decision?: string;
}

export interface ApplicationRow extends DecidedRow {
  readonly type: 'application';
  readonly line: number;
  /** The source's id of the application, else one made from its parts. */
  readonly id: string;
  readonly debit: ItemRef;
  readonly credit: ItemRef;
  readonly debitAmount: Money;
  readonly creditAmount: Money;
  readonly on: CalendarDate;
  readonly derived: boolean;
}

export interface UnapplicationRow {
  readonly type: 'unapplication';
  readonly line: number;
  readonly id: string;
  readonly applicationId: string;
  /** The source whose id that is, where it is not the run's own. */
  readonly applicationSource?: string;
  readonly on: CalendarDate;
}

export interface AdjustmentRow extends DecidedRow {
  readonly type: 'adjustment';
  readonly line: number;
  readonly id: string;
  readonly item: ItemRef;
  readonly amount: Money;
  readonly on: CalendarDate;
  readonly reason: AdjustmentReason;
}

export interface ReversalRow extends DecidedRow {
  readonly type: 'reversal';
  readonly line: number;
  readonly id: string;
  readonly item: ItemRef;
  readonly amount: Money;
  readonly on: CalendarDate;
}

/**
 * What a source says is left of an item at the end of a day. What its entries do not explain of it was cleared, or given back, where we cannot see it: that
 * follows from the statement and the entries together, so entries up to that day that come later take its place.
 */
export interface StatedLeftRow {
  readonly type: 'stated_left';
  readonly line: number;
  readonly item: ItemRef;
  readonly left: Money;
  /** The day of the run's as-of time in the company's zone where it is left out. */
  readonly on?: CalendarDate;
}

/** Says that a customer is another one, whose items, mail and log are then also its own; null takes that back. */
export interface MergeRow {
  readonly type: 'merge';
  readonly line: number;
  readonly customerNumber: string;
  readonly intoNumber: string | null;
}

/** Says whose money a receipt is that came in without a customer; null takes that back. Holds beside what the bank says again. */
export interface IdentificationRow {
  readonly type: 'identification';
  readonly line: number;
  readonly item: ItemRef;
  readonly customerNumber: string | null;
}

/** What a profile makes of a file's rows: the only form in which anything comes into the ledger. */
export type LedgerRow =
  | CustomerRow
  | ItemRow
  | ApplicationRow
  | UnapplicationRow
  | AdjustmentRow
  | ReversalRow
  | StatedLeftRow
  | MergeRow
  | IdentificationRow;

/** Something wrong with a row: where it stands and what to do about it. */
export interface RowProblem {
  readonly line: number;
  readonly column: string;
  readonly value: string;
  readonly problem: string;
  /** The raw row, shortened to 2,000 characters, where the reader has it. */
  readonly raw?: string;
}
