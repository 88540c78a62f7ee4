import type { ActivityIndex, CollectorIndex, CustomerIndex, Facts } from '../facts/facts.ts';
import { logColumns } from '../measures/workings/log-columns.ts';

/** That somebody reached out to a customer on a day, however often. Days are numbers. */
export interface DayTouch {
  readonly collector: CollectorIndex;
  readonly customer: CustomerIndex;
  readonly day: number;
  /** What was done, in the order of the log. */
  readonly activities: readonly ActivityIndex[];
  /** Whether somebody who can decide on payment was reached. */
  readonly isRightParty: boolean;
}

interface Days {
  readonly from: number;
  readonly to: number;
}

/** What people did by hand in a period, at most once a person, customer and day: who logs one call as ten has one touch. By day, then collector, then customer. */
export function handTouches(facts: Facts, period: Days): DayTouch[] {
  const log = logColumns(facts);
  return touchesBy(facts, period, (activity) => log.isHumanTouch(activity));
}

/** What jobs sent in a period in people's names, counted and ordered in the same way. */
export function automaticTouches(facts: Facts, period: Days): DayTouch[] {
  const log = logColumns(facts);
  return touchesBy(facts, period, (activity) => log.isAutomatic(activity) && log.hasTouched(activity));
}

function touchesBy(facts: Facts, { from, to }: Days, isCounted: (activity: ActivityIndex) => boolean): DayTouch[] {
  const { customer, collector, day, seq } = facts.activities;
  const log = logColumns(facts);
  const { count } = facts.customers;
  const days = to - from + 1;
  const found = new Map<number, ActivityIndex[]>();
  for (const activity of log.between(from, to)) {
    if (!isCounted(activity)) continue;
    const at = (day[activity] ?? from) - from;
    const key = ((collector[activity] ?? 0) * count + (customer[activity] ?? 0)) * days + at;
    const known = found.get(key);
    if (known === undefined) found.set(key, [activity]);
    else known.push(activity);
  }
  const touches = [...found.values()].map((activities): DayTouch => {
    activities.sort((a, b) => (seq[a] ?? 0) - (seq[b] ?? 0));
    const [first = 0] = activities;
    return {
      collector: collector[first] ?? 0,
      customer: customer[first] ?? 0,
      day: day[first] ?? 0,
      activities,
      isRightParty: activities.some((activity) => log.isRightParty(activity)),
    };
  });
  return touches.sort((a, b) => a.day - b.day || a.collector - b.collector || a.customer - b.customer);
}
