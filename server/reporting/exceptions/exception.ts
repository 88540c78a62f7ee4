import type { CalendarDate } from '#shared/domain/calendar-date.ts';
import type { CurrencyCode } from '#shared/domain/currency.ts';
import type { CustomerId, ItemId } from '#shared/domain/ids.ts';
import { decimalOf, type Money } from '#shared/domain/money.ts';
import type { DisputeStatus } from '#shared/domain/open-item.ts';

export const EXCEPTION_KINDS = [
  'habit_days',
  'habit_amount',
  'duplicate',
  'overpayment',
  'deduction',
  'disputed_item',
  'closed_item',
  'reversal',
] as const;
export type ExceptionKind = (typeof EXCEPTION_KINDS)[number];

export interface NamedDocument {
  readonly id: ItemId;
  readonly number: string;
}

/** Something about money received that a person should look at. */
export interface CashException {
  readonly kind: ExceptionKind;
  /** Of a deduction, why; else empty. */
  readonly reason: string;
  readonly customerId: CustomerId;
  /** The documents that it is about, the payment first. */
  readonly documents: readonly NamedDocument[];
  readonly amount: Money;
  readonly on: CalendarDate;
  readonly sentence: string;
}

/** A payment as the exceptions see it; amounts in minor units. */
export interface PaymentSeen extends NamedDocument {
  readonly customerId: CustomerId;
  readonly currency: CurrencyCode;
  /** What it is worth on the last day of the period: without what was taken back. */
  readonly minor: number;
  /** What is left of it on that day. */
  readonly left: number;
  readonly on: CalendarDate;
  /** By what its payer is known, where a bank says so. */
  readonly payerKeys: readonly string[];
  /** References that banks and ERP gave it. */
  readonly references: readonly string[];
  readonly words: readonly string[];
}

/** Some of a payment on a debit item, in force on the last day of the period. */
export interface PartSeen {
  readonly paymentId: ItemId;
  readonly customerId: CustomerId;
  readonly item: NamedDocument & { readonly disputeStatus: DisputeStatus };
  readonly amount: Money;
  readonly paidOn: CalendarDate;
  readonly dueOn: CalendarDate;
}

export function named({ id, number }: NamedDocument): NamedDocument {
  return { id, number };
}

export function inWords(amount: Money): string {
  return `${decimalOf(amount)} ${amount.currency}`;
}
