import { type Bounce, bouncesOf } from '#shared/domain/bounced-application.ts';
import { type Movement, mergedByDay } from '#shared/domain/ledger-movement.ts';
import { keyText } from '#shared/domain/open-item.ts';
import { unexplainedMovements } from '#shared/domain/stated-left.ts';
import { NEVER } from '../item-version.ts';
import { movementsOf, type WorkingEntry, type WorkingItem } from './working-item.ts';

/** What comes back of each application of a credit item because the money is taken back, from all entries that stand on it. */
export function bouncedOf(item: WorkingItem, entries: readonly WorkingEntry[]): Map<WorkingEntry, Movement[]> {
  const applications = entries.filter(({ type, legs }) => type === 'application' && legs[1]?.item === item);
  const byName = new Map(applications.map((entry) => [nameOf(entry), entry]));
  const applied = applications.map((entry) => {
    const [debit, credit] = entry.legs;
    return {
      id: nameOf(entry),
      minor: credit?.minor ?? 0,
      debit: debit === undefined ? '' : keyText(debit.item.facts),
      from: entry.from,
      back: entry.back === NEVER ? null : entry.back,
      isWhole: debit?.item.facts.currency !== item.facts.currency,
    };
  });
  const lessening = entries.filter(({ type }) => type === 'adjustment' || type === 'reversal');
  const lessened = mergedByDay(lessening.flatMap((entry) => movementsOf(entry).flat()));
  const bounces = bouncesOf({ basis: item.facts, reversals: item.reversals, lessened, applied });
  return new Map([...byName].map(([name, entry]) => [entry, movementsIn(bounces, name)]));
}

/** What is left of an item beside what its entries explain, by what sources say of it. */
export function unexplainedOf({ facts, explained, decidedHere, stated }: WorkingItem): Movement[] {
  return stated.length === 0 ? [] : unexplainedMovements(facts, { all: explained, decidedHere }, stated);
}

function movementsIn(bounces: readonly Bounce[], name: string): Movement[] {
  return bounces.filter(({ applicationId }) => applicationId === name).map(({ on, minor }) => ({ on, minor }));
}

function nameOf({ rowId, part }: WorkingEntry): string {
  return `${rowId} ${part}`;
}
