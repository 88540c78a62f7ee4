import { codeDefinition } from '#shared/domain/activity-code.ts';
import { dayNumber } from '#shared/domain/calendar-date.ts';
import { customerColumns } from '../customer-refs.ts';
import type { ActivityIndex, Facts } from '../facts/facts.ts';
import { actorRef, customerRef, dayRef, isAskedFor } from '../facts-refs.ts';
import type { Report, ReportQuestion, ReportRow } from '../report.ts';
import { type DunnedTwice, dunnedTwice, type TwiceReason, WITHIN_DAYS } from './dunned-twice.ts';

const REASONS: Readonly<Record<TwiceReason, string>> = {
  two_people: 'by two people',
  same_stage: 'the same stage again',
};

/** Customers that got one reminder too many. */
export const dunnedTwiceReport: Report = {
  name: 'dunned-twice',
  about: 'period',
  holdsUntilChange: true,
  filters: ['collector', 'customer', 'owner'],
  definition: () => ({
    title: 'Dunned twice',
    words: [
      `First, second and final notices of the period that follow another notice to the same customer within ${WITHIN_DAYS} days (which may lie before the period): sent by two people, or of the same stage for the same item. A notice that names no item is about all of the customer’s.`,
      'Each notice stands once, beside the latest one that it follows so. Those that failed, bounced or were never sent do not count. What was sent automatically counts as its sender’s.',
    ],
  }),
  async run(question) {
    const facts = await question.facts();
    const asked = dunnedTwice(facts, { from: dayNumber(question.from), to: dayNumber(question.to) }).filter((twice) =>
      fits(facts, twice, question.filters),
    );
    return { totals: [totalOf(asked)], rows: asked.map((twice) => rowOf(facts, twice)) };
  },
  lines: (rows) => rows,
  columns: [
    ...customerColumns,
    { title: 'First', cells: ({ first }) => (first as Notice).on ?? '' },
    { title: 'First notice', cells: ({ first }) => inWords(first as Notice) },
    { title: 'Second', cells: ({ second }) => (second as Notice).on ?? '' },
    { title: 'Second notice', cells: ({ second }) => inWords(second as Notice) },
    { title: 'Days between', cells: ({ daysBetween }) => Number(daysBetween) },
    { title: 'Why', cells: ({ reasons }) => (reasons as TwiceReason[]).map((reason) => REASONS[reason]).join(', ') },
  ],
};

type Notice = ReturnType<typeof noticeOf>;

function fits(facts: Facts, { customer, first, second }: DunnedTwice, filters: ReportQuestion['filters']): boolean {
  const { collector } = facts.activities;
  const isBy = (activity: ActivityIndex) => facts.collectors.id(collector[activity] ?? 0) === filters.collector;
  return isAskedFor(facts, customer, filters) && (filters.collector === undefined || isBy(first) || isBy(second));
}

function totalOf(asked: readonly DunnedTwice[]): ReportRow {
  const count = (reason: TwiceReason) => asked.filter(({ reasons }) => reasons.includes(reason)).length;
  return {
    notices: asked.length,
    customers: new Set(asked.map(({ customer }) => customer)).size,
    byTwoPeople: count('two_people'),
    sameStageAgain: count('same_stage'),
  };
}

function rowOf(facts: Facts, { customer, first, second, reasons }: DunnedTwice): ReportRow {
  const { day } = facts.activities;
  return {
    customer: customerRef(facts, customer),
    first: noticeOf(facts, first),
    second: noticeOf(facts, second),
    daysBetween: (day[second] ?? 0) - (day[first] ?? 0),
    reasons,
  };
}

function noticeOf(facts: Facts, activity: ActivityIndex) {
  const { items, activities } = facts;
  const code = activities.code(activity);
  return {
    activityId: activities.id(activity),
    on: dayRef(activities.day[activity] ?? 0),
    by: actorRef(facts, activity),
    code,
    label: codeDefinition(code).label,
    items: activities.items(activity).map((item) => ({ id: items.id(item), number: items.number(item) })),
  };
}

function inWords({ label, by, items }: Notice): string {
  const about = items.length === 0 ? '' : ` for ${items.map(({ number }) => number).join(' ')}`;
  return `${label}, ${by.name}${about}`;
}
