import { addDays, type CalendarDate, daysBetween } from './calendar-date.ts';

/** How many days before a payment's value date an attempt or contact still counts as having touched it. */
export const TOUCH_WINDOW_DAYS = 14;

/** An attempt or contact, as far as it matters for whom it touched. */
export interface Touch {
  /** The day of the tenant's calendar on which it happened. */
  readonly on: CalendarDate;
  /** The items that it named; empty where it was about the customer as a whole. */
  readonly itemIds: readonly string[];
}

/** A touch of a payment, with the days that lie between the two: 1 to 14. */
export interface TouchBefore<T extends Touch> {
  readonly touch: T;
  readonly daysBefore: number;
}

/**
 * The touches of a customer that came before money for one of its items: those that name the item, or name none, on the 14 days before the
 * value date. The value date itself does not count: what happened on it cannot be told to have come first. *Touched* is not *caused*.
 * `touches` are in the order of their days; so is the answer.
 */
export function touchesBefore<T extends Touch>(
  touches: readonly T[],
  itemId: string,
  valueDate: CalendarDate,
): TouchBefore<T>[] {
  const firstDay = addDays(valueDate, -TOUCH_WINDOW_DAYS);
  const found: TouchBefore<T>[] = [];
  for (let i = firstOnOrAfter(touches, firstDay); i < touches.length; i += 1) {
    const touch = touches[i];
    if (touch === undefined || touch.on >= valueDate) break;
    if (touch.itemIds.length === 0 || touch.itemIds.includes(itemId)) {
      found.push({ touch, daysBefore: daysBetween(touch.on, valueDate) });
    }
  }
  return found;
}

function firstOnOrAfter(touches: readonly Touch[], day: CalendarDate): number {
  let low = 0;
  let high = touches.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((touches[middle]?.on ?? day) < day) low = middle + 1;
    else high = middle;
  }
  return low;
}
