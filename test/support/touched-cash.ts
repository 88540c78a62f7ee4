import type { LedgerPosition } from '../../server/features/receivables/ledger-position-service.ts';
import {
  type LoggedActivity,
  loggedActivities,
} from '../../server/reporting/touched-cash/logged-activities-read-model.ts';
import { touches } from '../../shared/domain/activity-code.ts';
import { addDays } from '../../shared/domain/calendar-date.ts';
import { TOUCH_WINDOW_DAYS, type TouchBefore, touchesBefore } from '../../shared/domain/touch.ts';
import { type CashMovement, cashMovements, type Period } from './cash-movements.ts';

/** Part of a payment with the activities that touched it, first to last. */
export interface TouchedCash {
  readonly cash: CashMovement;
  readonly touches: readonly TouchBefore<LoggedActivity>[];
}

/** The cash of a period's value dates with what touched it. `knownAt` is the instant up to which activities count. */
export async function touchedCash(period: Period, position: LedgerPosition, knownAt: Date): Promise<TouchedCash[]> {
  const movements = await cashMovements(period, position);
  const window = { from: addDays(period.from, -TOUCH_WINDOW_DAYS), to: period.to, knownAt };
  return joinTouches(movements, await loggedActivities(window));
}

/** Joins cash with the activities of its customer. Activities come in the order of their days. A message that failed or bounced has touched nobody. */
export function joinTouches(movements: readonly CashMovement[], activities: readonly LoggedActivity[]): TouchedCash[] {
  const byCustomer = new Map<string, LoggedActivity[]>();
  for (const activity of activities) {
    if (!hasTouched(activity)) continue;
    const known = byCustomer.get(activity.customerId) ?? [];
    known.push(activity);
    byCustomer.set(activity.customerId, known);
  }
  return movements.map((cash) => ({
    cash,
    touches: touchesBefore(byCustomer.get(cash.customerId) ?? [], cash.itemId ?? '', cash.valueDate),
  }));
}

/** Whether an activity reached out to the customer at all. */
function hasTouched({ code, delivery }: Pick<LoggedActivity, 'code' | 'delivery'>): boolean {
  return touches(code) && delivery !== 'failed' && delivery !== 'bounced' && delivery !== 'drafted';
}
