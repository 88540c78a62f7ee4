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
export const DISPUTE_STATUSES = ['none', 'pending', 'disputed', 'resolved'] as const;
export type DisputeStatus = (typeof DISPUTE_STATUSES)[number];

/** Whether the customer contests an item, or has announced that; nobody duns for it meanwhile. */
export function isContested(status: DisputeStatus): boolean {
  return status === 'disputed' || status === 'pending';
}

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

/** The text under which a key sorts and is told from every other. */
export function keyText({ source, companyCode, documentType, number, fiscalYear, instalment }: ItemKey): string {
  return JSON.stringify([source, companyCode, documentType, number, fiscalYear, instalment]);
}

/** The source of what our people and matching decide. */
export const OWN_SOURCE = 'duethread';

/** Where an entry was decided. */
interface Decided {
  /** Decided by our people or by matching, not told by a source; the source may not have heard of it yet. */
  readonly decidedHere?: boolean;
}

/** Part of a credit item set against a debit item. Across currencies `creditAmount` differs from `debitAmount`. */
export interface Application extends Decided {
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

export const ADJUSTMENT_REASONS = ['write_off', 'discount', 'withheld_tax', 'bank_fee', 'exchange_difference'] as const;
export type AdjustmentReason = (typeof ADJUSTMENT_REASONS)[number];

/** Lessens an item for a stated reason. */
export interface Adjustment extends Decided {
  readonly id: string;
  readonly itemId: ItemId;
  readonly amount: Money;
  readonly on: CalendarDate;
  readonly reason: AdjustmentReason;
}

/**
 * Takes an item back (a bounced payment, a cancelled invoice): the amount leaves the item from that day on. Where a credit item is still applied by then, so
 * much of its applications comes back on that day.
 */
export interface Reversal extends Decided {
  readonly id: string;
  readonly itemId: ItemId;
  readonly amount: Money;
  readonly on: CalendarDate;
}

/** What a source says is left of an item at the end of a day. What entries do not explain of it was cleared, or given back, where we cannot see it. */
export interface StatedLeft {
  readonly itemId: ItemId;
  readonly left: Money;
  readonly on: CalendarDate;
}

/** Everything that is known of a ledger at one moment of knowledge. */
export interface LedgerEntries {
  readonly items: readonly OpenItem[];
  readonly applications: readonly Application[];
  readonly unapplications: readonly Unapplication[];
  readonly adjustments: readonly Adjustment[];
  readonly reversals: readonly Reversal[];
  readonly statedLefts: readonly StatedLeft[];
}
