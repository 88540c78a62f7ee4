import type mongoose from 'mongoose';
import { inBatches } from '../../mongo/batches.ts';
import { visibleAt } from '../../mongo/versions.ts';
import type { StoredEntryVersion } from './entry-version.ts';
import { EntryVersionModel } from './entry-version-model.ts';
import type { StandingVersion } from './standing.ts';

export class EntryVersionRepository {
  /** What a run needs to tell equal rows from changed ones, by row id. */
  async findStanding(rowIds: readonly string[], run: number): Promise<Map<string, StandingVersion>> {
    const found = new Map<string, StandingVersion>();
    for (const batch of inBatches(rowIds)) {
      const filter = { ...visibleAt(run), rowId: { $in: batch }, part: 0 };
      const projection = { rowId: 1, hash: 1, sourceAsOf: 1 };
      for (const { _id, rowId, hash, sourceAsOf } of await versions().find(filter, { projection }).toArray()) {
        found.set(rowId, { versionId: _id, hash, sourceAsOf });
      }
    }
    return found;
  }

  /** All parts of rows. */
  async findByRows(rowIds: readonly string[], run: number): Promise<StoredEntryVersion[]> {
    const found: StoredEntryVersion[] = [];
    for (const batch of inBatches(rowIds)) {
      found.push(
        ...(await versions()
          .find({ ...visibleAt(run), rowId: { $in: batch } })
          .toArray()),
      );
    }
    return found;
  }

  /** Entries on items, and un-applications of the rows of applications. */
  async findTouching(ids: readonly string[], run: number): Promise<StoredEntryVersion[]> {
    const found = new Map<string, StoredEntryVersion>();
    for (const batch of inBatches(ids)) {
      const filter = { ...visibleAt(run), touches: { $in: batch } };
      for (const entry of await versions()
        .find(filter as never)
        .toArray())
        found.set(entry._id.toHexString(), entry);
    }
    return [...found.values()];
  }
}

function versions(): mongoose.mongo.Collection<StoredEntryVersion> {
  return EntryVersionModel.collection as unknown as mongoose.mongo.Collection<StoredEntryVersion>;
}
