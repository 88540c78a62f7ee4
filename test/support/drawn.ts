import type { CalendarDate } from '../../shared/domain/calendar-date.ts';
import type { ItemKind } from '../../shared/domain/open-item.ts';

/** What an item of a random history is made from. */
export interface DrawnItem {
  readonly kind: ItemKind;
  readonly a: number;
  readonly b: number;
  readonly amount: number;
  readonly on: CalendarDate;
}

/** All of it for an even draw, else some of it. */
export function portion(most: number, drawn: number): number {
  return drawn % 2 === 0 ? most : Math.min(most, drawn % (most + 1));
}

/** One of a list, by a drawn number. */
export function pick<T>(list: readonly T[], index: number): T {
  const found = list[index % list.length];
  if (found === undefined) throw new RangeError('Nothing to pick from.');
  return found;
}
