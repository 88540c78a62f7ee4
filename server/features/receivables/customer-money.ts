import type { CalendarDate } from '#shared/domain/calendar-date.ts';
import type { CurrencyCode } from '#shared/domain/currency.ts';
import type { CustomerId, ItemId } from '#shared/domain/ids.ts';
import { leftOn } from '#shared/domain/ledger-movement.ts';
import { type Money, money } from '#shared/domain/money.ts';
import { type DisputeStatus, type ItemKind, isContested, isDebit } from '#shared/domain/open-item.ts';
import { type CustomerHabit, customerHabitOf, type PaidInvoice } from './customer-habit.ts';
import { type ItemOnDay, itemOnDay, oldestDueFirst } from './item-on-day.ts';
import { NEVER, type StoredItemVersion } from './item-version.ts';

/** More than these nobody reads on a card; the ageing report has them all. */
const OLDEST_ITEMS = 50;

/** An open debit item as a card lists it; amounts in minor units of its currency. */
export interface SummaryItem {
  readonly id: ItemId;
  readonly number: string;
  readonly kind: ItemKind;
  readonly currency: CurrencyCode;
  readonly amountMinor: number;
  readonly leftMinor: number;
  readonly issuedOn: CalendarDate;
  readonly dueOn: CalendarDate;
  readonly disputeStatus: DisputeStatus;
}

/** What is open in one currency, in minor units: by due day, so that the buckets of any later day follow from it. */
export interface DueProfile {
  readonly currency: CurrencyCode;
  /** Never above 0. */
  readonly unappliedMinor: number;
  /** What is left of debit items by the day on which they are due; the earliest first. */
  readonly due: readonly { readonly on: CalendarDate; readonly minor: number }[];
}

/** What the ERP holds disputed in one currency. */
export interface DisputedMoney {
  readonly currency: CurrencyCode;
  readonly minor: number;
  readonly itemIds: readonly ItemId[];
}

/** What the ledger knows of a customer that every card needs. It holds from one day until another, on which an entry that is known already changes it. */
export interface CustomerMoney {
  readonly customerId: CustomerId;
  readonly validFrom: CalendarDate;
  /** The first day on which it no longer holds; NEVER while no such day is known. */
  readonly validUntil: CalendarDate;
  /** In the order of currencies. */
  readonly profiles: readonly DueProfile[];
  readonly openItemCount: number;
  /** Oldest due first. */
  readonly oldestItems: readonly SummaryItem[];
  readonly disputed: readonly DisputedMoney[];
  /** The latest payment by value date that the bank has not taken back whole. */
  readonly lastPayment: { readonly on: CalendarDate; readonly amount: Money } | null;
  /** Of the invoices paid in the two years up to `validFrom`; null where they are too few. Left out of parts that were written before it was kept. */
  readonly habit?: CustomerHabit | null;
}

/** What a customer's money on a day rests on. */
export interface MoneyBasis {
  /** Item versions, at least those that are not settled by the day and the latest payments. */
  readonly items: readonly StoredItemVersion[];
  /** The invoices of its habit; see paidInvoicesOf. */
  readonly paid: readonly PaidInvoice[];
}

/** The plain computation: a customer's money on a day. */
export function customerMoneyOf(
  customerId: CustomerId,
  { items: versions, paid }: MoneyBasis,
  day: CalendarDate,
): CustomerMoney {
  const open = versions.map((version) => itemOnDay(version, day)).filter(({ left }) => left.minor !== 0);
  const owed = open.filter(({ kind }) => isDebit(kind)).sort(oldestDueFirst);
  const currencies = [...new Set(open.map(({ left }) => left.currency))].sort();
  return {
    customerId,
    validFrom: day,
    validUntil: nextChange(versions, day),
    profiles: currencies.map((currency) => profileOf(currency, open)),
    openItemCount: owed.length,
    oldestItems: owed.slice(0, OLDEST_ITEMS).map(summaryItem),
    disputed: currencies.flatMap((currency) => disputedIn(currency, owed)),
    lastPayment: lastPaymentOf(versions, day),
    habit: customerHabitOf(paid),
  };
}

function profileOf(currency: CurrencyCode, open: readonly ItemOnDay[]): DueProfile {
  const due = new Map<CalendarDate, number>();
  let given = 0;
  for (const { kind, dueOn, left } of open) {
    if (left.currency !== currency) continue;
    if (isDebit(kind)) due.set(dueOn, (due.get(dueOn) ?? 0) + left.minor);
    else given += left.minor;
  }
  const byDay = [...due].sort(([a], [b]) => (a < b ? -1 : 1));
  return { currency, unappliedMinor: given === 0 ? 0 : -given, due: byDay.map(([on, minor]) => ({ on, minor })) };
}

function summaryItem({ id, key, kind, amount, left, issuedOn, dueOn, disputeStatus }: ItemOnDay): SummaryItem {
  const amounts = { currency: left.currency, amountMinor: amount.minor, leftMinor: left.minor };
  return { id, number: key.number, kind, ...amounts, issuedOn, dueOn, disputeStatus };
}

function disputedIn(currency: CurrencyCode, owed: readonly ItemOnDay[]): DisputedMoney[] {
  const items = owed.filter(({ disputeStatus, left }) => isContested(disputeStatus) && left.currency === currency);
  if (items.length === 0) return [];
  return [{ currency, minor: sum(items.map(({ left }) => left.minor)), itemIds: items.map(({ id }) => id) }];
}

/** The first day after `day` on which an item begins to count or an entry takes or gives back. */
function nextChange(versions: readonly StoredItemVersion[], day: CalendarDate): CalendarDate {
  let next = NEVER;
  for (const { issuedOn, movements } of versions) {
    for (const on of [issuedOn, ...movements.map((movement) => movement.on)]) if (on > day && on < next) next = on;
  }
  return next;
}

function lastPaymentOf(versions: readonly StoredItemVersion[], day: CalendarDate): CustomerMoney['lastPayment'] {
  const [last] = versions.filter((version) => isStandingPayment(version, day)).sort(latestLargest);
  return last === undefined ? null : { on: last.issuedOn, amount: money(last.minor, last.currency) };
}

function isStandingPayment({ kind, issuedOn, minor, reversals }: StoredItemVersion, day: CalendarDate): boolean {
  if (kind !== 'payment' || issuedOn > day) return false;
  return (
    leftOn(
      { minor, issuedOn },
      reversals.map(({ on, minor: taken }) => ({ on, minor: -taken })),
      day,
    ) > 0
  );
}

function latestLargest(a: StoredItemVersion, b: StoredItemVersion): number {
  if (a.issuedOn !== b.issuedOn) return a.issuedOn > b.issuedOn ? -1 : 1;
  return b.minor - a.minor || (a.itemId < b.itemId ? -1 : 1);
}

function sum(minors: readonly number[]): number {
  return minors.reduce((total, minor) => total + minor, 0);
}
