import type { AgeingBucket } from '#shared/domain/ageing.ts';
import { dayNumber } from '#shared/domain/calendar-date.ts';
import type { CustomerId } from '#shared/domain/ids.ts';
import { isDebit } from '#shared/domain/open-item.ts';
import type { Facts, ItemFacts } from '../facts/facts.ts';
import type { AgeingQuestion, OpenAmountByAgeingBucket } from './open-amount-by-ageing-bucket-pipeline.ts';

const CURRENCIES = 2 ** 8;
const NOBODY = -1;

type Asked = Omit<AgeingQuestion, 'run'>;

/** What is open on a day by customer, currency and ageing bucket: what the pipeline of that name says, from facts. */
export function openAmountsInFacts(facts: Facts, question: Asked): OpenAmountByAgeingBucket[] {
  const { items, customers } = facts;
  const { buckets, basis } = question;
  const asOf = dayNumber(question.asOf);
  const from = basis === 'issued' ? items.issuedOn : items.dueOn;
  const { customer, currency } = items;
  const sums = new Map<number, { readonly item: number; readonly place: number; minor: number }>();
  for (const item of itemsAsked(facts, question, asOf)) {
    const place = bucketPlace(items, item, { days: asOf - (from[item] ?? 0), buckets });
    const key = ((customer[item] ?? 0) * CURRENCIES + (currency[item] ?? 0)) * (buckets.length + 1) + place;
    const sum = sums.get(key) ?? { item, place, minor: 0 };
    sum.minor += items.leftOn(item, asOf);
    sums.set(key, sum);
  }
  return [...sums.values()].map(({ item, place, minor }) => ({
    customerId: customers.id(customer[item] ?? 0) as CustomerId,
    currency: items.currencyOf(item),
    bucket: buckets[place]?.label ?? null,
    minor,
  }));
}

/** The items of which something is left on a day. */
function itemsAsked({ items, customers }: Facts, { customerId, currency }: Asked, asOf: number): number[] {
  const { issuedOn, settledOn } = items;
  const open: number[] = [];
  for (let item = 0; item < issuedOn.length; item += 1) {
    const isOpen = (issuedOn[item] ?? 0) <= asOf && (settledOn[item] ?? 0) > asOf;
    if (isOpen && items.leftOn(item, asOf) !== 0) open.push(item);
  }
  return open.filter(
    (item) =>
      (customerId === undefined || customers.id(items.customer[item] ?? NOBODY) === customerId) &&
      (currency === undefined || items.currencyOf(item) === currency),
  );
}

/** The place of an item's bucket; one after the last for what the customer has given. */
function bucketPlace(
  items: ItemFacts,
  item: number,
  { days, buckets }: { readonly days: number; readonly buckets: readonly AgeingBucket[] },
): number {
  if (!isDebit(items.kind(item))) return buckets.length;
  return buckets.findIndex(({ lastDay }) => days <= lastDay);
}
