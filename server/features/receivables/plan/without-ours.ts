import { firstDayBelowZero, type Movement, mergedByDay } from '#shared/domain/ledger-movement.ts';
import { unexplainedMovements } from '#shared/domain/stated-left.ts';
import type { WorkingItem } from './working-item.ts';

/** What happens to an item as its source has it: what was decided here is left out. */
export function movementsWithoutOurs(item: WorkingItem): readonly Movement[] {
  return item.decidedHere.length === 0 ? item.movements : courseOf(item, explainedWithoutOurs(item), []);
}

/** What entries of the source do to an item. */
export function explainedWithoutOurs({ explained, decidedHere }: WorkingItem): Movement[] {
  return mergedByDay([...explained, ...negated(decidedHere)]);
}

/** What happens to an item where entries do so much, and a part of that was decided here. */
export function courseOf(
  { facts, stated }: WorkingItem,
  all: readonly Movement[],
  decidedHere: readonly Movement[],
): Movement[] {
  const unexplained = stated.length === 0 ? [] : unexplainedMovements(facts, { all, decidedHere }, stated);
  return mergedByDay([...all, ...unexplained]);
}

/**
 * Whether entries of the source and ours together take more of an item than there is, though statements of what is left hide it: these account for the source's entries
 * alone. Told only where our entries are what is too much.
 */
export function isCrowded(item: WorkingItem): boolean {
  return item.decidedHere.length > 0 && crowds(item, item.explained, item.decidedHere);
}

/** The same where entries do so much, and a part of that was decided here. */
export function crowds(item: WorkingItem, all: readonly Movement[], ours: readonly Movement[]): boolean {
  if (item.stated.length === 0 || firstDayBelowZero(item.facts, mergedByDay(all)) === null) return false;
  const ofSource = courseOf(item, mergedByDay([...all, ...negated(ours)]), []);
  return firstDayBelowZero(item.facts, mergedByDay([...ofSource, ...ours])) !== null;
}

function negated(movements: readonly Movement[]): Movement[] {
  return movements.map(({ on, minor }) => ({ on, minor: -minor }));
}
