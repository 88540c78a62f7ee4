import type { CurrencyCode } from '#shared/domain/currency.ts';
import { isDebit } from '#shared/domain/open-item.ts';
import type { CustomerIndex, Facts } from '../facts/facts.ts';
import { logColumns } from '../measures/workings/log-columns.ts';
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
}

/** The neglected customers of a day, one a currency, the largest amount first. What jobs send is not looking after somebody. */
export function neglectedCustomers(facts: Facts, day: number): NeglectedCustomer[] {
  const found: NeglectedCustomer[] = [];
  const lastTouches = new Map<CustomerIndex, number | null>();
  for (const debt of pastDueDebts(facts, day)) {
    const { customer } = debt;
    const lastTouchOn = lastTouches.get(customer) ?? lastTouch(facts, customer, day);
    lastTouches.set(customer, lastTouchOn);
    if (lastTouchOn === null || day - lastTouchOn >= REVIEW.neglectedDays) found.push({ ...debt, lastTouchOn });
  }
  const { customers } = facts;
  return found.sort(
    (a, b) =>
      (a.currency < b.currency ? -1 : Number(a.currency > b.currency)) ||
      b.pastDueMinor - a.pastDueMinor ||
      (customers.id(a.customer) < customers.id(b.customer) ? -1 : 1),
  );
}

type Debt = Omit<NeglectedCustomer, 'lastTouchOn'>;

function pastDueDebts({ items }: Facts, day: number): Iterable<Debt> {
  const debts = new Map<string, Debt>();
  for (const item of items.all()) {
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

function lastTouch(facts: Facts, customer: CustomerIndex, day: number): number | null {
  const { activities } = facts;
  const log = logColumns(facts);
  const own = activities.ofCustomer(customer);
  for (let place = log.firstOnOrAfter(own, day + 1) - 1; place >= 0; place -= 1) {
    const activity = own[place] ?? 0;
    if (log.isHumanTouch(activity)) return activities.day[activity] ?? null;
  }
  return null;
}
