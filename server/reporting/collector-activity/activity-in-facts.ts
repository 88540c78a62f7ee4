import { money } from '#shared/domain/money.ts';
import type { ActivityIndex, Facts } from '../facts/facts.ts';
import { type CashDays, cashParts, touchesOf } from '../touched-cash/cash-parts.ts';
import type { CountedActivity, CountedCash } from './collector-activity.ts';

/** What was done on the days of a period. */
export function activitiesInFacts(facts: Facts, { from, to }: CashDays): CountedActivity[] {
  const { day } = facts.activities;
  const done: CountedActivity[] = [];
  for (const activity of facts.activities.all()) {
    const on = day[activity] ?? 0;
    if (on >= from && on <= to) done.push(countedActivity(facts, activity));
  }
  return done;
}

/** The cash of a period's value dates with what touched it. */
export function touchedInFacts(facts: Facts, period: CashDays): CountedCash[] {
  return cashParts(facts, period).map((part) => ({
    cash: { amount: money(part.minor, part.currency) },
    touches: touchesOf(facts, part).map((activity) => ({ touch: countedActivity(facts, activity) })),
  }));
}

function countedActivity({ activities, collectors, customers }: Facts, activity: ActivityIndex): CountedActivity {
  const collector = activities.collector[activity] ?? 0;
  return {
    actorId: collectors.id(collector),
    actorName: collectors.name(collector),
    customerId: customers.id(activities.customer[activity] ?? 0),
    code: activities.code(activity),
    delivery: activities.delivery(activity),
  };
}
