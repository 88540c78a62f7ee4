import { addBusinessDays, type BusinessCalendar } from '#shared/domain/business-day.ts';
import { dayNumber, dayOfNumber } from '#shared/domain/calendar-date.ts';
import type { ActivityId } from '#shared/domain/ids.ts';
import { money } from '#shared/domain/money.ts';
import { promiseChains } from '#shared/domain/promise-outcome.ts';
import type { LogEntry } from '../../features/activities/activity-service.ts';
import { idsOfCustomer } from '../../features/customers/customer-service.ts';
import type { JudgedBy, JudgedPart, PromiseJudge } from '../../features/promises-to-pay/judged-promise.ts';
import { customerFacts } from '../facts/customer-facts-read-model.ts';
import { promiseOutcomes } from './promise-outcomes.ts';

/** How long a company waits for a promise, and on which days it works. */
export interface PromiseRules {
  readonly calendar: BusinessCalendar;
  readonly graceDays: number;
}

/** Judges the promises of one customer as the report of promises does, from what the database has of that customer alone. */
export class PromisesOfCustomer implements PromiseJudge {
  /** `rulesOf` gives those of the current tenant. */
  constructor(private readonly rulesOf: () => Promise<PromiseRules>) {}

  async judge(
    customer: Parameters<typeof idsOfCustomer>[0],
    promises: readonly LogEntry[],
    { asOf, position, asked }: JudgedBy,
  ): Promise<ReadonlyMap<ActivityId, readonly JudgedPart[]>> {
    const rules = await this.rulesOf();
    const linked = asked === undefined ? promises : linkedWith(asked, promises, rules);
    const judged = new Map<ActivityId, JudgedPart[]>();
    const [first] = linked.map(({ businessDay }) => businessDay).sort();
    if (first === undefined) return judged;
    const activities = linked.map(({ id: _id, ...entry }) => ({ _id, ...entry }));
    const facts = await customerFacts({ customerIds: idsOfCustomer(customer), since: first, position, activities });
    for (const outcome of promiseOutcomes({ facts, asOf: dayNumber(asOf), ...rules })) {
      const { activity, minor, paidMinor, currency, promisedFor, lastDay, state } = outcome;
      const id = facts.activities.id(activity) as ActivityId;
      const part = {
        amount: money(minor, currency),
        promisedFor: dayOfNumber(promisedFor),
        lastDay: dayOfNumber(lastDay),
        paid: money(paidMinor, currency),
        state,
      };
      judged.set(id, [...(judged.get(id) ?? []), part]);
    }
    return judged;
  }
}

/** The promises that share cash with one of those asked about, or may be moved by one another; the cash of these alone has to be read. */
function linkedWith(
  asked: ReadonlySet<ActivityId>,
  promises: readonly LogEntry[],
  { calendar, graceDays }: PromiseRules,
): LogEntry[] {
  const inTime = promises.map((promise) => ({
    promise,
    madeOn: dayNumber(promise.businessDay),
    lastDay: dayNumber(addBusinessDays(promise.date ?? promise.businessDay, graceDays, calendar)),
  }));
  return promiseChains(inTime.sort((a, b) => a.madeOn - b.madeOn))
    .filter((chain) => chain.some(({ promise }) => asked.has(promise.id)))
    .flatMap((chain) => chain.map(({ promise }) => promise));
}
