import type { ActivityCode } from '#shared/domain/activity-code.ts';
import { codeOfStage, isDunning, TEMPLATE_STAGES } from '#shared/domain/dunning.ts';
import type { ActivityIndex, CustomerIndex, Facts, ItemIndex } from '../facts/facts.ts';

/** Two reminders no more days apart than this are one too many. */
export const WITHIN_DAYS = 7;

const TWICE_REASONS = ['two_people', 'same_stage'] as const;
/** *Two people* dunned the same customer; or the *same stage* of dunning went out for the same item again. */
export type TwiceReason = (typeof TWICE_REASONS)[number];

/** A reminder that follows another one too soon. */
export interface DunnedTwice {
  readonly customer: CustomerIndex;
  readonly first: ActivityIndex;
  readonly second: ActivityIndex;
  readonly reasons: readonly TwiceReason[];
}

const DUNNING_CODES: ReadonlySet<ActivityCode> = new Set(TEMPLATE_STAGES.filter(isDunning).map(codeOfStage));

/**
 * The reminders of a period that follow another one to the same customer within 7 days, which may lie before the period, where two people sent them or where they are of the
 * same stage and about the same item (one that names no item is about all). Each stands once, beside the latest one that it follows so. Those that did not go out do
 * not count. In the order of day, time and log.
 */
export function dunnedTwice(facts: Facts, { from, to }: { from: number; to: number }): DunnedTwice[] {
  const found: DunnedTwice[] = [];
  for (const [customer, reminders] of remindersByCustomer(facts, { from: from - WITHIN_DAYS, to })) {
    for (const [at, second] of reminders.entries()) {
      if (dayOf(facts, second) < from) continue;
      const twice = latestBefore(facts, reminders, at);
      if (twice !== null) found.push({ customer, second, ...twice });
    }
  }
  return found.sort((a, b) => inOrder(facts, a.second, b.second));
}

function remindersByCustomer(
  facts: Facts,
  { from, to }: { from: number; to: number },
): Map<CustomerIndex, ActivityIndex[]> {
  const { activities } = facts;
  const found = new Map<CustomerIndex, ActivityIndex[]>();
  for (const activity of activities.all()) {
    const day = dayOf(facts, activity);
    if (day < from || day > to || !DUNNING_CODES.has(activities.code(activity))) continue;
    if (!activities.hasTouched(activity)) continue;
    const customer = activities.customer[activity] ?? 0;
    const known = found.get(customer) ?? [];
    known.push(activity);
    found.set(customer, known);
  }
  for (const reminders of found.values()) reminders.sort((a, b) => inOrder(facts, a, b));
  return found;
}

function latestBefore(
  facts: Facts,
  reminders: readonly ActivityIndex[],
  at: number,
): Pick<DunnedTwice, 'first' | 'reasons'> | null {
  const second = reminders[at] ?? 0;
  for (let i = at - 1; i >= 0; i -= 1) {
    const first = reminders[i] ?? 0;
    if (dayOf(facts, second) - dayOf(facts, first) > WITHIN_DAYS) return null;
    const reasons = reasonsOf(facts, first, second);
    if (reasons.length > 0) return { first, reasons };
  }
  return null;
}

function reasonsOf({ activities }: Facts, first: ActivityIndex, second: ActivityIndex): TwiceReason[] {
  const { collector } = activities;
  const isSame =
    activities.code(first) === activities.code(second) && overlap(activities.items(first), activities.items(second));
  return TWICE_REASONS.filter((reason) => (reason === 'two_people' ? collector[first] !== collector[second] : isSame));
}

function overlap(a: readonly ItemIndex[], b: readonly ItemIndex[]): boolean {
  return a.length === 0 || b.length === 0 || a.some((item) => b.includes(item));
}

function dayOf({ activities }: Facts, activity: ActivityIndex): number {
  return activities.day[activity] ?? 0;
}

function inOrder({ activities: { day, occurredAt, seq } }: Facts, a: ActivityIndex, b: ActivityIndex): number {
  const by = (column: Int32Array | Float64Array) => (column[a] ?? 0) - (column[b] ?? 0);
  return by(day) || by(occurredAt) || by(seq);
}
