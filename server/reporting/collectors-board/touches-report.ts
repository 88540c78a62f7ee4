import { codeDefinition } from '#shared/domain/activity-code.ts';
import { dayNumber } from '#shared/domain/calendar-date.ts';
import { customerColumns } from '../customer-refs.ts';
import type { Facts } from '../facts/facts.ts';
import { collectorRef, customerRef, dayRef, isAskedFor } from '../facts-refs.ts';
import type { Report, ReportRow } from '../report.ts';
import { askedIn } from './board-question.ts';
import { type DayTouch, handTouches } from './day-touches.ts';
import { type BoardSources, peopleAsked } from './people-asked.ts';

/** The touches of the board one by one: a row a person, customer and day. */
export function touchesReport(sources: BoardSources): Report {
  return {
    name: 'touches',
    about: 'period',
    filters: ['collector', 'team', 'customer', 'owner'],
    holdsUntilChange: ({ team }) => team === undefined,
    definition: () => ({
      title: 'Touches by hand, one a person, customer and day',
      words: [
        'The days of the period on which somebody reached out to a customer by hand, however often on that day. Notes, messages that failed or bounced, and what jobs sent are not in it.',
        'Right-party contact: on that day somebody who can decide on payment was reached.',
      ],
    }),
    async run(question) {
      const people = await peopleAsked(question.filters, sources);
      const facts = await question.facts();
      const isAsked = askedIn(facts, people);
      const period = { from: dayNumber(question.from), to: dayNumber(question.to) };
      const touches = handTouches(facts, period).filter(
        ({ collector, customer }) => isAsked(collector) && isAskedFor(facts, customer, question.filters),
      );
      return { totals: [totalOf(touches)], rows: touches.map((touch) => rowOf(facts, touch)) };
    },
    lines: (rows) => rows,
    columns: [
      { title: 'Day', cells: ({ on }) => String(on) },
      { title: 'Collector', cells: ({ collector }) => (collector as { name: string }).name },
      ...customerColumns,
      { title: 'Activities', cells: ({ activities }) => Number(activities) },
      { title: 'Codes', cells: ({ labels }) => (labels as string[]).join('; ') },
      { title: 'Right-party contact', cells: ({ isRightParty }) => (isRightParty === true ? 'yes' : 'no') },
    ],
  };
}

function totalOf(touches: readonly DayTouch[]): ReportRow {
  return {
    touches: touches.length,
    customers: new Set(touches.map(({ customer }) => customer)).size,
    rightPartyContacts: touches.filter(({ isRightParty }) => isRightParty).length,
  };
}

function rowOf(facts: Facts, { collector, customer, day, activities, isRightParty }: DayTouch): ReportRow {
  const codes = [...new Set(activities.map((activity) => facts.activities.code(activity)))];
  return {
    on: dayRef(day),
    collector: collectorRef(facts, collector),
    customer: customerRef(facts, customer),
    activities: activities.length,
    activityIds: activities.map((activity) => facts.activities.id(activity)),
    labels: codes.map((code) => codeDefinition(code).label),
    isRightParty,
  };
}
