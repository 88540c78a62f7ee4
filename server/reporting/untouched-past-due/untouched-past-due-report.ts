import { ageingBucket, daysPastDue } from '#shared/domain/ageing.ts';
import { dayNumber, dayOfNumber } from '#shared/domain/calendar-date.ts';
import { type Money, money } from '#shared/domain/money.ts';
import { customerColumns } from '../customer-refs.ts';
import type { Facts, ItemIndex } from '../facts/facts.ts';
import { customerRef, isAskedFor } from '../facts-refs.ts';
import type { Report, ReportBody, ReportQuestion } from '../report.ts';
import { decimalCell } from '../report-csv.ts';
import { byCurrency } from '../touched-cash/money-by-currency.ts';
import { untouchedPastDue } from './untouched-past-due.ts';

/** The past-due items that nobody has touched since they fell due. */
export const untouchedPastDueReport: Report = {
  name: 'untouched-past-due',
  about: 'day',
  holdsUntilChange: true,
  filters: ['bucket', 'customer', 'currency', 'owner'],
  definition: () => ({
    title: 'Past due, and touched by nobody',
    words: [
      'Debit items of which something is left on the day asked about and whose due day has gone by.',
      'Touched by nobody: no attempt or contact after the due day, up to the day asked about, names the item, or its customer without naming items. Notes, and messages that failed or bounced, touch nobody.',
      'Oldest due first. Currencies are never added.',
    ],
  }),
  run,
  lines: (rows) => rows,
  columns: [
    ...customerColumns,
    { title: 'Item', cells: ({ number }) => String(number) },
    { title: 'Due', cells: ({ dueOn }) => String(dueOn) },
    { title: 'Days past due', cells: ({ daysPastDue: days }) => Number(days) },
    { title: 'Bucket', cells: ({ bucket }) => String(bucket) },
    { title: 'Left', cells: ({ left }) => decimalCell(left) },
    { title: 'Currency', cells: ({ left }) => (left as Money).currency },
    { title: 'Dispute', cells: ({ disputeStatus }) => String(disputeStatus) },
  ],
};

async function run(question: ReportQuestion): Promise<ReportBody> {
  const facts = await question.facts();
  const { filters } = question;
  const rows = untouchedPastDue(facts, dayNumber(question.asOf))
    .filter((item) => isAskedFor(facts, facts.items.customer[item] ?? 0, filters))
    .map((item) => rowOf(facts, item, question))
    .filter(
      ({ bucket, left }) =>
        (filters.bucket === undefined || bucket === filters.bucket) &&
        (filters.currency === undefined || left.currency === filters.currency),
    );
  const totals = byCurrency(rows.map(({ left }) => left)).map((left) => ({
    currency: left.currency,
    left,
    items: rows.filter((row) => row.left.currency === left.currency).length,
  }));
  return { totals, rows };
}

function rowOf(facts: Facts, item: ItemIndex, { asOf, tenant }: ReportQuestion) {
  const { items } = facts;
  const dueOn = dayOfNumber(items.dueOn[item] ?? 0);
  return {
    itemId: items.id(item),
    number: items.number(item),
    dueOn,
    daysPastDue: daysPastDue(dueOn, asOf),
    bucket: ageingBucket(dueOn, asOf, tenant.buckets),
    left: money(items.leftOn(item, dayNumber(asOf)), items.currencyOf(item)),
    disputeStatus: items.dispute(item),
    customer: customerRef(facts, items.customer[item] ?? 0),
  };
}
