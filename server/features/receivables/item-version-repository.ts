import type mongoose from 'mongoose';
import type { CalendarDate } from '#shared/domain/calendar-date.ts';
import type { CustomerId, ItemId } from '#shared/domain/ids.ts';
import { inBatches } from '../../mongo/batches.ts';
import { currentTenant } from '../../mongo/tenancy.ts';
import { visibleAt } from '../../mongo/versions.ts';
import type { StoredItemVersion } from './item-version.ts';
import { ItemVersionModel } from './item-version-model.ts';
import { openOn } from './open-items-pipeline.ts';
import type { StandingVersion } from './standing.ts';

/** What tells an item from others whose numbers are alike. */
export type NumberedItem = Pick<
  StoredItemVersion,
  'itemId' | 'source' | 'companyCode' | 'documentType' | 'number' | 'fiscalYear'
>;

const OPEN_ITEM_FIELDS = [
  'itemId',
  'source',
  'companyCode',
  'documentType',
  'number',
  'fiscalYear',
  'instalment',
  'kind',
  'currency',
  'minor',
  'issuedOn',
  'movements',
  'sourceAsOf',
] as const;

/** What says which item it is and what is left of it. */
export type OpenItemVersion = Pick<StoredItemVersion, (typeof OPEN_ITEM_FIELDS)[number]>;

/** Ids and numbers are short: one command takes many, and its answer comes in one piece. */
const AT_ONCE = 5_000;
const IN_ONE_PIECE = { batchSize: 2 * AT_ONCE } as const;
/** Where nothing is found, as with new rows, MongoDB tells these from indexes that would go through the whole ledger only by luck. */
const BY_ID = { hint: { tenantId: 1, itemId: 1, added: 1 } } as const;
const BY_OWNER = { hint: { tenantId: 1, customerId: 1, settledOn: 1 } } as const;
const BY_NUMBER = { hint: { tenantId: 1, numberKeys: 1 } } as const;

type Filter = mongoose.mongo.Filter<StoredItemVersion>;

export class ItemVersionRepository {
  /** Whether there is any item at all; where there is none, nothing has to be looked up. */
  async hasAny(run: number): Promise<boolean> {
    return (await versions().findOne(visibleAt(run), { projection: { _id: 1 } })) !== null;
  }

  /** What a run needs to tell equal rows from changed ones, by item id. */
  async findStanding(ids: readonly ItemId[], run: number): Promise<Map<string, StandingVersion>> {
    const found = new Map<string, StandingVersion>();
    for (const batch of inBatches(ids, AT_ONCE)) {
      const filter = { ...visibleAt(run), itemId: { $in: batch } };
      const projection = { itemId: 1, hash: 1, sourceAsOf: 1 };
      for (const { _id, itemId, hash, sourceAsOf } of await versions()
        .find(filter, { projection, ...BY_ID, ...IN_ONE_PIECE })
        .toArray()) {
        found.set(itemId, { versionId: _id, hash, sourceAsOf });
      }
    }
    return found;
  }

  /** All items, settled ones too, that are these customers' at present. */
  async findByOwners(ids: readonly CustomerId[], run: number): Promise<StoredItemVersion[]> {
    return inPieces(ids, (batch) => ({ ...visibleAt(run), customerId: { $in: batch } }), BY_OWNER);
  }

  /** Items of a source of which something may be left on a day. */
  async *eachOpen(source: string, day: CalendarDate, run: number): AsyncGenerator<OpenItemVersion> {
    const fields = Object.fromEntries(OPEN_ITEM_FIELDS.map((field) => [field, 1]));
    yield* versions()
      .find({ ...openOn(day, run), source } as Filter)
      .project<OpenItemVersion>(fields);
  }

  /** How many items of a source there are, counted up to a limit. */
  async countOf(source: string, run: number, limit: number): Promise<number> {
    return versions().countDocuments({ ...visibleAt(run), source } as Filter, { limit });
  }

  /** Those among these items of which some source's state as of a time or before is known, whether or not it holds. */
  async findSpokenOfBy(ids: readonly ItemId[], asOf: Date): Promise<Set<ItemId>> {
    const found = new Set<ItemId>();
    for (const batch of inBatches(ids, AT_ONCE)) {
      const filter = { tenantId: currentTenant(), itemId: { $in: batch }, sourceAsOf: { $lte: asOf } } as Filter;
      for (const { itemId } of await versions()
        .find(filter, { projection: { itemId: 1 }, ...BY_ID, ...IN_ONE_PIECE })
        .toArray())
        found.add(itemId);
    }
    return found;
  }

  async findByIds(ids: readonly ItemId[], run: number): Promise<StoredItemVersion[]> {
    return inPieces(ids, (batch) => ({ ...visibleAt(run), itemId: { $in: batch } }), BY_ID);
  }

  /** Items whose numbers, without leading zeros, or their digits alone, are among these. */
  async findByNumberKeys(numberKeys: readonly string[], run: number): Promise<StoredItemVersion[]> {
    return inPieces(numberKeys, (batch) => ({ ...visibleAt(run), numberKeys: { $in: batch } }), BY_NUMBER);
  }

  /** The same with no more than tells them apart. */
  async findNumbered(numberKeys: readonly string[], run: number): Promise<NumberedItem[]> {
    const projection = { itemId: 1, source: 1, companyCode: 1, documentType: 1, number: 1, fiscalYear: 1 } as const;
    return inPieces(numberKeys, (batch) => ({ ...visibleAt(run), numberKeys: { $in: batch } }), {
      ...BY_NUMBER,
      projection,
    });
  }
}

async function inPieces<T extends string>(
  values: readonly T[],
  filterOf: (batch: T[]) => Filter,
  options: mongoose.mongo.FindOptions,
): Promise<StoredItemVersion[]> {
  const found: StoredItemVersion[] = [];
  for (const batch of inBatches(values, AT_ONCE)) {
    const cursor = versions().find(filterOf(batch), { ...options, ...IN_ONE_PIECE });
    for (const version of await cursor.toArray()) found.push(version);
  }
  return found;
}

function versions(): mongoose.mongo.Collection<StoredItemVersion> {
  return ItemVersionModel.collection as unknown as mongoose.mongo.Collection<StoredItemVersion>;
}
