import type { CalendarDate } from '#shared/domain/calendar-date.ts';
import type { CurrencyCode } from '#shared/domain/currency.ts';
import type { UserId } from '#shared/domain/ids.ts';

/** What a goal needs to know of a measure. */
export interface GoalMeasure {
  readonly title: string;
  readonly unit: string;
  readonly better: 'lower' | 'higher' | null;
  /** Whether it can be asked of some people alone. */
  readonly isPersonal: boolean;
  /** Whether its figure of a period is the sum of those of the period's days, so that half the days are worth half the goal. */
  readonly addsUp: boolean;
}

export interface GoalPerson {
  readonly id: UserId;
  readonly email: string;
}

/** One figure of a measure for some people; for all of the company where none are named. */
export interface GoalQuestion {
  readonly measure: string;
  readonly from: CalendarDate;
  /** The last day that counts. */
  readonly to: CalendarDate;
  readonly people: readonly GoalPerson[] | null;
  /** The company's own where it is null. */
  readonly currency: CurrencyCode | null;
}

/** Where the figure cannot be computed `value` is null, and `reason` says why. */
export interface GoalFigure {
  readonly value: number | null;
  readonly reason: string | null;
}

/** Where goals get their figures from: what the reports are made of. */
export interface GoalFigures {
  find(measure: string): GoalMeasure | undefined;
  /** In the order of the questions, all as of one state of ledger and log of the current tenant. */
  answer(questions: readonly GoalQuestion[]): Promise<readonly GoalFigure[]>;
}
