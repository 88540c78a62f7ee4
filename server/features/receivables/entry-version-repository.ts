import type mongoose from 'mongoose';
import { inBatches } from '../../mongo/batches.ts';
import { visibleAt } from '../../mongo/versions.ts';
import type { StoredEntryVersion } from './entry-version.ts';
import { EntryVersionModel } from './entry-version-model.ts';
import type { StandingVersion } from './standing.ts';

/** Ids are short: one command takes many, and its answer comes in one piece. */
const AT_ONCE = 5_000;
const IN_ONE_PIECE = { batchSize: 2 * AT_ONCE } as const;
/** Where nothing is found, as with new rows, MongoDB tells these from indexes that would go through the whole ledger only by luck. */
const BY_ROW = { hint: { tenantId: 1, rowId: 1, part: 1, added: 1 } } as const;
const BY_TOUCH = { hint: { tenantId: 1, touches: 1, superseded: 1 } } as const;

export class EntryVersionRepository {
  /** Whether there is any entry at all; where there is none, nothing has to be looked up. */
  async hasAny(run: number): Promise<boolean> {
    return (await versions().findOne(visibleAt(run), { projection: { _id: 1 } })) !== null;
  }

  /** What a run needs to tell equal rows from changed ones, by row id. */
  async findStanding(rowIds: readonly string[], run: number): Promise<Map<string, StandingVersion>> {
    const found = new Map<string, StandingVersion>();
    for (const batch of inBatches(rowIds, AT_ONCE)) {
      const filter = { ...visibleAt(run), rowId: { $in: batch }, part: 0 };
      const projection = { rowId: 1, hash: 1, sourceAsOf: 1 };
      for (const { _id, rowId, hash, sourceAsOf } of await versions()
        .find(filter, { projection, ...BY_ROW, ...IN_ONE_PIECE })
        .toArray()) {
        found.set(rowId, { versionId: _id, hash, sourceAsOf });
      }
    }
    return found;
  }

  /** All parts of rows. */
  async findByRows(rowIds: readonly string[], run: number): Promise<StoredEntryVersion[]> {
    return inPieces(rowIds, (batch) => ({ ...visibleAt(run), rowId: { $in: batch } }), BY_ROW);
  }

  /** Entries on items, and un-applications of the rows of applications. */
  async findTouching(ids: readonly string[], run: number): Promise<StoredEntryVersion[]> {
    const found = await inPieces(ids, (batch) => ({ ...visibleAt(run), touches: { $in: batch } }), BY_TOUCH);
    return [...new Map(found.map((entry) => [entry._id.toHexString(), entry])).values()];
  }
}

async function inPieces(
  values: readonly string[],
  filterOf: (batch: string[]) => object,
  options: mongoose.mongo.FindOptions,
): Promise<StoredEntryVersion[]> {
  const found: StoredEntryVersion[] = [];
  for (const batch of inBatches(values, AT_ONCE)) {
    const cursor = versions().find(filterOf(batch) as never, { ...options, ...IN_ONE_PIECE });
    for (const version of await cursor.toArray()) found.push(version);
  }
  return found;
}

function versions(): mongoose.mongo.Collection<StoredEntryVersion> {
  return EntryVersionModel.collection as unknown as mongoose.mongo.Collection<StoredEntryVersion>;
}
