import { ACTIVITY_CODES, type ActivityCode, codeDefinition } from '#shared/domain/activity-code.ts';
import { isDebit } from '#shared/domain/open-item.ts';
import type { ActivityIndex, Facts, ItemIndex } from '../facts/facts.ts';
import { type PaidUp, paidUp } from './paid-up.ts';

/** What answers a customer does not press for money, and what a customer wrote least of all. */
const ANSWERS: ReadonlySet<ActivityCode> = new Set<ActivityCode>([
  'email_reply',
  'email_copy_of_invoice',
  ...ACTIVITY_CODES.filter((code) => codeDefinition(code).direction === 'in'),
]);

/** A touch of somebody who had paid everything that it was about. */
export interface LateContact {
  readonly activity: ActivityIndex;
  readonly items: readonly ItemIndex[];
  /** The value date by which the last of them was paid up. */
  readonly paidOn: number;
}

/**
 * The attempts and contacts of a period whose items had all been paid up, by value date, before the day on which they happened; where they name no item, all that the customer had
 * been billed by then. What was written off, credited or cancelled is not owed, and alone is no paying. Replies, and copies of an invoice, answer the customer and do not count, nor does what the customer wrote. What counts as paid is what is known at the end of the period.
 */
export function lateContacts(facts: Facts, { from, to }: { from: number; to: number }): LateContact[] {
  const { activities } = facts;
  const paidUpOf = eachOnce(facts, to);
  const found: LateContact[] = [];
  for (const activity of activities.all()) {
    const on = activities.day[activity] ?? 0;
    if (on < from || on > to || !activities.hasTouched(activity) || ANSWERS.has(activities.code(activity))) continue;
    const items = itemsAbout(facts, activity, on);
    const last = lastBefore(items, on, paidUpOf);
    if (last !== null) found.push({ activity, items, paidOn: last });
  }
  const { day, occurredAt, seq } = activities;
  const by = (column: Int32Array | Float64Array, a: LateContact, b: LateContact) =>
    (column[a.activity] ?? 0) - (column[b.activity] ?? 0);
  return found.sort((a, b) => by(day, a, b) || by(occurredAt, a, b) || by(seq, a, b));
}

/** The latest day on which cash paid one of the items up; null where there is none, or not all were before a day. */
function lastBefore(items: readonly ItemIndex[], on: number, paidUpOf: (item: ItemIndex) => PaidUp): number | null {
  let last: number | null = null;
  for (const item of items) {
    const { on: day, byCash } = paidUpOf(item);
    if (day >= on) return null;
    if (byCash) last = Math.max(last ?? day, day);
  }
  return last;
}

function itemsAbout({ items, activities }: Facts, activity: ActivityIndex, on: number): ItemIndex[] {
  const named = activities.items(activity);
  if (named.length > 0) return named.filter((item) => isDebit(items.kind(item)));
  const billed: ItemIndex[] = [];
  for (const item of items.ofCustomer(activities.customer[activity] ?? 0)) {
    if ((items.issuedOn[item] ?? on) < on && isDebit(items.kind(item))) billed.push(item);
  }
  return billed;
}

function eachOnce(facts: Facts, asOf: number): (item: ItemIndex) => PaidUp {
  const known = new Map<ItemIndex, PaidUp>();
  return (item) => {
    const found = known.get(item) ?? paidUp(facts, item, asOf);
    known.set(item, found);
    return found;
  };
}
