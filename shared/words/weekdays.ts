/** The days of the week, Monday first. */
export const WEEKDAY_NAMES = ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday'] as const;

/** The name of a day of the week, 1 for Monday to 7 for Sunday. */
export function weekdayName(day: number): string {
  return WEEKDAY_NAMES[day - 1] ?? String(day);
}
