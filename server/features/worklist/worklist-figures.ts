import type { DuePromise, UntouchedCustomer } from '#shared/api/worklist.ts';
import type { BusinessCalendar } from '#shared/domain/business-day.ts';
import type { CalendarDate } from '#shared/domain/calendar-date.ts';
import type { CurrencyCode } from '#shared/domain/currency.ts';
import type { UserId } from '#shared/domain/ids.ts';

/** Whose promises and customers are asked for, and by which rules of the company. */
export interface WorklistQuestion {
  readonly reader: { readonly id: UserId; readonly email: string };
  /** The day in the company's zone. */
  readonly today: CalendarDate;
  readonly calendar: BusinessCalendar;
  /** Working days after a promised day within which the money may still come. */
  readonly graceDays: number;
  readonly currency: CurrencyCode;
  /** The owners whose customers are shown; null for all. */
  readonly portfolio: readonly string[] | null;
}

/** All of them, in the order of the worklist. */
export interface WorklistFound {
  readonly dataAsOf: Date | null;
  readonly promises: readonly DuePromise[];
  readonly untouched: readonly UntouchedCustomer[];
}

/** Where the worklist gets from what ledger and log together say: what the reports are made of. */
export interface WorklistFigures {
  find(question: WorklistQuestion): Promise<WorklistFound>;
}
