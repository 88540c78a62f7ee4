import type { GoalOwner } from '#shared/api/goals.ts';
import type { CalendarDate } from '#shared/domain/calendar-date.ts';
import type { CurrencyCode } from '#shared/domain/currency.ts';

/** What somebody is to reach by the end of a period. */
export interface Goal {
  readonly id: string;
  readonly for: GoalOwner;
  /** The key of a measure. */
  readonly measure: string;
  readonly from: CalendarDate;
  readonly to: CalendarDate;
  /** In the measure's own unit; of money in minor units of the currency. */
  readonly target: number;
  readonly currency: CurrencyCode | null;
}
