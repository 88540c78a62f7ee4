import type { GoalView } from '#shared/api/goals.ts';
import { type BusinessCalendar, businessDaysBetween } from '#shared/domain/business-day.ts';
import { addDays, type CalendarDate } from '#shared/domain/calendar-date.ts';
import type { Goal } from './goal.ts';
import type { GoalMeasure } from './goal-figures.ts';

export interface GoalStanding {
  readonly goal: Pick<Goal, 'from' | 'to' | 'target'>;
  readonly measure: Pick<GoalMeasure, 'better' | 'addsUp'>;
  /** The figure from the goal's first day up to and on `on`; null where it cannot be computed. */
  readonly value: number | null;
  /** The day at whose end the goal is looked at; not later than today. */
  readonly on: CalendarDate;
  /** Whether the goal's last day has passed. */
  readonly isOver: boolean;
  readonly calendar: BusinessCalendar;
}

export type GoalProgress = Pick<GoalView, 'elapsed' | 'pace' | 'forecast' | 'state'>;

/**
 * How a goal stands. *Elapsed* is the share, 0 to 1, of its working days up to and on the day looked at. Of a measure that adds up over days the *pace* is that share
 * of the target, and the *forecast* what the end comes to at the same rate; of any other the figure as it stands is all that can be said.
 */
export function progressOf(standing: GoalStanding): GoalProgress {
  const { goal, measure, value } = standing;
  const elapsed = elapsedShare(standing);
  const pace = measure.addsUp ? goal.target * elapsed : null;
  return { elapsed, pace, forecast: forecastOf(standing, elapsed), state: stateOf(standing, elapsed, value) };
}

function elapsedShare({ goal: { from, to }, on, calendar }: GoalStanding): number {
  if (on < from) return 0;
  if (on >= to) return 1;
  const eve = addDays(from, -1);
  const days = businessDaysBetween(eve, to, calendar);
  return days === 0 ? 0 : businessDaysBetween(eve, on, calendar) / days;
}

function forecastOf({ measure, value }: GoalStanding, elapsed: number): number | null {
  if (value === null) return null;
  if (!measure.addsUp) return value;
  return elapsed === 0 ? null : value / elapsed;
}

function stateOf(standing: GoalStanding, elapsed: number, value: number | null): GoalView['state'] {
  const { goal, measure, on, isOver } = standing;
  if (on < goal.from) return 'not_begun';
  if (value === null) return 'unknown';
  const hits = (figure: number) => (measure.better === 'lower' ? figure <= goal.target : figure >= goal.target);
  if (isOver) return hits(value) ? 'reached' : 'missed';
  // What only grows cannot fall back below what it has reached; what is hoped to stay small, and every ratio, is settled at the end alone.
  if (measure.addsUp && measure.better !== 'lower' && hits(value)) return 'reached';
  return hits(forecastOf(standing, elapsed) ?? goal.target) ? 'on_pace' : 'behind';
}
