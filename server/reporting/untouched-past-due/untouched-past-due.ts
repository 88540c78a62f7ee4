import { type AgeingBucket, ageingBucket, daysPastDue } from '#shared/domain/ageing.ts';
import type { CalendarDate } from '#shared/domain/calendar-date.ts';
import type { Money } from '#shared/domain/money.ts';
import { isDebit } from '#shared/domain/open-item.ts';
import type { ItemOnDay } from '../../features/receivables/receivables-read-model.ts';
import type { LoggedActivity } from '../touched-cash/logged-activities-read-model.ts';
import { hasTouched } from '../touched-cash/touched-cash.ts';

/** A past-due item that nobody has written or called about since it fell due. */
export interface UntouchedItem {
  readonly customerId: string;
  readonly itemId: string;
  readonly number: string;
  readonly dueOn: CalendarDate;
  readonly daysPastDue: number;
  readonly bucket: string;
  readonly left: Money;
  readonly disputeStatus: string;
}

/**
 * The debit items that are past due on a day and that nobody has touched since they fell due: no attempt or contact of any day after the due day, up to
 * the day asked about, names the item, or its customer without naming items. Oldest due first.
 */
export function untouchedPastDue(
  items: readonly ItemOnDay[],
  activities: readonly LoggedActivity[],
  { asOf, buckets }: { asOf: CalendarDate; buckets: readonly AgeingBucket[] },
): UntouchedItem[] {
  const lastTouch = new LastTouches(activities, asOf);
  return items
    .filter(({ kind, dueOn }) => isDebit(kind) && daysPastDue(dueOn, asOf) > 0)
    .filter(({ id, customerId, dueOn }) => !lastTouch.after(dueOn, customerId, id))
    .map((item) => ({
      customerId: item.customerId,
      itemId: item.id,
      number: item.key.number,
      dueOn: item.dueOn,
      daysPastDue: daysPastDue(item.dueOn, asOf),
      bucket: ageingBucket(item.dueOn, asOf, buckets),
      left: item.left,
      disputeStatus: item.disputeStatus,
    }));
}

/** The latest day on which each item, and each customer as a whole, was touched. */
class LastTouches {
  private readonly days = new Map<string, CalendarDate>();

  constructor(activities: readonly LoggedActivity[], asOf: CalendarDate) {
    for (const activity of activities) {
      if (activity.on > asOf || !hasTouched(activity)) continue;
      const named = activity.itemIds.length === 0 ? [`customer ${activity.customerId}`] : activity.itemIds;
      for (const key of named) this.note(key, activity.on);
    }
  }

  after(day: CalendarDate, customerId: string, itemId: string): boolean {
    return [itemId, `customer ${customerId}`].some((key) => (this.days.get(key) ?? '') > day);
  }

  private note(key: string, day: CalendarDate): void {
    if ((this.days.get(key) ?? '') < day) this.days.set(key, day);
  }
}
