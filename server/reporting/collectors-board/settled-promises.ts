import { dayNumber } from '#shared/domain/calendar-date.ts';
import { businessCalendarOf } from '../../identity/tenant-settings.ts';
import type { Facts } from '../facts/facts.ts';
import { promisesIn } from '../measures/workings/promises.ts';
import { Scope } from '../measures/workings/scope.ts';
import type { PromiseOutcome } from '../promises/promise-outcomes.ts';
import type { ReportQuestion } from '../report.ts';

/** The promises whose last day, grace included, has passed in the period, kept, broken or moved: as the measures of promises count them, so that each is settled once. */
export function settledPromises(
  facts: Facts,
  { tenant, from, to, filters }: Pick<ReportQuestion, 'tenant' | 'from' | 'to' | 'filters'>,
): readonly PromiseOutcome[] {
  const { settings } = tenant;
  const days = { from: dayNumber(from), to: dayNumber(to) };
  const rules = { calendar: businessCalendarOf(settings), graceDays: settings.promiseGraceDays };
  const money = filters.currency === undefined ? {} : { currency: filters.currency };
  return promisesIn(Scope.of({ facts, ...days, ...rules, ...money }));
}
