import type { CalendarDate } from '#shared/domain/calendar-date.ts';
import type { CurrencyCode } from '#shared/domain/currency.ts';
import type { CustomerId, ItemId } from '#shared/domain/ids.ts';
import { leftOn, type Movement } from '#shared/domain/ledger-movement.ts';
import { type ItemKind, isDebit } from '#shared/domain/open-item.ts';

/**
 * Why our ledger and a source’s list differ in an item. *Decided here*: by our people or by matching, and the source may not have heard of it. *After the list*: dated after the list’s day. *Known
 * later*: of the list’s day or before, and fed after it. *On its day*: of the list’s own day, so that the source may have been asked before. *Not listed*: of a kind or company code that the
 * list does not have. *Unexplained*: none of these.
 */
export const DIFFERENCE_REASONS = [
  'decided_here',
  'after_the_list',
  'known_later',
  'on_its_day',
  'not_listed',
  'unexplained',
] as const;
export type DifferenceReason = (typeof DIFFERENCE_REASONS)[number];

/** An item with its course as one run knew it. */
export interface ItemCourse {
  readonly itemId: ItemId;
  readonly source: string;
  readonly companyCode: string;
  readonly kind: ItemKind;
  readonly number: string;
  readonly customerId: CustomerId;
  readonly currency: CurrencyCode;
  readonly minor: number;
  readonly issuedOn: CalendarDate;
  readonly movements: readonly Movement[];
  readonly decidedHere?: readonly Movement[];
}

/** An item as it is known now, and as it was when a list was taken. */
export interface ListedItem {
  readonly now: ItemCourse | null;
  readonly then: ItemCourse | null;
  /** What the list says is left of it; null where it says nothing that the ledger did not say then. */
  readonly stated: number | null;
}

/** What an item is worth to both sides, in minor units; what is given counts below 0. */
export interface ReconciledItem {
  readonly item: ItemCourse;
  readonly ours: number;
  /** Null where no list of its source speaks of such items. */
  readonly theirs: number | null;
  /** Parts of ours less theirs; none is 0. */
  readonly differences: readonly { readonly reason: DifferenceReason; readonly minor: number }[];
}

/** Holds an item against the list that was to name it, with our side as of a day. */
export function reconcileItem(
  { now, then, stated }: ListedItem,
  { asOf, listDay, isListed }: { asOf: CalendarDate; listDay: CalendarDate | null; isListed: boolean },
): ReconciledItem | null {
  const item = now ?? then;
  if (item === null) return null;
  const sign = isDebit(item.kind) ? 1 : -1;
  const ours = left(now, asOf);
  if (listDay === null) return { item, ours: sign * ours, theirs: null, differences: [] };
  if (!isListed) return { item, ours: sign * ours, theirs: 0, differences: parts(sign, [['not_listed', ours]]) };
  const theirs = stated ?? left(then, listDay);
  const after = split(ours - left(now, listDay), decided(now, asOf) - decided(now, listDay), 'after_the_list');
  const later = split(
    left(now, listDay) - left(then, listDay),
    decided(now, listDay) - decided(then, listDay),
    'known_later',
  );
  const unheard = unheardParts(then, listDay, left(then, listDay) - theirs);
  return { item, ours: sign * ours, theirs: sign * theirs, differences: parts(sign, [...after, ...later, ...unheard]) };
}

type Part = readonly [DifferenceReason, number];

function left(item: ItemCourse | null, day: CalendarDate): number {
  return item === null ? 0 : leftOn(item, item.movements, day);
}

function decided(item: ItemCourse | null, day: CalendarDate): number {
  return sum((item?.decidedHere ?? []).filter(({ on }) => on <= day));
}

/** What of a difference was decided here, and the rest of it. */
function split(difference: number, decidedHere: number, reason: DifferenceReason): Part[] {
  return [
    ['decided_here', decidedHere],
    [reason, difference - decidedHere],
  ];
}

/** Why the ledger did not do as the list said: what the source may not have heard of by then. */
function unheardParts(then: ItemCourse | null, day: CalendarDate, difference: number): Part[] {
  const here = towards(difference, decided(then, day));
  const onDay = (movements: readonly Movement[]) => sum(movements.filter(({ on }) => on === day));
  const ofDay = onDay(then?.movements ?? []) - onDay(then?.decidedHere ?? []);
  const same = towards(difference - here, ofDay);
  return [
    ['decided_here', here],
    ['on_its_day', same],
    ['unexplained', difference - here - same],
  ];
}

/** As much of a difference as something of the same direction can explain. */
function towards(difference: number, explanation: number): number {
  if (difference < 0) return Math.max(difference, Math.min(explanation, 0));
  return Math.min(difference, Math.max(explanation, 0));
}

function parts(sign: number, found: readonly Part[]): ReconciledItem['differences'] {
  return DIFFERENCE_REASONS.flatMap((reason) => {
    const minor = sign * found.reduce((all, [why, part]) => (why === reason ? all + part : all), 0);
    return minor === 0 ? [] : [{ reason, minor }];
  });
}

function sum(movements: readonly Movement[]): number {
  return movements.reduce((all, { minor }) => all + minor, 0);
}
