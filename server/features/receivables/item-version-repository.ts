import type mongoose from 'mongoose';
import type { ItemId } from '#shared/domain/ids.ts';
import { inBatches } from '../../mongo/batches.ts';
import { visibleAt } from '../../mongo/versions.ts';
import type { StoredItemVersion } from './item-version.ts';
import { ItemVersionModel } from './item-version-model.ts';
import type { StandingVersion } from './standing.ts';

export class ItemVersionRepository {
  /** What a run needs to tell equal rows from changed ones, by item id. */
  async findStanding(ids: readonly ItemId[], run: number): Promise<Map<string, StandingVersion>> {
    const found = new Map<string, StandingVersion>();
    for (const batch of inBatches(ids)) {
      const filter = { ...visibleAt(run), itemId: { $in: batch } };
      const projection = { itemId: 1, hash: 1, sourceAsOf: 1 };
      for (const { _id, itemId, hash, sourceAsOf } of await versions().find(filter, { projection }).toArray()) {
        found.set(itemId, { versionId: _id, hash, sourceAsOf });
      }
    }
    return found;
  }

  async findByIds(ids: readonly ItemId[], run: number): Promise<StoredItemVersion[]> {
    const found: StoredItemVersion[] = [];
    for (const batch of inBatches(ids)) {
      found.push(
        ...(await versions()
          .find({ ...visibleAt(run), itemId: { $in: batch } })
          .toArray()),
      );
    }
    return found;
  }

  /** Items whose numbers, without leading zeros, or their digits alone, are among these. */
  async findByNumberKeys(numberKeys: readonly string[], run: number): Promise<StoredItemVersion[]> {
    const found: StoredItemVersion[] = [];
    for (const batch of inBatches(numberKeys)) {
      found.push(
        ...(await versions()
          .find({ ...visibleAt(run), numberKeys: { $in: batch } })
          .toArray()),
      );
    }
    return found;
  }
}

function versions(): mongoose.mongo.Collection<StoredItemVersion> {
  return ItemVersionModel.collection as unknown as mongoose.mongo.Collection<StoredItemVersion>;
}
