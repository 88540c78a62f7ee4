import { onOrAfter, WEEKDAYS_ONLY } from './business-day.ts';
import { addDays, type CalendarDate } from './calendar-date.ts';
import { monthsLater } from './day-choices.ts';
import { type Money, money } from './money.ts';

/** A promise has at most so many parts; the contract says so too. */
export const MAX_INSTALMENTS = 12;

export const INSTALMENT_STEPS = ['week', 'twoWeeks', 'month'] as const;
export type InstalmentStep = (typeof INSTALMENT_STEPS)[number];

/** An amount in so many parts that differ by at most one minor unit and add up to it; the larger ones come first. Fewer where it has fewer minor units. */
export function splitEvenly({ minor, currency }: Money, count: number): Money[] {
  const parts = Math.max(1, Math.min(count, minor));
  const each = Math.floor(minor / parts);
  const over = minor - each * parts;
  return Array.from({ length: parts }, (_, at) => money(at < over ? each + 1 : each, currency));
}

/** The days of so many parts, the first one given; each later one is the next working day from where the step leads. */
export function instalmentDays(first: CalendarDate, count: number, step: InstalmentStep): CalendarDate[] {
  return Array.from({ length: count }, (_, at) =>
    at === 0 ? first : onOrAfter(stepped(first, at, step), WEEKDAYS_ONLY),
  );
}

function stepped(first: CalendarDate, at: number, step: InstalmentStep): CalendarDate {
  if (step === 'month') return monthsLater(first, at);
  return addDays(first, at * (step === 'week' ? 7 : 14));
}
