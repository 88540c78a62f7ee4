import type { CalendarDate } from '#shared/domain/calendar-date.ts';
import type { ItemId } from '#shared/domain/ids.ts';
import { ITEM_VERSIONS, type StoredItemVersion } from '../../features/receivables/item-version.ts';
import type { LedgerPosition } from '../../features/receivables/ledger-position-service.ts';
import { inBatches } from '../../mongo/batches.ts';
import { currentTenant } from '../../mongo/tenancy.ts';
import { collectionNamed } from '../../mongo/versions.ts';

/** A time at which somebody could have known that nothing was left of some items. */
export interface KnowingAt {
  readonly itemIds: readonly string[];
  readonly on: CalendarDate;
  readonly at: Date;
}

type Version = Pick<StoredItemVersion, 'itemId' | 'added' | 'superseded' | 'settledOn'>;
interface Commit {
  readonly number: number;
  readonly at: number;
}

/** What the ledger said at instants of the past, up to a position: read once for many questions. */
export class SettledWhenKnown {
  private constructor(
    private readonly versions: ReadonlyMap<string, readonly Version[]>,
    private readonly commits: readonly Commit[],
  ) {}

  static async of(itemIds: Iterable<string>, position: LedgerPosition): Promise<SettledWhenKnown> {
    const versions = new Map<string, Version[]>();
    for (const version of await findVersions([...new Set(itemIds)], position)) {
      const known = versions.get(version.itemId) ?? [];
      known.push(version);
      versions.set(version.itemId, known);
    }
    return new SettledWhenKnown(versions, await findCommits(position));
  }

  /** Whether the ledger, as it stood at an instant, said that nothing was left of any of the items at the end of a day. */
  saidSo({ itemIds, on, at }: KnowingAt): boolean {
    const run = this.runAt(at.getTime());
    return itemIds.every((itemId) =>
      (this.versions.get(itemId) ?? []).some(
        ({ added, superseded, settledOn }) => added <= run && superseded > run && settledOn <= on,
      ),
    );
  }

  private runAt(instant: number): number {
    return this.commits.findLast(({ at }) => at <= instant)?.number ?? 0;
  }
}

async function findVersions(itemIds: readonly string[], { run }: LedgerPosition): Promise<Version[]> {
  const found: Version[] = [];
  const projection = { _id: 0, itemId: 1, added: 1, superseded: 1, settledOn: 1 };
  for (const batch of inBatches(itemIds)) {
    const filter = { tenantId: currentTenant(), itemId: { $in: batch as ItemId[] }, added: { $lte: run } };
    found.push(...(await collectionNamed<StoredItemVersion>(ITEM_VERSIONS).find(filter, { projection }).toArray()));
  }
  return found;
}

async function findCommits({ run }: LedgerPosition): Promise<Commit[]> {
  const filter = { tenantId: currentTenant(), committedAt: { $ne: null }, number: { $lte: run } };
  const projection = { _id: 0, number: 1, committedAt: 1 };
  const stored = await collectionNamed<{ number: number; committedAt: Date; tenantId: string }>('runs')
    .find(filter as never, { projection })
    .sort({ committedAt: 1, number: 1 })
    .toArray();
  return stored.map(({ number, committedAt }) => ({ number, at: committedAt.getTime() }));
}
