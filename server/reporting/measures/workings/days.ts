import { type BusinessCalendar, isBusinessDay } from '#shared/domain/business-day.ts';
import { type CalendarDate, dayNumber, dayOfNumber } from '#shared/domain/calendar-date.ts';

/** A month of the calendar, or the part of it that a period takes; days are numbers, both ends included. */
export interface MonthPart {
  /** `2026-03`. */
  readonly month: string;
  readonly from: number;
  readonly to: number;
  /** How many days the whole month has. */
  readonly length: number;
}

/** The month in which a day lies, whole. */
export function monthOf(day: number): MonthPart {
  const month = dayOfNumber(day).slice(0, 7);
  const from = dayNumber(`${month}-01` as CalendarDate);
  const to = dayNumber(`${dayOfNumber(from + 31).slice(0, 7)}-01` as CalendarDate) - 1;
  return { month, from, to, length: to - from + 1 };
}

/** The months of a period, the first and the last cut where the period begins and ends. */
export function monthsOf(from: number, to: number): MonthPart[] {
  const parts: MonthPart[] = [];
  for (let day = from; day <= to; ) {
    const month = monthOf(day);
    parts.push({ ...month, from: day, to: Math.min(month.to, to) });
    day = month.to + 1;
  }
  return parts;
}

/** How many months a period has: whole ones count 1, part of one as much of it as it takes. */
export function monthCount(from: number, to: number): number {
  return monthsOf(from, to).reduce((sum, part) => sum + (part.to - part.from + 1) / part.length, 0);
}

/** The last day of a month that has ended by a day, that day included. */
export function monthEndUpTo(day: number): number {
  const month = monthOf(day);
  return month.to === day ? day : month.from - 1;
}

/** Counts working days between days that lie in a span, fast. */
export class WorkingDayCount {
  private readonly upTo: Int32Array;

  constructor(
    private readonly from: number,
    to: number,
    calendar: BusinessCalendar,
  ) {
    this.upTo = new Int32Array(Math.max(0, to - from + 1));
    let count = 0;
    for (let at = 0; at < this.upTo.length; at += 1) {
      if (isBusinessDay(dayOfNumber(from + at), calendar)) count += 1;
      this.upTo[at] = count;
    }
  }

  /** Working days after the one day, up to and with the other. */
  between(after: number, until: number): number {
    return (this.upTo[until - this.from] ?? 0) - (this.upTo[after - this.from] ?? 0);
  }
}
