import { Temporal } from 'temporal-polyfill';
import type { DigestRhythm } from '#shared/api/digests.ts';
import { type BusinessCalendar, businessDaysBetween, isBusinessDay, weekdayOf } from '#shared/domain/business-day.ts';
import { addDays, type CalendarDate, dayInZone } from '#shared/domain/calendar-date.ts';

/** When a company's digests leave, in its zone. */
const TIME_OF_DAY = '07:00';
/** A month that is shut from end to end has none; of two in a row the calendar would be wrong. */
const LOOK_AHEAD_DAYS = 130;
/** A digest that could not leave on its day or the next is not sent any more. */
const LOOK_BACK_DAYS = 1;

/** Where and on which days a company works. */
export interface WorkingTime {
  readonly zone: string;
  readonly calendar: BusinessCalendar;
}

export interface DigestTime {
  /** The day that it leaves on, which tells it from all others of its rhythm. */
  readonly day: CalendarDate;
  readonly at: Date;
}

/** The days that a digest tells of, both included. */
export interface DigestPeriod {
  readonly from: CalendarDate;
  readonly to: CalendarDate;
}

/** The first digest that leaves after an instant; null where no working day comes for months. */
export function nextDigest(rhythm: DigestRhythm, after: Date, { zone, calendar }: WorkingTime): DigestTime | null {
  const today = dayInZone(after, zone);
  for (let ahead = 0; ahead <= LOOK_AHEAD_DAYS; ahead += 1) {
    const day = addDays(today, ahead);
    const at = instantOf(day, zone);
    if (at > after && isDigestDay(rhythm, day, calendar)) return { day, at };
  }
  return null;
}

/** The latest digest that was to leave by an instant; null where that was too long ago to be news. */
export function latestDigest(rhythm: DigestRhythm, by: Date, { zone, calendar }: WorkingTime): DigestTime | null {
  const today = dayInZone(by, zone);
  for (let back = 0; back <= LOOK_BACK_DAYS; back += 1) {
    const day = addDays(today, -back);
    const at = instantOf(day, zone);
    if (at <= by && isDigestDay(rhythm, day, calendar)) return { day, at };
  }
  return null;
}

/** What the digest of a day tells of: since the working day before, the week before from Monday to Sunday, or the month before. */
export function periodOf(rhythm: DigestRhythm, day: CalendarDate, calendar: BusinessCalendar): DigestPeriod {
  if (rhythm === 'daily') return { from: workingDayBefore(day, calendar), to: addDays(day, -1) };
  const to = addDays(firstDayOf(rhythm, day), -1);
  return { from: firstDayOf(rhythm, to), to };
}

/** The period of the digest before, which ends where this one begins. */
export function periodBefore(rhythm: DigestRhythm, period: DigestPeriod, calendar: BusinessCalendar): DigestPeriod {
  return periodOf(rhythm, period.from, calendar);
}

function isDigestDay(rhythm: DigestRhythm, day: CalendarDate, calendar: BusinessCalendar): boolean {
  if (!isBusinessDay(day, calendar)) return false;
  if (rhythm === 'daily') return true;
  return businessDaysBetween(addDays(firstDayOf(rhythm, day), -1), addDays(day, -1), calendar) === 0;
}

/** The Monday of a day's week, or the first of its month. */
function firstDayOf(rhythm: 'weekly' | 'monthly', day: CalendarDate): CalendarDate {
  return addDays(day, 1 - (rhythm === 'weekly' ? weekdayOf(day) : Number(day.slice(8))));
}

function workingDayBefore(day: CalendarDate, calendar: BusinessCalendar): CalendarDate {
  let before = addDays(day, -1);
  for (let back = 1; back < LOOK_AHEAD_DAYS && !isBusinessDay(before, calendar); back += 1)
    before = addDays(before, -1);
  return before;
}

function instantOf(day: CalendarDate, zone: string): Date {
  const local = Temporal.PlainDate.from(day).toZonedDateTime({ timeZone: zone, plainTime: TIME_OF_DAY });
  return new Date(local.epochMilliseconds);
}
