import type { GoalView } from '#shared/api/goals.ts';
import type { ChartTone } from '../charts/chart-tones.ts';
import { figureText } from '../state/figure-words.ts';

export const STATE_WORDS: Readonly<Record<GoalView['state'], string>> = {
  not_begun: 'not begun',
  on_pace: 'on pace',
  behind: 'behind',
  reached: 'reached',
  missed: 'missed',
  unknown: 'cannot be told',
};

export const STATE_TONES: Readonly<Record<GoalView['state'], ChartTone>> = {
  not_begun: 'luck',
  on_pace: 'told',
  behind: 'behind',
  reached: 'kept',
  missed: 'behind',
  unknown: 'luck',
};

/** How far the goal is on its way, 0 to 1; null where that cannot be told. Where less is better, being at or below the target is the whole way. */
export function progressOf({ value, target, better }: Pick<GoalView, 'value' | 'target' | 'better'>): number | null {
  if (value === null) return null;
  if (better === 'lower') return value <= target ? 1 : Math.max(0, target / value);
  return target > 0 ? Math.max(0, value / target) : null;
}

/** Where it ought to be by this day, 0 to 1 of the way; null where it has no pace. */
export function paceOf({ pace, target }: Pick<GoalView, 'pace' | 'target'>): number | null {
  return pace === null || target <= 0 ? null : pace / target;
}

/** A figure of the goal with its unit. */
export function goalText(value: number, { unit, currency }: Pick<GoalView, 'unit' | 'currency'>): string {
  return figureText(value, { unit, currency });
}

/** What the bar says to those who do not see it. */
export function progressWords(goal: GoalView): string {
  const { value, target, pace, state } = goal;
  if (value === null) return STATE_WORDS[state];
  const way = pace === null ? '' : `, ${goalText(pace, goal)} would be on the way`;
  return `${goalText(value, goal)} of ${goalText(target, goal)}${way}: ${STATE_WORDS[state]}`;
}
