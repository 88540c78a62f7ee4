import type { CalendarDate } from '#shared/domain/calendar-date.ts';

/** Notes of a talk with a collector, beside what was on the table. It is never changed. */
export interface ReviewNote {
  readonly id: string;
  readonly collector: { readonly id: string; readonly name: string };
  readonly from: CalendarDate;
  readonly to: CalendarDate;
  readonly note: string;
  /** The name of who wrote it. */
  readonly by: string;
  readonly at: Date;
  /** The lines of the weekly review about the collector as they stood. */
  readonly evidence: readonly Readonly<Record<string, unknown>>[];
  /** The same review asked as it was known then gives the same lines. */
  readonly knownAt: Date;
}
