import type { Facts } from '../../server/reporting/facts/facts.ts';

const DAYS_AROUND = [-1, 0, 1, 30, 400];

/** All that facts say, by ids and in the order of ids, so that two of them can be held against each other whatever their places are. */
export function factsInFull(facts: Facts) {
  return {
    customers: byId([...facts.customers.all()].map((customer) => customerInFull(facts, customer))),
    items: byId([...facts.items.all()].map((item) => itemInFull(facts, item))),
    applications: byId(Array.from({ length: facts.applications.count }, (_, at) => applicationInFull(facts, at))),
    adjustments: byId([...facts.adjustments.all()].map((at) => adjustmentInFull(facts, at))),
    activities: byId([...facts.activities.all()].map((activity) => activityInFull(facts, activity))),
    collectors: byId(
      Array.from({ length: facts.collectors.count }, (_, at) => {
        const id = facts.collectors.id(at);
        return { id, name: facts.collectors.name(at), isFound: facts.collectors.find(id) === at };
      }),
    ),
  };
}

function customerInFull({ customers, items, activities }: Facts, customer: number) {
  const id = customers.id(customer);
  return {
    id,
    number: customers.number(customer),
    name: customers.name(customer),
    owner: customers.owner(customer),
    top: customers.id(customers.top(customer)),
    isFound: customers.find(id) === customer,
    items: [...items.ofCustomer(customer)].map((item) => items.id(item)),
    activities: [...activities.ofCustomer(customer)].map((activity) => activities.id(activity)),
  };
}

function itemInFull({ items, customers, applications, adjustments }: Facts, item: number) {
  const id = items.id(item);
  const days = [items.issuedOn[item], items.dueOn[item], items.settledOn[item]];
  return {
    id,
    days,
    customer: customers.id(items.customer[item] ?? -1),
    currency: items.currencyOf(item),
    isFound: items.find(id) === item,
    minor: items.minor[item],
    companyMinor: items.companyMinor[item],
    company: items.company(item),
    number: items.number(item),
    kind: items.kind(item),
    dispute: items.dispute(item),
    movements: items.movements(item),
    left: days.flatMap((day = 0) => DAYS_AROUND.map((after) => items.leftOn(item, day + after))),
    applications: applications.ofItem(item).map((application) => applications.id(application)),
    adjustments: adjustments.ofItem(item).map((adjustment) => adjustments.id(adjustment)),
  };
}

function applicationInFull({ applications, items }: Facts, at: number) {
  const { debit, credit, debitMinor, creditMinor, from, until } = applications;
  const days = DAYS_AROUND.map((after) => (from[at] ?? 0) + after);
  return {
    id: applications.id(at),
    debit: items.id(debit[at] ?? -1),
    credit: items.id(credit[at] ?? -1),
    amounts: [debitMinor[at], creditMinor[at]],
    days: [from[at], until[at]],
    held: days.map((day) => [applications.debitHeldOn(at, day), applications.creditHeldOn(at, day)]),
  };
}

function adjustmentInFull({ adjustments, items }: Facts, at: number) {
  const item = items.id(adjustments.item[at] ?? -1);
  return { id: adjustments.id(at), item, said: [adjustments.minor[at], adjustments.on[at], adjustments.reason(at)] };
}

function activityInFull({ activities, customers, collectors, items }: Facts, at: number) {
  const { day, occurredAt, recordedAt, seq } = activities;
  return {
    id: activities.id(at),
    customer: customers.id(activities.customer[at] ?? -1),
    collector: collectors.id(activities.collector[at] ?? -1),
    times: [day[at], occurredAt[at], recordedAt[at], seq[at], activities.date(at)],
    what: [activities.code(at), activities.outcome(at), activities.delivery(at), activities.template(at)],
    is: [activities.isAutomatic(at), activities.hasTouched(at)],
    items: activities.items(at).map((item) => items.id(item)),
    amount: activities.amount(at),
    instalments: activities.instalments(at),
    resolvedOn: activities.resolvedOn(at),
  };
}

function byId<T extends { readonly id: string }>(list: readonly T[]): T[] {
  return [...list].sort((a, b) => (a.id < b.id ? -1 : 1));
}
