import type { CurrencyCode } from '#shared/domain/currency.ts';
import { TOUCH_WINDOW_DAYS } from '#shared/domain/touch.ts';
import type { ActivityIndex, ApplicationIndex, CustomerIndex, Facts, ItemIndex } from '../facts/facts.ts';
import { ledgerColumns, PAYMENT } from '../measures/workings/ledger-columns.ts';
import { logColumns } from '../measures/workings/log-columns.ts';

/** Stands where a part is on no item; no activity names it. */
const NO_ITEM = -1;

/** Part of a payment: what of it stands on one debit item, or what of it is not applied. */
export interface CashPart {
  readonly payment: ItemIndex;
  /** The debit item and the application by which the money stands on it; null for what is not applied. */
  readonly item: ItemIndex | null;
  readonly application: ApplicationIndex | null;
  /** Whose item it is; of what is not applied, whose payment. */
  readonly customer: CustomerIndex;
  /** The value date. */
  readonly on: number;
  /** In the payment's currency. */
  readonly minor: number;
  readonly currency: CurrencyCode;
}

/** Days of value dates, both included. */
export interface CashDays {
  readonly from: number;
  readonly to: number;
}

/**
 * The payments whose value date lies in the period, each in its parts as they stand on the period's last day, in no order. What was taken back by then (a bounced payment, an
 * un-application) is no cash. The parts of a payment add up to what it is worth on that day.
 */
export function cashParts(facts: Facts, { from, to }: CashDays): CashPart[] {
  const { items, kind } = ledgerColumns(facts);
  const { issuedOn } = facts.items;
  const reader = new PartReader(facts, to);
  for (const payment of items) {
    if (kind[payment] !== PAYMENT) continue;
    const on = issuedOn[payment] ?? 0;
    if (on >= from && on <= to) reader.read(payment, on);
  }
  return reader.parts;
}

/** Reads payments as they stand at the end of a day; it keeps the columns at hand, since each is asked for every part. */
class PartReader {
  readonly parts: CashPart[] = [];
  private readonly customer: Int32Array;
  private readonly debit: Int32Array;

  constructor(
    private readonly facts: Facts,
    private readonly to: number,
  ) {
    this.customer = facts.items.customer;
    this.debit = facts.applications.debit;
  }

  read(payment: ItemIndex, on: number): void {
    const { items, applications } = this.facts;
    const own = this.customer[payment] ?? 0;
    const currency = items.currencyOf(payment);
    for (const application of applications.ofItem(payment)) {
      // What came back whole is no part; what came back in part to nothing still is one of 0, which says nothing.
      const minor = applications.creditHeldOn(application, this.to);
      if (minor === 0) continue;
      const item = this.debit[application] ?? 0;
      this.parts.push({ payment, item, application, customer: this.customer[item] ?? own, on, minor, currency });
    }
    const minor = items.leftOn(payment, this.to);
    if (minor === 0) return;
    this.parts.push({ payment, item: null, application: null, customer: own, on, minor, currency });
  }
}

/** The same parts by value date, then the payment's number, then the item's, as rows list them. */
export function inOrder<P extends CashPart>(facts: Facts, parts: P[]): P[] {
  const { items } = facts;
  const numberOf = (item: ItemIndex | null) => (item === null ? '' : items.number(item));
  const idOf = (item: ItemIndex | null) => (item === null ? '' : items.id(item));
  return parts.sort(
    (a, b) =>
      a.on - b.on ||
      compared(numberOf(a.payment), numberOf(b.payment)) ||
      compared(idOf(a.payment), idOf(b.payment)) ||
      compared(numberOf(a.item), numberOf(b.item)) ||
      compared(idOf(a.item), idOf(b.item)),
  );
}

function compared(a: string, b: string): number {
  return Number(a > b) - Number(a < b);
}

/**
 * The attempts and contacts that came before money for an item of a customer, first to last: those that name the item, or name none, on the 14 days before the value date.
 * The value date itself does not count: what happened on it cannot be told to have come first. *Touched* is not *caused*.
 */
export function touchesOf(facts: Facts, part: Pick<CashPart, 'customer' | 'item' | 'on'>): ActivityIndex[] {
  return activitiesBefore(facts, part, part.on - TOUCH_WINDOW_DAYS).filter((activity) =>
    facts.activities.hasTouched(activity),
  );
}

/** Everything that was done about an item, or about the customer as a whole, from a day to the day before the value date; first to last. */
export function activitiesBefore(
  facts: Facts,
  { customer, item, on }: Pick<CashPart, 'customer' | 'item' | 'on'>,
  from: number,
): ActivityIndex[] {
  const log = logColumns(facts);
  const { day } = facts.activities;
  const own = facts.activities.ofCustomer(customer);
  const found: ActivityIndex[] = [];
  for (let place = log.firstOnOrAfter(own, from); place < own.length; place += 1) {
    const activity = own[place] ?? 0;
    if ((day[activity] ?? on) >= on) break;
    if (log.names(activity, item ?? NO_ITEM)) found.push(activity);
  }
  return found;
}
