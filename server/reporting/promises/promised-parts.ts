import type { ActivityFacts, ActivityIndex } from '../facts/facts.ts';

/** The parts of a promise by day, one where it has no instalments; in minor units of its currency. Days are numbers. */
export function promisedParts(
  activities: ActivityFacts,
  activity: ActivityIndex,
): readonly { readonly day: number; readonly minor: number }[] {
  const instalments = activities.instalments(activity);
  const [amount, day] = [activities.amount(activity), activities.date(activity)];
  if (instalments.length > 0 || amount === null || day === null) return instalments;
  return [{ day, minor: amount.minor }];
}
