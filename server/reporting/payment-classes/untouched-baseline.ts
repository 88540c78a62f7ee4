import { addDays, dayNumber } from '#shared/domain/calendar-date.ts';
import { businessCalendarOf } from '../../identity/tenant-settings.ts';
import { type Baseline, fitBaseline } from '../effect/baseline.ts';
import type { Facts } from '../facts/facts.ts';
import type { ReportQuestion } from '../report.ts';

/** Why nothing can be said of what was to be expected. */
export const NOTHING_EXPECTED = 'Nothing was paid before the period, so there is nothing to expect by.';

/** What was to be expected of a question's period had nobody touched anything, by the entries up to the day before it; null where nothing was paid by then. */
export function untouchedBaseline(facts: Facts, { tenant, from }: ReportQuestion): Baseline | null {
  const calendar = businessCalendarOf(tenant.settings);
  const fitted = fitBaseline({ facts, until: dayNumber(addDays(from, -1)), calendar, censorAtTouch: true });
  return fitted.paidItems === 0 ? null : fitted;
}
