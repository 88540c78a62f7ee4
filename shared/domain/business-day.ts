import { addDays, type CalendarDate, daysBetween } from './calendar-date.ts';

/** Days of the week as ISO 8601 counts them: 1 is Monday, 7 is Sunday. */
export type Weekday = 1 | 2 | 3 | 4 | 5 | 6 | 7;

/** On which days a company works: never on its weekend, never on its holidays. */
export interface BusinessCalendar {
  readonly weekend: ReadonlySet<Weekday>;
  readonly holidays: ReadonlySet<CalendarDate>;
}

/** The usual weekend, and no holidays. */
export const WEEKDAYS_ONLY: BusinessCalendar = { weekend: new Set<Weekday>([6, 7]), holidays: new Set() };

/** A Monday, from which weekdays are counted. */
const SOME_MONDAY = '2024-01-01' as CalendarDate;
/** With more days off in a row than this the calendar is wrong: a year without a working day. */
const LONGEST_CLOSURE = 366;

/** The weekday of a day, 1 for Monday to 7 for Sunday. */
export function weekdayOf(day: CalendarDate): Weekday {
  return ((((daysBetween(SOME_MONDAY, day) % 7) + 7) % 7) + 1) as Weekday;
}

export function isBusinessDay(day: CalendarDate, { weekend, holidays }: BusinessCalendar): boolean {
  return !weekend.has(weekdayOf(day)) && !holidays.has(day);
}

/** The day itself where it is a working day, else the next one. Throws RangeError where a year has none. */
export function onOrAfter(day: CalendarDate, calendar: BusinessCalendar): CalendarDate {
  let at = day;
  for (let waited = 0; waited <= LONGEST_CLOSURE; waited += 1) {
    if (isBusinessDay(at, calendar)) return at;
    at = addDays(at, 1);
  }
  throw new RangeError('The business calendar has no working day within a year.');
}

/**
 * The working day that comes a number of working days (0 or more) after a day. Counting begins with the first working day after it: one working day after a
 * Friday, and after the Saturday that follows, is Monday. With 0 it is the day itself or, where that is none, the next working day.
 */
export function addBusinessDays(day: CalendarDate, count: number, calendar: BusinessCalendar): CalendarDate {
  if (!Number.isInteger(count) || count < 0) throw new RangeError(`${count} is no number of working days.`);
  let at = onOrAfter(day, calendar);
  let left = at === day ? count : count - 1;
  for (; left > 0; left -= 1) at = onOrAfter(addDays(at, 1), calendar);
  return at;
}

/** How many working days lie after the one day up to the other, that one included: 0 where it is not later. */
export function businessDaysBetween(after: CalendarDate, until: CalendarDate, calendar: BusinessCalendar): number {
  let count = 0;
  for (let at = addDays(after, 1); at <= until; at = addDays(at, 1)) if (isBusinessDay(at, calendar)) count += 1;
  return count;
}
