import type { UntouchedCustomer } from '#shared/api/worklist.ts';
import { dayNumber } from '#shared/domain/calendar-date.ts';
import { money } from '#shared/domain/money.ts';
import type { WorklistQuestion } from '../../features/worklist/worklist-figures.ts';
import type { CustomerIndex, Facts } from '../facts/facts.ts';
import { collectorRef, customerRef } from '../facts-refs.ts';
import { type NeglectedCustomer, neglectedCustomers } from '../weekly-review/neglected-customers.ts';

/** Those among some customers who are past due and with whom nobody has been in contact for 14 days or more; the largest amount first, the company's currency before others. */
export function untouchedCustomers(
  facts: Facts,
  customers: readonly CustomerIndex[],
  { today, currency }: Pick<WorklistQuestion, 'today' | 'currency'>,
): UntouchedCustomer[] {
  const day = dayNumber(today);
  const byCustomer = new Map<CustomerIndex, NeglectedCustomer[]>();
  for (const debt of neglectedCustomers(facts, day, customers)) {
    byCustomer.set(debt.customer, [...(byCustomer.get(debt.customer) ?? []), debt]);
  }
  const isOwn = (debt: NeglectedCustomer | undefined) => debt?.currency === currency;
  const ownFirst = (a: NeglectedCustomer, b: NeglectedCustomer) => Number(isOwn(b)) - Number(isOwn(a));
  // A stable sort: within a currency the largest amount stays first.
  const lists = [...byCustomer.values()].map((debts) => [...debts].sort(ownFirst));
  return lists.sort(([a], [b]) => compareDebts(a, b, isOwn)).map((debts) => untouched(facts, debts, day));
}

type Debt = NeglectedCustomer | undefined;

function compareDebts(a: Debt, b: Debt, isOwn: (debt: Debt) => boolean): number {
  return (
    Number(isOwn(b)) - Number(isOwn(a)) ||
    (a?.currency ?? '').localeCompare(b?.currency ?? '') ||
    (b?.pastDueMinor ?? 0) - (a?.pastDueMinor ?? 0)
  );
}

function untouched(facts: Facts, debts: readonly NeglectedCustomer[], day: number): UntouchedCustomer {
  const { customer = 0, lastTouch = null } = debts[0] ?? {};
  return {
    customer: customerRef(facts, customer),
    pastDue: debts.map(({ pastDueMinor, currency }) => money(pastDueMinor, currency)),
    daysPastDue: day - Math.min(...debts.map(({ oldestDueOn }) => oldestDueOn)),
    lastContact: lastTouch === null ? null : contactOf(facts, lastTouch),
  };
}

function contactOf(facts: Facts, activity: number): UntouchedCustomer['lastContact'] {
  const { activities } = facts;
  return {
    at: new Date(activities.occurredAt[activity] ?? 0).toISOString(),
    by: collectorRef(facts, activities.collector[activity] ?? 0).name,
    code: activities.code(activity),
  };
}
