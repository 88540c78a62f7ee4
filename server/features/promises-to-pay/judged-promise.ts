import type { CalendarDate } from '#shared/domain/calendar-date.ts';
import type { ActivityId } from '#shared/domain/ids.ts';
import type { Money } from '#shared/domain/money.ts';
import type { PromiseState } from '#shared/domain/promise-outcome.ts';
import type { Instalment } from '#shared/domain/promise-to-pay.ts';
import type { LogEntry } from '../activities/activity-service.ts';
import type { Customer } from '../customers/customer-service.ts';
import type { LedgerPosition } from '../receivables/ledger-position-service.ts';

/** One part of a promise with what the cash says of it. */
export interface JudgedPart extends Instalment {
  /** The last day on which money still counts. */
  readonly lastDay: CalendarDate;
  /** What of it came in time; never more than was promised. */
  readonly paid: Money;
  readonly state: PromiseState;
}

export interface JudgedBy {
  /** At the end of this day. */
  readonly asOf: CalendarDate;
  readonly position: LedgerPosition;
  /** Those that are asked about; all where it is left out. */
  readonly asked?: ReadonlySet<ActivityId>;
}

/** Judges promises by the cash alone. */
export interface PromiseJudge {
  /** The parts of each promise that is asked about, by day; others may be among them. All standing promises of the customer, by whatever id it had, need to be given: they share its cash. */
  judge(
    customer: Pick<Customer, 'id' | 'mergedFrom'>,
    promises: readonly LogEntry[],
    by: JudgedBy,
  ): Promise<ReadonlyMap<ActivityId, readonly JudgedPart[]>>;
}
