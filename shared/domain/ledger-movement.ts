import { type CalendarDate, laterOf } from './calendar-date.ts';
import type { OpenItem, Unapplication } from './open-item.ts';

/** A change of what is left of one item, in minor units of the item's currency, from the end of a day on. Negative takes away. */
export interface Movement {
  readonly on: CalendarDate;
  readonly minor: number;
}

/** What the course of an item's open amount depends on, besides its movements. `minor` is the item's amount. */
export interface ItemBasis {
  readonly minor: number;
  readonly issuedOn: CalendarDate;
}

/** The day from which an application counts: the latest of its own day and both items' days. */
export function appliesFrom(
  on: CalendarDate,
  debit: Pick<OpenItem, 'issuedOn'>,
  credit: Pick<OpenItem, 'issuedOn'>,
): CalendarDate {
  return laterOf(on, laterOf(debit.issuedOn, credit.issuedOn));
}

/** The day from which an application is taken back: the un-application's own day, never before the application counts. */
export function unappliedFrom({ on }: Pick<Unapplication, 'on'>, applied: CalendarDate): CalendarDate {
  return laterOf(on, applied);
}

/** What one application does to one of its items: it takes from the first day, gives back what comes back by itself, and from the last day, where there is one, the rest. */
export function applicationMovements(
  minor: number,
  applied: CalendarDate,
  unapplied: CalendarDate | null,
  bounced: readonly Movement[] = [],
): Movement[] {
  const taken = [{ on: applied, minor: -minor }, ...bounced];
  if (unapplied === null) return taken;
  const rest = bounced.reduce((left, movement) => left - movement.minor, minor);
  return [...taken, { on: unapplied, minor: rest }];
}

/** Puts movements in the order of days, one a day; days on which they cancel out drop out. */
export function mergedByDay(movements: readonly Movement[]): Movement[] {
  const [only] = movements;
  if (only !== undefined && movements.length === 1) return only.minor === 0 ? [] : [only];
  const byDay = new Map<CalendarDate, number>();
  for (const { on, minor } of movements) byDay.set(on, (byDay.get(on) ?? 0) + minor);
  return [...byDay]
    .filter(([, minor]) => minor !== 0)
    .map(([on, minor]) => ({ on, minor }))
    .sort((a, b) => (a.on < b.on ? -1 : 1));
}

/** What is left of an item at the end of a day, in minor units; 0 before the item counts. */
export function leftOn({ minor, issuedOn }: ItemBasis, movements: readonly Movement[], day: CalendarDate): number {
  let left = day >= issuedOn ? minor : 0;
  for (const movement of movements) if (movement.on <= day) left += movement.minor;
  return left;
}

/** The first day on which less than nothing would be left of an item; null where that never happens. Takes movements merged by day. */
export function firstDayBelowZero({ minor, issuedOn }: ItemBasis, movements: readonly Movement[]): CalendarDate | null {
  let taken = 0;
  for (const movement of movements) {
    taken += movement.minor;
    const left = movement.on >= issuedOn ? minor + taken : taken;
    if (left < 0) return movement.on;
  }
  return null;
}

/** The first day from which nothing is left of an item for good, as far as is known; null while something is. Takes movements merged by day. */
export function settledFrom({ minor, issuedOn }: ItemBasis, movements: readonly Movement[]): CalendarDate | null {
  let left = minor;
  let settled: CalendarDate | null = minor === 0 ? issuedOn : null;
  for (const movement of movements) {
    left += movement.minor;
    settled = left === 0 ? laterOf(movement.on, issuedOn) : null;
  }
  return settled;
}

/** The most that may be taken of an item from a day on: the least that is left of it on that day or any after. Takes movements merged by day. */
export function mostToTakeFrom(
  { minor, issuedOn }: ItemBasis,
  movements: readonly Movement[],
  day: CalendarDate,
): number {
  let least = leftOn({ minor, issuedOn }, movements, day);
  let left = least;
  for (const movement of movements) {
    if (movement.on <= day) continue;
    left += movement.minor;
    least = Math.min(least, left);
  }
  return least;
}
