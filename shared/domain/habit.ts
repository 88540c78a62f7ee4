/** How a customer is used to pay, by the median of days past due of its earlier payments; *new* where it has too few to tell. */
export const HABIT_SEGMENTS = ['early', 'on_time', 'late', 'very_late', 'new'] as const;
export type HabitSegment = (typeof HABIT_SEGMENTS)[number];
