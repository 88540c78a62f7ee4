import { codeDefinition } from '#shared/domain/activity-code.ts';
import { type CalendarDate, dayNumber, dayOfNumber } from '#shared/domain/calendar-date.ts';
import { customerColumns } from '../customer-refs.ts';
import type { Facts } from '../facts/facts.ts';
import { actorRef, customerRef, isAskedFor } from '../facts-refs.ts';
import type { Report, ReportBody, ReportQuestion, ReportRow } from '../report.ts';
import { type LateContact, lateContacts } from './late-contacts.ts';
import { SettledWhenKnown } from './settled-when-known-read-model.ts';

/** Whom we pressed for money that had come. */
export const contactedAfterPayingReport: Report = {
  name: 'contacted-after-paying',
  about: 'period',
  holdsUntilChange: true,
  filters: ['collector', 'customer', 'code', 'owner'],
  definition: () => ({
    title: 'Contacted after paying',
    words: [
      'Attempts and contacts of the period whose items had all been paid up before the day on which they happened; where they name no item, everything that the customer had been billed by then. Replies, and copies of an invoice, answer the customer and do not count.',
      'Paid up counts by value date: from the day on which all the money that is known at the end of the period to stand on the item had come, however much later it was applied. What was written off, credited or cancelled is not owed, and alone is no paying.',
      'Known at the time: the ledger, as it stood at the instant of the contact, said of all these items that nothing was left on that day. Not yet in the feed: the money had come, and nobody here could have known.',
    ],
  }),
  run,
  lines: (rows) => rows,
  columns: [
    { title: 'Day', cells: ({ on }) => String(on) },
    { title: 'Collector', cells: ({ by }) => (by as { name: string }).name },
    { title: 'Code', cells: ({ label }) => String(label) },
    ...customerColumns,
    { title: 'Items', cells: ({ items }) => (items as { number: string }[]).map(({ number }) => number).join(' ') },
    { title: 'Items paid up', cells: ({ billedItems }) => Number(billedItems) },
    { title: 'Paid', cells: ({ paidOn }) => String(paidOn) },
    { title: 'Days after', cells: ({ daysAfter }) => Number(daysAfter) },
    { title: 'Known at the time', cells: ({ wasKnown }) => (wasKnown === true ? 'yes' : 'not yet in the feed') },
  ],
};

async function run(question: ReportQuestion): Promise<ReportBody> {
  const facts = await question.facts();
  const days = { from: dayNumber(question.from), to: dayNumber(question.to) };
  // Facts hold until the next await alone: everything is taken from them first.
  const late = lateContacts(facts, days)
    .filter((contact) => fits(facts, contact, question.filters))
    .map((contact) => rowOf(facts, contact));
  const known = await SettledWhenKnown.of(
    late.flatMap(({ itemIds }) => itemIds),
    question.position,
  );
  const rows = late.map(({ row, itemIds, at }) => ({ ...row, wasKnown: known.saidSo({ itemIds, on: row.on, at }) }));
  return { totals: [totalOf(rows)], rows };
}

function fits(facts: Facts, { activity }: LateContact, filters: ReportQuestion['filters']): boolean {
  const { activities, collectors } = facts;
  return (
    (filters.collector === undefined || collectors.id(activities.collector[activity] ?? 0) === filters.collector) &&
    (filters.code === undefined || activities.code(activity) === filters.code) &&
    isAskedFor(facts, activities.customer[activity] ?? 0, filters)
  );
}

function rowOf(facts: Facts, { activity, items, paidOn }: LateContact) {
  const { activities } = facts;
  const code = activities.code(activity);
  const on: CalendarDate = dayOfNumber(activities.day[activity] ?? 0);
  const row = {
    activityId: activities.id(activity),
    on,
    by: actorRef(facts, activity),
    code,
    label: codeDefinition(code).label,
    customer: customerRef(facts, activities.customer[activity] ?? 0),
    /** Those that it names; one about the customer as a whole names none. */
    items: activities.items(activity).map((item) => ({ id: facts.items.id(item), number: facts.items.number(item) })),
    billedItems: items.length,
    paidOn: dayOfNumber(paidOn),
    daysAfter: (activities.day[activity] ?? 0) - paidOn,
  };
  const itemIds = items.map((item) => facts.items.id(item));
  return { row, itemIds, at: new Date(activities.occurredAt[activity] ?? 0) };
}

function totalOf(
  rows: readonly { readonly wasKnown: boolean; readonly customer: { readonly id: string } }[],
): ReportRow {
  const knownAtTheTime = rows.filter(({ wasKnown }) => wasKnown).length;
  return {
    contacts: rows.length,
    customers: new Set(rows.map(({ customer }) => customer.id)).size,
    knownAtTheTime,
    notYetInTheFeed: rows.length - knownAtTheTime,
  };
}
