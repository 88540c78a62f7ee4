import { dayOfNumber } from '#shared/domain/calendar-date.ts';
import type { CurrencyCode } from '#shared/domain/currency.ts';
import type { ActivityIndex, ItemIndex } from '../../facts/facts.ts';
import { collectorRef, customerRef } from '../../facts-refs.ts';
import { comparedText, type Part, type Subject } from './part.ts';
import type { Scope } from './scope.ts';

const NO_CURRENCY = '' as CurrencyCode;

/** Debit and credit items. */
export const ITEMS: Subject = {
  sums: (scope, part) => scope.once(part, () => sumsOfItems(scope, part)),
  currencyOf: (scope, item) => scope.currencyOf(item),
  worth: (scope, item, minor) => scope.worth(item, minor),
  row: (scope, item) => {
    const { items } = scope.facts;
    return {
      customer: customerRef(scope.facts, items.customer[item] ?? -1),
      itemId: items.id(item),
      number: items.number(item),
      kind: items.kind(item),
      issuedOn: dayOfNumber(items.issuedOn[item] ?? 0),
      dueOn: dayOfNumber(items.dueOn[item] ?? 0),
    };
  },
  compare: (scope, a, b) => {
    const { items } = scope.facts;
    const byCustomer = compareCustomers(scope, items.customer[a] ?? -1, items.customer[b] ?? -1);
    const byDay = (items.dueOn[a] ?? 0) - (items.dueOn[b] ?? 0);
    return (
      byCustomer || byDay || comparedText(items.number(a), items.number(b)) || comparedText(items.id(a), items.id(b))
    );
  },
};

/**
 * Entries of the log. An amount in a part of activities is in the currency that the activity names. With currencies together it is worth as much as the first item that it
 * names in that currency; an amount that names none stays in its own.
 */
export const ACTIVITIES: Subject = {
  sums: (scope, part) => scope.once(part, () => sumsOneByOne(ACTIVITIES, scope, part)),
  currencyOf: (scope, activity) => {
    const own = scope.facts.activities.amount(activity)?.currency ?? NO_CURRENCY;
    const item = itemOfAmount(scope, activity);
    return item === undefined ? own : scope.currencyOf(item);
  },
  worth: (scope, activity, minor) => {
    const item = itemOfAmount(scope, activity);
    return item === undefined ? minor : scope.worth(item, minor);
  },
  row: (scope, activity) => {
    const { activities } = scope.facts;
    const collector = activities.collector[activity] ?? -1;
    return {
      customer: customerRef(scope.facts, activities.customer[activity] ?? -1),
      collector: collectorRef(scope.facts, collector),
      activityId: activities.id(activity),
      on: dayOfNumber(activities.day[activity] ?? 0),
      code: activities.code(activity),
    };
  },
  compare: ({ facts: { activities } }, a, b) => {
    const { day, occurredAt, seq } = activities;
    const byDay = (day[a] ?? 0) - (day[b] ?? 0);
    return byDay || (occurredAt[a] ?? 0) - (occurredAt[b] ?? 0) || (seq[a] ?? 0) - (seq[b] ?? 0);
  },
};

/** Customers; what is counted of them is of no currency. */
export const CUSTOMERS: Subject = {
  sums: () => new Map(),
  currencyOf: () => NO_CURRENCY,
  worth: (_scope, _customer, minor) => minor,
  row: (scope, customer) => ({
    customer: customerRef(scope.facts, customer),
    owner: scope.facts.customers.owner(customer),
  }),
  compare: compareCustomers,
};

function compareCustomers({ facts: { customers } }: Scope, a: number, b: number): number {
  if (a === b) return 0;
  return comparedText(customers.number(a), customers.number(b)) || comparedText(customers.id(a), customers.id(b));
}

function itemOfAmount({ facts, question }: Scope, activity: ActivityIndex): ItemIndex | undefined {
  const { activities, items } = facts;
  const currency = activities.amount(activity)?.currency;
  if (question.together === undefined || currency === undefined) return undefined;
  const named = activities.items(activity).filter((item) => question.together?.includes(item) === true);
  return named.find((item) => items.currencyOf(item) === currency);
}

function sumsOfItems(scope: Scope, part: Part): ReadonlyMap<CurrencyCode, number> {
  if (scope.question.together !== undefined && part.unit !== 'number') return sumsOneByOne(ITEMS, scope, part);
  const { currency } = scope.facts.items;
  const sums = new Float64Array(256);
  part.visit(scope, (item, amount) => {
    const number = currency[item] ?? 0;
    sums[number] = (sums[number] ?? 0) + amount;
  });
  return new Map([...scope.ledger.currencies].map(([number, code]) => [code, sums[number] ?? 0]));
}

function sumsOneByOne(subject: Subject, scope: Scope, part: Part): ReadonlyMap<CurrencyCode, number> {
  const sums = new Map<CurrencyCode, number>();
  part.visit(scope, (index, amount) => {
    const currency = subject.currencyOf(scope, index);
    sums.set(currency, (sums.get(currency) ?? 0) + subject.worth(scope, index, amount));
  });
  return sums;
}
