import type { CalendarDate } from '#shared/domain/calendar-date.ts';
import { leftOn } from '#shared/domain/ledger-movement.ts';
import type { WorkingItem } from './working-item.ts';

/**
 * Whether a statement of what is left says nothing that is not known: it agrees with what is left by the entries, and nothing is left, or the statement before it said the same. What
 * was decided here since then is another matter: that the source has heard of it is news.
 */
export function saysNothingNew(
  { facts, movements, stated, decidedHere }: WorkingItem,
  on: CalendarDate,
  minor: number,
): boolean {
  if (on < facts.issuedOn || leftOn(facts, movements, on) !== minor) return false;
  const [last] = stated.filter((one) => one.on < on).sort((a, b) => (a.on < b.on ? 1 : -1));
  if (decidedHere.some((one) => one.on <= on)) {
    if (last === undefined || leftOn(facts, movements, last.on) !== last.minor) return false;
    if (decidedHere.some((one) => one.on > last.on && one.on <= on)) return false;
  }
  return minor === 0 || last?.minor === minor;
}
