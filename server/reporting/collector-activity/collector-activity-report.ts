import { dayNumber } from '#shared/domain/calendar-date.ts';
import type { Money } from '#shared/domain/money.ts';
import { KeptByStamp } from '../facts/kept-by-stamp.ts';
import type { Report, ReportRow } from '../report.ts';
import { decimalCell } from '../report-csv.ts';
import { TOUCHED_IN_WORDS } from '../touched-cash/touched-in-words.ts';
import { activitiesInFacts, touchedInFacts } from './activity-in-facts.ts';
import { type CodeLine, type CollectorActivity, type CollectorLine, collectorActivity } from './collector-activity.ts';

/** Narrowed to each collector it is the same counting. */
const KEPT = new KeptByStamp<CollectorActivity>(4);

/** Who did what in a period, beside the cash that they touched. */
export const collectorActivityReport: Report = {
  name: 'collector-activity',
  about: 'period',
  holdsUntilChange: true,
  filters: ['collector'],
  definition: () => ({
    title: 'Activity by collector and code, beside the cash touched, not caused',
    words: [
      'An activity counts for the person who did it, on the day it happened in the company’s zone. Withdrawn ones do not count. Of messages, confirmed means that the sent copy was seen or the provider gave its id.',
      ...TOUCHED_IN_WORDS,
      'The same cash may stand beside several people and several codes; the total counts it once. So lines do not add up to the total of the cash, while activities do add up.',
    ],
  }),
  async run({ from, to, filters, facts: read }) {
    const facts = await read();
    const period = { from: dayNumber(from), to: dayNumber(to) };
    const {
      lines,
      totals,
      activities: count,
    } = KEPT.of(facts, `${period.from} ${period.to}`, () =>
      collectorActivity(activitiesInFacts(facts, period), touchedInFacts(facts, period)),
    );
    const shown = lines.filter(
      ({ collector }) => filters.collector === undefined || collector.id === filters.collector,
    );
    const own = filters.collector === undefined ? count : (shown[0]?.activities ?? 0);
    return { totals: [{ activities: own, cash: totals }], rows: shown as unknown as ReportRow[] };
  },
  lines: (rows) => rows.flatMap((row) => linesOf(row as unknown as CollectorLine)),
  columns: [
    { title: 'Collector', cells: ({ collector }) => String(collector) },
    { title: 'Code', cells: ({ code }) => String(code) },
    { title: 'Activities', cells: ({ activities }) => Number(activities) },
    { title: 'Confirmed', cells: ({ confirmed }) => (confirmed === null ? '' : Number(confirmed)) },
    { title: 'Touched, not caused', cells: ({ touched }) => decimalCell(touched) },
    { title: 'Currency', cells: ({ touched }) => (touched as Money | null)?.currency ?? '' },
  ],
};

/** One line a code and currency; a code that touched no cash has one line without. */
function linesOf({ collector: { name }, codes }: CollectorLine): ReportRow[] {
  return codes.flatMap((line) => moneyOf(line).map((touched) => lineOf(name, line, touched)));
}

function lineOf(collector: string, { label: code, activities, confirmed }: CodeLine, touched: Money | null): ReportRow {
  return { collector, code, activities, confirmed, touched };
}

function moneyOf({ touched }: CodeLine): (Money | null)[] {
  return touched.length === 0 ? [null] : [...touched];
}
