import { type ActivityCode, codeDefinition, REACHES } from '#shared/domain/activity-code.ts';
import type { ActivityFacts, ActivityIndex, CustomerIndex, Facts, ItemIndex } from '../facts/facts.ts';
import { firstFrom } from './first-touches.ts';
import { numberAt } from './number-at.ts';

/** A day on which an item was reached out for, by one or several people; of what one person did on it, what counts for most. */
export interface ContactDay {
  readonly day: number;
  readonly activities: readonly ActivityIndex[];
}

/**
 * The contacts of a period by item, each item's in the order of days. A contact that names no item is one for every item of its customer that counts by then. What only
 * says that money was sent already is none.
 */
export function contactDays(facts: Facts, from: number, to: number): Map<ItemIndex, ContactDay[]> {
  const contacts: Contacts = new Map();
  for (let customer = 0; customer < facts.customers.count; customer += 1) {
    for (const activity of activitiesBetween(facts.activities, customer, from, to)) {
      if (!isContact(facts, activity)) continue;
      for (const item of itemsOf(facts, activity, customer)) note(facts, contacts, item, activity);
    }
  }
  return contacts;
}

type Contacts = Map<ItemIndex, { day: number; activities: ActivityIndex[] }[]>;

/** A customer’s activities from one day to another, in their order. */
export function activitiesBetween(
  activities: ActivityFacts,
  customer: CustomerIndex,
  from: number,
  to: number,
): Int32Array {
  const all = activities.ofCustomer(customer);
  if (all.length === 0) return all;
  const { day } = activities;
  const rising = { length: all.length, at: (place: number) => numberAt(day, numberAt(all, place)) };
  return all.subarray(firstFrom(rising, from), firstFrom(rising, to + 1));
}

function isContact({ activities }: Facts, activity: ActivityIndex): boolean {
  return activities.hasTouched(activity) && !isWordOfPayment(activities, activity);
}

/** Whether all it says is that the customer has paid before. */
function isWordOfPayment(activities: Facts['activities'], activity: ActivityIndex): boolean {
  return activities.code(activity) === 'phone_payment_sent' || activities.outcome(activity) === 'payment_announced';
}

function itemsOf(
  { activities, items }: Facts,
  activity: ActivityIndex,
  customer: number,
): ArrayLike<ItemIndex> & Iterable<ItemIndex> {
  const named = activities.items(activity);
  return named.length > 0 ? named : items.ofCustomer(customer);
}

function note({ activities }: Facts, contacts: Contacts, item: ItemIndex, activity: ActivityIndex): void {
  const day = numberAt(activities.day, activity);
  const known = contacts.get(item);
  const last = known?.at(-1);
  if (known === undefined) contacts.set(item, [{ day, activities: [activity] }]);
  else if (last === undefined || last.day !== day) known.push({ day, activities: [activity] });
  else addOrReplace(activities, last.activities, activity);
}

/** One contact a person and day: the one that reached furthest, the first of equals. */
function addOrReplace(facts: Facts['activities'], onDay: ActivityIndex[], activity: ActivityIndex): void {
  const { collector } = facts;
  const place = onDay.findIndex((other) => collector[other] === collector[activity]);
  const other = onDay[place];
  if (other === undefined) onDay.push(activity);
  else if (reachOf(facts.code(activity)) > reachOf(facts.code(other))) onDay[place] = activity;
}

function reachOf(code: ActivityCode): number {
  return REACHES.indexOf(codeDefinition(code).reach);
}
