import type { ActivityCode, Outcome } from '#shared/domain/activity-code.ts';
import type { CurrencyCode } from '#shared/domain/currency.ts';
import type { Delivery } from '#shared/domain/delivery.ts';
import type { AdjustmentReason, DisputeStatus, ItemKind } from '#shared/domain/open-item.ts';

/** Stands where a day has not come; later than every day of the calendar. Days are numbers, as `dayNumber` of the domain counts them. */
export const NEVER_DAY = 2 ** 31 - 1;

/** A place in one of the columns below, from 0. */
export type CustomerIndex = number;
export type ItemIndex = number;
export type ApplicationIndex = number;
export type ActivityIndex = number;
export type CollectorIndex = number;

/** Customers that the ledger or the log knows; those merged into another stand in it alone. */
export interface CustomerFacts {
  /** How many places there are; those of customers who were merged or are known no more are no customers (see `all`), and nothing is theirs. */
  readonly count: number;
  id(customer: CustomerIndex): string;
  number(customer: CustomerIndex): string;
  name(customer: CustomerIndex): string;
  /** The e-mail of the collector who owns it; empty where nobody does. */
  owner(customer: CustomerIndex): string;
  /** The customer at the top of its group, itself where it has no parent. */
  top(customer: CustomerIndex): CustomerIndex;
  /** The customer of an id, or who stands for it. */
  find(id: string): CustomerIndex | undefined;
  all(): Iterable<CustomerIndex>;
}

/** Debit and credit items with the course of what is left of them. Amounts are whole minor units of the item's currency, never negative. */
export interface ItemFacts {
  readonly count: number;
  readonly customer: Int32Array;
  /** A number for each currency, the same within one `Facts`; `currencyOf` names it. */
  readonly currency: Uint8Array;
  readonly minor: Float64Array;
  /** The document's day; of a payment its value date. */
  readonly issuedOn: Int32Array;
  readonly dueOn: Int32Array;
  /** The first day from which nothing is left for good; NEVER_DAY while something is. */
  readonly settledOn: Int32Array;
  /** What the ERP said that the item is worth in the company's currency, in its minor units; NaN where it said nothing. */
  readonly companyMinor: Float64Array;
  id(item: ItemIndex): string;
  number(item: ItemIndex): string;
  kind(item: ItemIndex): ItemKind;
  /** What the ERP says of a dispute, now; it carries no day. */
  dispute(item: ItemIndex): DisputeStatus;
  currencyOf(item: ItemIndex): CurrencyCode;
  /** The company currency of `companyMinor`, and the day of its rate; null where the ERP gave none. */
  company(item: ItemIndex): { readonly currency: CurrencyCode; readonly ratedOn: number | null } | null;
  /** What is left at the end of a day, in minor units; 0 before the item counts. */
  leftOn(item: ItemIndex, day: number): number;
  /** Sees what changes what is left, by day, without making anything; amounts that take away are negative. */
  visitMovements(item: ItemIndex, see: (day: number, minor: number) => void): void;
  /** The same of what was taken back of the item itself: of a cancelled invoice, a bounced payment. */
  visitReversals(item: ItemIndex, see: (day: number, minor: number) => void): void;
  /** What changes what is left, by day; amounts that take away are negative. */
  movements(item: ItemIndex): readonly { readonly day: number; readonly minor: number }[];
  /** The part of the movements that takes the item itself back: a cancelled invoice, a bounced payment. Left out of facts that know of none. */
  reversals?(item: ItemIndex): readonly { readonly day: number; readonly minor: number }[];
  find(id: string): ItemIndex | undefined;
  /** The items of a customer by due day, then number, then id. */
  ofCustomer(customer: CustomerIndex): Int32Array;
  /**
   * Items that stand in the ledger. A column may have places that do not, since an activity still names them or they were taken back: these have no customer (-1) and no
   * amount, and every day of theirs is NEVER_DAY.
   */
  all(): Iterable<ItemIndex>;
}

