import { type DebitKind, isContested, isDebit } from '#shared/domain/open-item.ts';
import { type Facts, type ItemIndex, NEVER_DAY } from '../facts/facts.ts';
import { firstTouches } from './first-touches.ts';
import { PaidOtherwise } from './paid-otherwise.ts';

/**
 * Debit items that a customer is to pay, each with the day from which it counts, its due day, the day on which it came to its end, and whether money ended it. In the
 * order of customers, a customer's by due day. Days are numbers. A copy: it stays as it is.
 */
export interface WatchedItems {
  readonly count: number;
  readonly item: Int32Array;
  readonly customer: Int32Array;
  readonly enteredOn: Int32Array;
  readonly dueOn: Int32Array;
  /** 1 where payments, or clearings that no entry explains, took most of it; 0 where credit memos, adjustments or cancelling did. */
  readonly isPaid: Uint8Array;
  /** The first day on which somebody reached out for it; NEVER_DAY where nobody has. */
  readonly touchedOn: Int32Array;
  /** 1 where the ERP says now that the customer contests it. */
  readonly isContested: Uint8Array;
  /** The place at which a customer's items begin; those of the next follow. */
  readonly begins: Int32Array;
  /** The first day at whose end nothing was left of the item at a place, as entries dated up to a day say; NEVER_DAY where something was. */
  endedOn(place: number, asOf: number): number;
  /** The day on which it ended as it is known today, and whether it never came back. */
  readonly lastEnd: Int32Array;
}

const OWED_BY_CUSTOMERS: readonly DebitKind[] = ['invoice', 'debit_memo', 'chargeback', 'interest'];

/** What is watched of the items of a company. */
export function watchItems(facts: Facts): WatchedItems {
  const { customers } = facts;
  const order = watchedPlaces(facts);
  const count = order.length;
  const columns = {
    item: order,
    customer: new Int32Array(count),
    enteredOn: new Int32Array(count),
    dueOn: new Int32Array(count),
    isPaid: new Uint8Array(count),
    isContested: new Uint8Array(count),
    lastEnd: new Int32Array(count),
    begins: new Int32Array(customers.count + 1),
  };
  const ends = new Ends();
  const otherwise = new PaidOtherwise(facts);
  const { items } = facts;
  const { customer: customerOf, issuedOn, dueOn, minor } = items;
  for (let place = 0; place < count; place += 1) {
    const item = order[place] ?? 0;
    const customer = customerOf[item] ?? 0;
    columns.customer[place] = customer;
    columns.begins[customer + 1] = place + 1;
    columns.enteredOn[place] = issuedOn[item] ?? 0;
    columns.dueOn[place] = dueOn[item] ?? 0;
    columns.isPaid[place] = 2 * otherwise.totalOf(item) <= (minor[item] ?? 0) ? 1 : 0;
    columns.isContested[place] = isContested(items.dispute(item)) ? 1 : 0;
    columns.lastEnd[place] = ends.add(place, facts, item);
  }
  carryOn(columns.begins);
  const touchedOn = firstTouches(facts, order, columns);
  return { count, ...columns, touchedOn, endedOn: (place, asOf) => ends.of(place, columns.lastEnd[place] ?? 0, asOf) };
}

/** Items of customers one after another; those of a customer by due day. */
function watchedPlaces({ customers, items }: Facts): Int32Array {
  const places = new Int32Array(items.count);
  const { minor } = items;
  let count = 0;
  for (let customer = 0; customer < customers.count; customer += 1) {
    for (const item of items.ofCustomer(customer)) {
      if (!isOwed(items.kind(item)) || (minor[item] ?? 0) <= 0) continue;
      places[count] = item;
      count += 1;
    }
  }
  return places.slice(0, count);
}

function isOwed(kind: ReturnType<Facts['items']['kind']>): boolean {
  return isDebit(kind) && OWED_BY_CUSTOMERS.includes(kind);
}

/** Customers without items begin where the one before them ends. */
function carryOn(begins: Int32Array): void {
  for (let customer = 1; customer < begins.length; customer += 1) {
    begins[customer] = Math.max(begins[customer] ?? 0, begins[customer - 1] ?? 0);
  }
}

/** When items ended. Few come back to life; only of these every end and return is kept. */
class Ends {
  private readonly returned = new Map<number, Int32Array>();

  /** Notes the course of an item, and says when it ended for good. */
  add(place: number, { items }: Facts, item: ItemIndex): number {
    const turns: number[] = [];
    let left = items.minor[item] ?? 0;
    let wasOpen = true;
    const movements = items.movements(item);
    for (let at = 0; at < movements.length; at += 1) {
      const movement = movements[at];
      if (movement === undefined) continue;
      left += movement.minor;
      const isDayOver = movements[at + 1]?.day !== movement.day;
      if (!isDayOver || left > 0 === wasOpen) continue;
      wasOpen = left > 0;
      turns.push(movement.day);
    }
    if (turns.length > 1) this.returned.set(place, Int32Array.from(turns));
    return wasOpen ? NEVER_DAY : (turns.at(-1) ?? NEVER_DAY);
  }

  of(place: number, lastEnd: number, asOf: number): number {
    const turns = this.returned.get(place);
    if (turns === undefined) return lastEnd <= asOf ? lastEnd : NEVER_DAY;
    let ended = NEVER_DAY;
    for (let at = 0; at < turns.length && (turns[at] ?? NEVER_DAY) <= asOf; at += 1) {
      ended = at % 2 === 0 ? (turns[at] ?? NEVER_DAY) : NEVER_DAY;
    }
    return ended;
  }
}
