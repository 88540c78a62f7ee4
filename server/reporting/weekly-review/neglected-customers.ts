import type { CurrencyCode } from '#shared/domain/currency.ts';
import { isDebit } from '#shared/domain/open-item.ts';
import type { ActivityIndex, CustomerIndex, Facts, ItemIndex } from '../facts/facts.ts';
import { REVIEW } from './thresholds.ts';

/** A customer with something past due whom nobody has reached out to for two weeks or more. Days are numbers. */
export interface NeglectedCustomer {
  readonly customer: CustomerIndex;
  readonly currency: CurrencyCode;
  /** What is left of its debit items that are past due on the day. */
  readonly pastDueMinor: number;
  readonly items: number;
  readonly oldestDueOn: number;
  /** The last day on which somebody reached out by hand; null where nobody ever did. */
  readonly lastTouchOn: number | null;
  /** What they did on that day, last. */
  readonly lastTouch: ActivityIndex | null;
}

/** The neglected customers of a day, of all or of some, one a currency, the largest amount first. What jobs send is not looking after somebody. */
export function neglectedCustomers(
  facts: Facts,
  day: number,
  customersAsked?: Iterable<CustomerIndex>,
): NeglectedCustomer[] {
  const found: NeglectedCustomer[] = [];
  const lastTouches = new Map<CustomerIndex, ActivityIndex | null>();
  const items = customersAsked === undefined ? facts.items.all() : itemsOf(facts, customersAsked);
  for (const debt of pastDueDebts(facts, items, day)) {
    const { customer } = debt;
    const last = lastTouches.get(customer) ?? lastTouch(facts, customer, day);
    lastTouches.set(customer, last);
    const lastTouchOn = last === null ? null : (facts.activities.day[last] ?? null);
    if (lastTouchOn === null || day - lastTouchOn >= REVIEW.neglectedDays) {
      found.push({ ...debt, lastTouchOn, lastTouch: last });
    }
  }
  const { customers } = facts;
  return found.sort(
    (a, b) =>
      (a.currency < b.currency ? -1 : Number(a.currency > b.currency)) ||
      b.pastDueMinor - a.pastDueMinor ||
      (customers.id(a.customer) < customers.id(b.customer) ? -1 : 1),
  );
}

type Debt = Omit<NeglectedCustomer, 'lastTouchOn' | 'lastTouch'>;

function* itemsOf({ items }: Facts, customers: Iterable<CustomerIndex>): Generator<ItemIndex> {
  for (const customer of customers) yield* items.ofCustomer(customer);
}

function pastDueDebts({ items }: Facts, asked: Iterable<ItemIndex>, day: number): Iterable<Debt> {
  const debts = new Map<string, Debt>();
  for (const item of asked) {
    const dueOn = items.dueOn[item] ?? day;
    if (dueOn >= day || (items.settledOn[item] ?? 0) <= day || !isDebit(items.kind(item))) continue;
    const left = items.leftOn(item, day);
    if (left <= 0) continue;
    const customer = items.customer[item] ?? 0;
    const currency = items.currencyOf(item);
    const key = `${customer} ${currency}`;
    const known = debts.get(key) ?? { customer, currency, pastDueMinor: 0, items: 0, oldestDueOn: dueOn };
    debts.set(key, {
      ...known,
      pastDueMinor: known.pastDueMinor + left,
      items: known.items + 1,
      oldestDueOn: Math.min(known.oldestDueOn, dueOn),
    });
  }
  return debts.values();
}

/** The last time somebody reached out to a customer by hand, up to a day; null where nobody ever did. */
export function lastTouch({ activities }: Facts, customer: CustomerIndex, day: number): ActivityIndex | null {
  const own = activities.ofCustomer(customer);
  for (let place = own.length - 1; place >= 0; place -= 1) {
    const activity = own[place] ?? 0;
    if ((activities.day[activity] ?? 0) > day) continue;
    if (activities.hasTouched(activity) && !activities.isAutomatic(activity)) return activity;
  }
  return null;
}
