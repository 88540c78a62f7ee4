import type { CalendarDate } from '#shared/domain/calendar-date.ts';
import type { Books } from './books.ts';
import type { DayPlan } from './day-plan.ts';
import type { Random } from './random.ts';

/** What everything that happens from day to day works on. */
export interface World {
  readonly books: Books;
  readonly plan: DayPlan;
  readonly random: Random;
  readonly lastDay: CalendarDate;
}
