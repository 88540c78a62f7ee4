import { isDebit } from '#shared/domain/open-item.ts';
import type { Baseline } from '../effect/baseline.ts';
import type { ActivityIndex, Facts, ItemIndex } from '../facts/facts.ts';

/** Within so many days of the touch, its own day included, an easy item comes by itself. */
export const SOON_DAYS = 7;
/** From this chance on. */
export const EASY_FROM = 0.8;

/** An item that somebody touched on a day on which it was unpaid, with the chance that it would have come soon anyway. */
export interface PickedItem {
  readonly activity: ActivityIndex;
  readonly item: ItemIndex;
  readonly on: number;
  /** 0 to 1; null where there is nothing to expect by. */
  readonly chance: number | null;
  readonly isEasy: boolean;
}

/**
 * The items that attempts and contacts of a period’s days picked: the unpaid debit items that they name or, where they name none, those of the customer that were past
 * due. An item counts once for a person and day. Unpaid is what was so at the end of the day before.
 */
export function pickedItems(
  facts: Facts,
  { from, to }: { from: number; to: number },
  baseline: Baseline | null,
): PickedItem[] {
  const { activities } = facts;
  const picked: PickedItem[] = [];
  const seen = new Set<number>();
  for (const activity of activities.all()) {
    const on = activities.day[activity] ?? 0;
    if (on < from || on > to || !activities.hasTouched(activity)) continue;
    for (const item of itemsAt(facts, activity, on)) {
      const key = (personKey(facts, activity) * facts.items.count + item) * (to - from + 1) + (on - from);
      if (seen.has(key)) continue;
      seen.add(key);
      picked.push(pick(facts, { activity, item, on }, baseline));
    }
  }
  return picked;
}

/** A person’s own deeds are apart from those that nobody pressed a key for. */
function personKey({ activities }: Facts, activity: ActivityIndex): number {
  return (activities.collector[activity] ?? 0) * 2 + (activities.isAutomatic(activity) ? 1 : 0);
}

function itemsAt({ items, activities }: Facts, activity: ActivityIndex, on: number): ItemIndex[] {
  const isUnpaid = (item: ItemIndex) => isDebit(items.kind(item)) && items.leftOn(item, on - 1) > 0;
  const named = activities.items(activity);
  if (named.length > 0) return named.filter(isUnpaid);
  const found: ItemIndex[] = [];
  for (const item of items.ofCustomer(activities.customer[activity] ?? 0)) {
    if ((items.dueOn[item] ?? on) >= on) break;
    if ((items.settledOn[item] ?? 0) >= on && isUnpaid(item)) found.push(item);
  }
  return found;
}

function pick(
  { items }: Facts,
  { activity, item, on }: Pick<PickedItem, 'activity' | 'item' | 'on'>,
  baseline: Baseline | null,
): PickedItem {
  const unpaidAt = on - 1;
  const chance =
    baseline?.chance(items.customer[item] ?? 0, items.dueOn[item] ?? 0, unpaidAt, unpaidAt + SOON_DAYS) ?? null;
  return { activity, item, on, chance, isEasy: chance !== null && chance >= EASY_FROM };
}
