import type { ActivityIndex, CollectorIndex, Facts } from '../facts/facts.ts';
import { type CashDays, type CashPart, cashParts, touchesOf } from '../touched-cash/cash-parts.ts';

/** Part of a payment with who touched it by hand. */
export interface HandTouchedPart extends CashPart {
  /** The attempts and contacts by hand on the days before it that count, first to last. */
  readonly touches: readonly ActivityIndex[];
}

/** The cash of a period with what touched it by hand: what the report of payments calls touched, without what jobs sent. In no order. */
export function handTouchedCash(facts: Facts, period: CashDays): HandTouchedPart[] {
  const { activities } = facts;
  return cashParts(facts, period).map((part) => ({
    ...part,
    touches: touchesOf(facts, part).filter((activity) => !activities.isAutomatic(activity)),
  }));
}

/** Who touched a part, each once. */
export function collectorsOf({ activities: { collector } }: Facts, { touches }: HandTouchedPart): Set<CollectorIndex> {
  return new Set(touches.map((touch) => collector[touch] ?? -1));
}
