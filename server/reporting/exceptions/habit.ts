import { medianOf } from '#shared/domain/median.ts';

/** Fewer earlier payments make no habit. */
export const LEAST_HISTORY = 8;
/** Makes of the median absolute deviation what the standard deviation is of a normal distribution. */
const MAD_TO_DEVIATION = 1.4826;
const MOST_DEVIATIONS = 3;
/** Even of a customer who always pays to the day. */
export const LEAST_DAYS_OFF = 15;
export const LEAST_TIMES_OFF = 4;
/** Exactly at the limit is not beyond it, whatever logarithms make of the last digit. */
const LAST_DIGIT = 1e-9;

export interface Habit {
  readonly median: number;
  /** Half of the earlier values lie at most so far from it. */
  readonly deviation: number;
}

/** The habit in earlier values; null where there are fewer than 8. */
export function habitOf(earlier: readonly number[]): Habit | null {
  if (earlier.length < LEAST_HISTORY) return null;
  const median = medianOf(earlier);
  return { median, deviation: medianOf(earlier.map((value) => Math.abs(value - median))) };
}

/** Whether a number of days past due lies far off the habit: more than 3 robust deviations, and more than 15 days. */
export function isFarOffInDays(days: number, { median, deviation }: Habit): boolean {
  return Math.abs(days - median) > Math.max(MOST_DEVIATIONS * MAD_TO_DEVIATION * deviation, LEAST_DAYS_OFF);
}

/**
 * Whether an amount lies far off the habit of earlier ones, all above 0: more than 4 times the usual or less than a quarter of it, and more than 3 robust deviations
 * off. Told by ratios, as amounts differ by factors.
 */
export function isFarOffInAmount(minor: number, earlier: readonly number[]): boolean {
  const habit = habitOf(earlier.map((value) => Math.log(value)));
  if (habit === null || minor <= 0) return false;
  const off = Math.abs(Math.log(minor) - habit.median);
  return off > Math.max(MOST_DEVIATIONS * MAD_TO_DEVIATION * habit.deviation, Math.log(LEAST_TIMES_OFF)) + LAST_DIGIT;
}
