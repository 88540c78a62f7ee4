import { Temporal } from 'temporal-polyfill';
import { isBusinessDay, onOrAfter, WEEKDAYS_ONLY } from '#shared/domain/business-day.ts';
import { addDays, type CalendarDate } from '#shared/domain/calendar-date.ts';
import { DEMO_TENANT } from './people.ts';

/** The office is open from half past eight to half past five, in minutes of the day. */
export const OFFICE_OPENS = 8 * 60 + 30;
export const OFFICE_CLOSES = 17 * 60 + 30;

/** Monday to Friday; the sample company knows no public holidays. */
export function isWorkingDay(day: CalendarDate): boolean {
  return isBusinessDay(day, WEEKDAYS_ONLY);
}

/** The day itself where it is a working day, else the Monday after. */
export function workingDayFrom(day: CalendarDate): CalendarDate {
  return onOrAfter(day, WEEKDAYS_ONLY);
}

/** The working day itself, else the Friday before. */
export function workingDayUpTo(day: CalendarDate): CalendarDate {
  let found = day;
  while (!isWorkingDay(found)) found = addDays(found, -1);
  return found;
}

/** The working day `days` working days after the given day. */
export function addWorkingDays(day: CalendarDate, days: number): CalendarDate {
  let found = workingDayFrom(day);
  for (let left = days; left > 0; left -= 1) found = workingDayFrom(addDays(found, 1));
  return found;
}

/** When the ERP of the sample company has sent a day's files. */
export function eveningFeedOf(day: CalendarDate): Date {
  return new Date(officeInstant(day, (18 * 60 + 30) * 60));
}

const offsets = new Map<CalendarDate, number>();

/** The instant, in UTC, of a time of day at the sample company. `seconds` counts from midnight of its zone, and not across a change of the clocks. */
export function officeInstant(day: CalendarDate, seconds: number): string {
  const local = Date.parse(`${day}T00:00:00Z`) + seconds * 1_000;
  return new Date(local - offsetOn(day)).toISOString();
}

function offsetOn(day: CalendarDate): number {
  const known = offsets.get(day);
  if (known !== undefined) return known;
  const noon = Temporal.PlainDateTime.from(`${day}T12:00`).toZonedDateTime(DEMO_TENANT.zone);
  const offset = noon.offsetNanoseconds / 1_000_000;
  offsets.set(day, offset);
  return offset;
}
