import { type CalendarDate, dayInZone } from '#shared/domain/calendar-date.ts';

/** Where "now" comes from. Nothing else in the server asks the machine for the time. */
export interface Clock {
  now(): Date;
}

export const systemClock: Clock = { now: () => new Date() };

/** The day that it is in a tenant's zone. */
export function today(clock: Clock, zone: string): CalendarDate {
  return dayInZone(clock.now(), zone);
}
