import { type CalendarDate, dayNumber, laterOf } from './calendar-date.ts';
import { type ItemBasis, leftOn, type Movement } from './ledger-movement.ts';

/** What a source says is left of an item at the end of a day, in minor units of its currency. */
export interface StatedOnDay {
  readonly on: CalendarDate;
  readonly minor: number;
}

/** What is known of an item's entries: `all` that they do to it, and the part of that which was decided here, of which the source may not have heard. Merged by day. */
export interface Explained {
  readonly all: readonly Movement[];
  readonly decidedHere: readonly Movement[];
}

/**
 * What was cleared, or given back, where we cannot see it: the difference between what the source says is left of an item and what its entries explain, on the
 * day of each statement, in the order of days. It follows from statements and entries alone, whichever became known first.
 * - Entries of the statement's own day may have come after the source was asked: where they explain the difference, there is none. So may what was decided here
 *   since the source last agreed.
 * - An entry after the day that takes more than is left is the proof that something had been given back: it is, on the entry's day, up to what statements took.
 * Never more than the item's amount is stated to be left; a statement of a day before the item counts holds from its first day on.
 */
export function unexplainedMovements(
  basis: ItemBasis,
  explained: Explained,
  stated: readonly StatedOnDay[],
): Movement[] {
  const said = statedByDay(basis, stated);
  const first = [...said.keys()].sort()[0];
  if (first === undefined) return [];
  const later = explained.all.map(({ on }) => on).filter((on) => on > first);
  const found: Movement[] = [];
  let agreedOn: CalendarDate | null = null;
  let sum = 0;
  for (const on of [...new Set([...said.keys(), ...later])].sort()) {
    const left = leftOn(basis, explained.all, on) + sum;
    const statement = said.get(on);
    const minor =
      statement === undefined ? proven(left, sum) : toReach(left, rangeOf(statement, unheard(explained, agreedOn, on)));
    if (minor !== 0) found.push({ on, minor });
    sum += minor;
    if (left + minor === statement) agreedOn = on;
  }
  return found;
}

/** By the day from which it counts: the latest statement where several are of days before the item's own; of several of one day the least. */
function statedByDay(
  { minor: amount, issuedOn }: ItemBasis,
  stated: readonly StatedOnDay[],
): Map<CalendarDate, number> {
  const inOrder = [...stated].sort((a, b) => dayNumber(a.on) - dayNumber(b.on) || b.minor - a.minor);
  return new Map(inOrder.map(({ on, minor }) => [laterOf(on, issuedOn), Math.min(minor, amount)]));
}

/** What the source may not have heard of: entries of the day itself, and what was decided here after it last agreed. Each sums up to one amount. */
function unheard({ all, decidedHere }: Explained, agreedOn: CalendarDate | null, day: CalendarDate): number[] {
  const isNew = ({ on }: Movement) => on <= day && (agreedOn === null || on > agreedOn);
  const onDay = ({ on }: Movement) => on === day;
  return [sum(all.filter(onDay)) - sum(decidedHere.filter(onDay)), sum(decidedHere.filter(isNew))];
}

/** The least and the most that may be left where a source says so much, and these may not be in it. */
function rangeOf(stated: number, unheardOf: readonly number[]): readonly [number, number] {
  const taken = unheardOf.reduce((all, minor) => all + Math.min(0, minor), 0);
  const given = unheardOf.reduce((all, minor) => all + Math.max(0, minor), 0);
  return [Math.max(0, stated + taken), stated + given];
}

function toReach(left: number, [least, most]: readonly [number, number]): number {
  return Math.min(Math.max(left, least), most) - left;
}

function proven(left: number, sumOfStatements: number): number {
  return left < 0 && sumOfStatements < 0 ? Math.min(-left, -sumOfStatements) : 0;
}

function sum(movements: readonly Movement[]): number {
  return movements.reduce((all, { minor }) => all + minor, 0);
}
