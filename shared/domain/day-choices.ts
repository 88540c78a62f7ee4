import { onOrAfter, WEEKDAYS_ONLY, weekdayOf } from './business-day.ts';
import { addDays, type CalendarDate, dayOf } from './calendar-date.ts';

export const DAY_NAMES = ['today', 'yesterday', 'tomorrow', 'nextWorkingDay', 'friday', 'inAWeek', 'monthEnd'] as const;
export type DayName = (typeof DAY_NAMES)[number];

export interface DayChoice {
  readonly name: DayName;
  readonly day: CalendarDate;
}

const FRIDAY = 5;
const DAYS_PER_WEEK = 7;

/**
 * The days that are named most for something to come; each is a day from Monday to Friday, but today itself. The company's holidays are not known
 * here: whether a promise was kept is judged by the company's own calendar, not by this choice.
 */
export function daysAhead(today: CalendarDate): DayChoice[] {
  const tomorrow = addDays(today, 1);
  const nextWorking = onOrAfter(tomorrow, WEEKDAYS_ONLY);
  return distinct([
    { name: 'today', day: today },
    { name: nextWorking === tomorrow ? 'tomorrow' : 'nextWorkingDay', day: nextWorking },
    { name: 'friday', day: nextFriday(today) },
    { name: 'inAWeek', day: inAWeek(today) },
    { name: 'monthEnd', day: workingMonthEnd(today) },
  ]);
}

/** The same day of the next week, or the Monday after it. */
export function inAWeek(today: CalendarDate): CalendarDate {
  return onOrAfter(addDays(today, DAYS_PER_WEEK), WEEKDAYS_ONLY);
}

/** The days that are named most for what has been done. */
export function daysBack(today: CalendarDate): DayChoice[] {
  return [
    { name: 'today', day: today },
    { name: 'yesterday', day: addDays(today, -1) },
  ];
}

/** The same day of a later month, or that month's last day where it has no such day. */
export function monthsLater(day: CalendarDate, months: number): CalendarDate {
  const [year = 0, month = 1, date = 1] = day.split('-').map(Number);
  const at = year * 12 + (month - 1) + months;
  const last = lastDayOf(Math.floor(at / 12), (at % 12) + 1);
  return dayOf(Math.floor(at / 12), (at % 12) + 1, date) ?? last;
}

/** The Friday after today. */
function nextFriday(today: CalendarDate): CalendarDate {
  const ahead = (FRIDAY - weekdayOf(today) + DAYS_PER_WEEK) % DAYS_PER_WEEK;
  return addDays(today, ahead === 0 ? DAYS_PER_WEEK : ahead);
}

/** The last working day of the month, of the next one where this one's has gone by. */
function workingMonthEnd(today: CalendarDate): CalendarDate {
  const [year = 0, month = 1] = today.split('-').map(Number);
  const end = onOrBefore(lastDayOf(year, month));
  return end > today ? end : onOrBefore(lastDayOf(month === 12 ? year + 1 : year, month === 12 ? 1 : month + 1));
}

function lastDayOf(year: number, month: number): CalendarDate {
  const next = month === 12 ? dayOf(year + 1, 1, 1) : dayOf(year, month + 1, 1);
  if (next === null) throw new RangeError(`There is no month ${month} of ${year}.`);
  return addDays(next, -1);
}

function onOrBefore(day: CalendarDate): CalendarDate {
  const over = weekdayOf(day) - FRIDAY;
  return over > 0 ? addDays(day, -over) : day;
}

/** Where two names stand for one day, the first is enough. */
function distinct(choices: readonly DayChoice[]): DayChoice[] {
  return choices.filter(({ day }, at) => choices.findIndex((other) => other.day === day) === at);
}