/** What of a credit item stands on a debit item. Taken back ones are here too, with the day. */
export interface ApplicationFacts {
  readonly count: number;
  readonly debit: Int32Array;
  readonly credit: Int32Array;
  readonly debitMinor: Float64Array;
  readonly creditMinor: Float64Array;
  /** The day from which it counts, and the day from which nothing of it holds any more (NEVER_DAY while something does). */
  readonly from: Int32Array;
  readonly until: Int32Array;
  id(application: ApplicationIndex): string;
  /** What of it holds at the end of a day, less what bounced, in minor units of the credit's currency; and of the debit's. */
  creditHeldOn(application: ApplicationIndex, day: number): number;
  debitHeldOn(application: ApplicationIndex, day: number): number;
  /** Those on an item, debit or credit, by `from`, then id. */
  ofItem(item: ItemIndex): readonly ApplicationIndex[];
}

/** Write-offs, discounts and the like. */
export interface AdjustmentFacts {
  readonly count: number;
  readonly item: Int32Array;
  readonly minor: Float64Array;
  readonly on: Int32Array;
  id(adjustment: number): string;
  reason(adjustment: number): AdjustmentReason;
  ofItem(item: ItemIndex): readonly number[];
  all(): Iterable<number>;
}

/** What was done towards customers; withdrawn activities are not in it, and `delivery` is the last that is known. */
export interface ActivityFacts {
  readonly count: number;
  readonly customer: Int32Array;
  readonly collector: Int32Array;
  /** The day in the company's zone. */
  readonly day: Int32Array;
  /** Milliseconds since 1970. */
  readonly occurredAt: Float64Array;
  readonly recordedAt: Float64Array;
  readonly seq: Float64Array;
  id(activity: ActivityIndex): string;
  code(activity: ActivityIndex): ActivityCode;
  outcome(activity: ActivityIndex): Outcome | null;
  delivery(activity: ActivityIndex): Delivery | null;
  /** Whether nobody pressed anything. */
  isAutomatic(activity: ActivityIndex): boolean;
  /** Whether it reached out to the customer: an attempt or contact whose message did not fail or bounce and is no mere draft. */
  hasTouched(activity: ActivityIndex): boolean;
  /** The items that it names, in the ledger or not; empty where it is about the customer as a whole. */
  items(activity: ActivityIndex): readonly ItemIndex[];
  /** The amount of a promise, of all its instalments together, or of an announced payment. */
  amount(activity: ActivityIndex): { readonly minor: number; readonly currency: CurrencyCode } | null;
  /** For a promise the day promised, of instalments the last; for an announced payment the day it was sent. */
  date(activity: ActivityIndex): number | null;
  /** The parts of a promise that has several, by day, in minor units of its amount’s currency; empty otherwise. */
  instalments(activity: ActivityIndex): readonly { readonly day: number; readonly minor: number }[];
  /** Of an activity that raised a dispute the day on which it was resolved; null where it was not. */
  resolvedOn(activity: ActivityIndex): number | null;
  /** The id of the template that its message was made from; null where it has none or none is known. */
  template(activity: ActivityIndex): string | null;
  /** Of a customer, or all, by day, then instant, then number in the log. */
  ofCustomer(customer: CustomerIndex): Int32Array;
  all(): Iterable<ActivityIndex>;
}

export interface CollectorFacts {
  readonly count: number;
  /** The user's id, and the name under which they last acted. */
  id(collector: CollectorIndex): string;
  name(collector: CollectorIndex): string;
  find(id: string): CollectorIndex | undefined;
}

/**
 * The ledger and the log of one company in columns, as of one committed run and one instant: what measures, effect and board are computed from. It is read only, and
 * stays as it is for as long as one computation that does not await anything uses it.
 */
export interface Facts {
  /** Changes whenever anything in it does; the same stamp of the same company means the same figures. */
  readonly stamp: string;
  readonly run: number;
  /** The last entry of the log that it knows. */
  readonly seq: number;
  readonly customers: CustomerFacts;
  readonly items: ItemFacts;
  readonly applications: ApplicationFacts;
  readonly adjustments: AdjustmentFacts;
  readonly activities: ActivityFacts;
  readonly collectors: CollectorFacts;
}
