import type { BusinessCalendar } from '#shared/domain/business-day.ts';

/** A company's working days as text, to tell questions apart by. */
export function calendarText({ weekend, holidays }: BusinessCalendar): string {
  return [...weekend, ...holidays].join(' ');
}
