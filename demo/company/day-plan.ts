import type { CalendarDate } from '#shared/domain/calendar-date.ts';

/** What is to be done on which day, in the order in which it was put down. What lies after the last day is never done. */
export class DayPlan {
  private readonly work = new Map<CalendarDate, ((day: CalendarDate) => void)[]>();

  at(day: CalendarDate, deed: (day: CalendarDate) => void): void {
    const known = this.work.get(day);
    if (known === undefined) this.work.set(day, [deed]);
    else known.push(deed);
  }

  /** Does the day's deeds, those too that they put down for the same day. */
  run(day: CalendarDate): void {
    const deeds = this.work.get(day) ?? [];
    for (const deed of deeds) deed(day);
  }
}
