import type { ItemId } from '#shared/domain/ids.ts';
import { firstDayBelowZero, type Movement, mergedByDay } from '#shared/domain/ledger-movement.ts';
import { NEVER } from '../item-version.ts';
import { courseOf, crowds, explainedWithoutOurs } from './without-ours.ts';
import { type Leg, movementsOf, type WorkingEntry } from './working-item.ts';
import type { WorkingLedger } from './working-ledger.ts';

/** Ends the latest application that was decided here of the same items and amounts as one that the source brings: it is the same application. */
export function endTheSame(ledger: WorkingLedger, brought: WorkingEntry): void {
  const [, credit] = brought.legs;
  if (credit === undefined) return;
  const [same] = ledger
    .entriesTouching(credit.item.id)
    .filter((entry) => isOurs(entry) && entry.unappliedOn === NEVER && isOnTheSame(entry, brought))
    .sort((a, b) => -earliestFirst(a, b));
  if (same !== undefined) ledger.endEntry(same);
}

/** Items of which too much is taken, each with whether the source has said something new of it in this run. */
export type Overtaken = ReadonlyMap<ItemId, boolean>;

/**
 * Lets what was decided here give way where too much is taken: of all such entries on these items those stay, the earliest first, that fit with what sources say. Returns how many
 * were ended.
 */
export function letGiveWay(ledger: WorkingLedger, overtaken: Overtaken): number {
  const fitting = new Fitting(overtaken);
  const ours = [...overtaken.keys()].flatMap((id) => ledger.entriesTouching(id).filter(isOurs));
  let ended = 0;
  ledger.trust(() => {
    for (const entry of [...new Set(ours)].sort(earliestFirst)) {
      if (fitting.keep(entry)) continue;
      ledger.endEntry(entry);
      ended += 1;
    }
    return null;
  });
  return ended;
}

/** Ends all that was decided here on items. */
export function endOursOn(ledger: WorkingLedger, ids: readonly ItemId[]): void {
  const ours = new Set(ids.flatMap((id) => ledger.entriesTouching(id).filter(isOurs)));
  ledger.trust(() => {
    for (const entry of ours) ledger.endEntry(entry);
    return null;
  });
}

/** What is kept of our entries on each item. */
class Fitting {
  private readonly kept = new Map<string, Movement[]>();

  constructor(private readonly overtaken: Overtaken) {}

  /** Keeps an entry where nothing is overtaken by it. */
  keep(entry: WorkingEntry): boolean {
    const ofLegs = movementsOf(entry);
    const bearing = entry.legs
      .map((leg, at) => ({ leg, movements: mergedByDay(ofLegs[at] ?? []) }))
      .filter(({ leg, movements }) => this.overtaken.has(leg.item.id) && movements.length > 0);
    if (!bearing.every(({ leg, movements }) => this.fits(leg, movements))) return false;
    for (const { leg, movements } of bearing) this.kept.set(leg.item.id, this.with(leg, movements));
    return true;
  }

  private fits(leg: Leg, movements: readonly Movement[]): boolean {
    const { item } = leg;
    const ours = mergedByDay(this.with(leg, movements));
    const all = mergedByDay([...explainedWithoutOurs(item), ...ours]);
    if (firstDayBelowZero(item.facts, courseOf(item, all, ours)) !== null) return false;
    return this.overtaken.get(item.id) !== true || !crowds(item, all, ours);
  }

  private with({ item }: Leg, movements: readonly Movement[]): Movement[] {
    return [...(this.kept.get(item.id) ?? []), ...movements];
  }
}

function isOurs({ decidedHere }: WorkingEntry): boolean {
  return decidedHere;
}

function isOnTheSame(one: WorkingEntry, other: WorkingEntry): boolean {
  return (
    one.type === other.type &&
    one.legs.every(({ item, minor }, at) => other.legs[at]?.item === item && other.legs[at]?.minor === minor)
  );
}

/** By day; of one day what lessens an item before what is applied to it, so that an application gives way before the write-off of its rest. */
function earliestFirst(a: WorkingEntry, b: WorkingEntry): number {
  const [one, other] = [a, b].map(
    ({ on, type, rowId, part }) => `${on} ${type === 'application' ? 1 : 0} ${rowId} ${part}`,
  );
  return (one ?? '') < (other ?? '') ? -1 : 1;
}
