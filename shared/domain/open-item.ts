import type { CalendarDate } from './calendar-date.ts';
import type { CustomerId, ItemId } from './ids.ts';
import type { Money } from './money.ts';

/** What the customer owes. */
export const DEBIT_KINDS = ['invoice', 'debit_memo', 'chargeback', 'interest', 'refund'] as const;
/** What the customer has given or been granted. */
export const CREDIT_KINDS = ['payment', 'credit_memo'] as const;
export type DebitKind = (typeof DEBIT_KINDS)[number];
export type CreditKind = (typeof CREDIT_KINDS)[number];
export type ItemKind = DebitKind | CreditKind;

export function isDebit(kind: ItemKind): kind is DebitKind {
  return (DEBIT_KINDS as readonly string[]).includes(kind);
}

/** What names an open item within a tenant. Parts that a source does not have are empty text; digits keep their leading zeros. */
export interface ItemKey {
  readonly source: string;
  readonly companyCode: string;
  readonly documentType: string;
  readonly number: string;
  readonly fiscalYear: string;
  readonly instalment: string;
}

/** The dispute status that the ERP itself keeps on an item. */
export const DISPUTE_STATUSES = ['none', 'disputed', 'resolved'] as const;
export type DisputeStatus = (typeof DISPUTE_STATUSES)[number];

/** A debit or credit item as the ERP posted it. `amount` is never negative: the kind gives the sign. */
export interface OpenItem {
  readonly id: ItemId;
  readonly key: ItemKey;
  readonly kind: ItemKind;
  readonly customerId: CustomerId;
  readonly amount: Money;
  /** The document's day; for a payment its value date. The item counts from this day on. */
  readonly issuedOn: CalendarDate;
  /** Equal to `issuedOn` where the source names no due day, and for credit items. */
  readonly dueOn: CalendarDate;
  readonly disputeStatus: DisputeStatus;
  /** The source's own words for the item, such as a purchase order number or payment reference; may be empty. */
  readonly reference: string;
}

/** Part of a credit item set against a debit item. Across currencies `creditAmount` differs from `debitAmount`. */
export interface Application {
  readonly id: string;
  readonly debitItemId: ItemId;
  readonly creditItemId: ItemId;
  readonly debitAmount: Money;
  readonly creditAmount: Money;
  readonly on: CalendarDate;
  /** True where the source named the invoice and not the instalment, or gave only the day of clearing. */
  readonly derived: boolean;
}

/** Takes an application back from a day on; the whole of it. */
export interface Unapplication {
  readonly id: string;
  readonly applicationId: string;
  readonly on: CalendarDate;
}

export const ADJUSTMENT_REASONS = ['write_off', 'discount', 'withheld_tax', 'exchange_difference'] as const;
export type AdjustmentReason = (typeof ADJUSTMENT_REASONS)[number];

/** Lessens an item for a stated reason. */
export interface Adjustment {
  readonly id: string;
  readonly itemId: ItemId;
  readonly amount: Money;
  readonly on: CalendarDate;
  readonly reason: AdjustmentReason;
}

/** Takes an item back (a bounced payment, a cancelled invoice): the amount leaves the item from that day on. */
export interface Reversal {
  readonly id: string;
  readonly itemId: ItemId;
  readonly amount: Money;
  readonly on: CalendarDate;
}

/** Everything that is known of a ledger at one moment of knowledge. */
export interface LedgerEntries {
  readonly items: readonly OpenItem[];
  readonly applications: readonly Application[];
  readonly unapplications: readonly Unapplication[];
  readonly adjustments: readonly Adjustment[];
  readonly reversals: readonly Reversal[];
}
