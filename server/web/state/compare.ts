import {
  addDays,
  type CalendarDate,
  calendarDate,
  dayOf,
  daysBetween,
  isCalendarDate,
} from '#shared/domain/calendar-date.ts';
import type { AddressQuery } from './report-query.ts';

/** With what a report is compared, and how that is said; of the days before a period, and of the month before a day. */
export const COMPARISONS = [
  ['previous', 'the period before'],
  ['year_before', 'a year before'],
] as const;
export type Comparison = (typeof COMPARISONS)[number][0];

/** The comparison that an address asks for; null where it asks for none. */
export function comparisonIn({ compare }: AddressQuery): Comparison | null {
  return COMPARISONS.find(([name]) => name === compare)?.[0] ?? null;
}

/** How the overview’s address says that it is compared with nothing; without a word it is with the period before. */
export const COMPARED_WITH_NOTHING = 'none';

/** The comparison of the overview: with the period before where its address says nothing. */
export function overviewComparison({ compare = 'previous' }: AddressQuery): string {
  return compare;
}

/** The same question about an earlier period of the same length, or an earlier day; what is known stays what is known. Null where no day is asked about. */
export function earlier(asked: AddressQuery, comparison: Comparison): AddressQuery | null {
  const { asOf, from, to } = asked;
  if (isDay(asOf)) {
    return { ...asked, asOf: comparison === 'previous' ? monthsBefore(asOf, 1) : monthsBefore(asOf, MONTHS_A_YEAR) };
  }
  if (!isDay(from) || !isDay(to)) return null;
  if (comparison === 'year_before') {
    return { ...asked, from: monthsBefore(from, MONTHS_A_YEAR), to: monthsBefore(to, MONTHS_A_YEAR) };
  }
  const last = addDays(from, -1);
  return { ...asked, from: addDays(last, -daysBetween(from, to)), to: last };
}

/** The same day of an earlier month, or the last one of that month where it is shorter. */
export function monthsBefore(day: CalendarDate, months: number): CalendarDate {
  const [year = 0, month = 0, inMonth = 0] = day.split('-').map(Number);
  const counted = year * MONTHS_A_YEAR + month - 1 - months;
  const at = { year: Math.floor(counted / MONTHS_A_YEAR), month: (counted % MONTHS_A_YEAR) + 1 };
  for (let date = inMonth; date > 0; date -= 1) {
    const found = dayOf(at.year, at.month, date);
    if (found !== null) return found;
  }
  return calendarDate(day);
}

/** A period and those that end on the same day of the months before it, each as long; the earliest first. */
export function earlierMonths({ from, to }: { from: CalendarDate; to: CalendarDate }, months: number) {
  const length = daysBetween(from, to);
  return Array.from({ length: months }, (_, place) => {
    const last = monthsBefore(to, months - 1 - place);
    return { from: addDays(last, -length), to: last };
  });
}

const MONTHS_A_YEAR = 12;

function isDay(text: string | undefined): text is CalendarDate {
  return text !== undefined && isCalendarDate(text);
}
