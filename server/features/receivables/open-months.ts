import type { CalendarDate } from '#shared/domain/calendar-date.ts';
import { NEVER } from './item-version.ts';

/** The month of a day, `2026-11`. */
export function monthOf(day: CalendarDate): string {
  return day.slice(0, 7);
}

/**
 * The months in which something was left of an item that is settled for good; left out while something is, since that has no end. Without it, what was open on a
 * day long past could only be found among all that was settled since.
 */
export function openMonthsOf(issuedOn: CalendarDate, settledOn: CalendarDate): { openMonths?: string[] } {
  if (settledOn === NEVER) return {};
  const last = monthOf(settledOn);
  const openMonths: string[] = [];
  for (let month = monthOf(issuedOn); month <= last; month = nextMonth(month)) openMonths.push(month);
  return { openMonths };
}

function nextMonth(month: string): string {
  const [year, number] = [Number(month.slice(0, 4)), Number(month.slice(5))];
  const next = number === 12 ? { year: year + 1, number: 1 } : { year, number: number + 1 };
  return `${String(next.year).padStart(4, '0')}-${String(next.number).padStart(2, '0')}`;
}
