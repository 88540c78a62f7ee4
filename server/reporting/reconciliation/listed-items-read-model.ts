import type { CalendarDate } from '#shared/domain/calendar-date.ts';
import type { ItemId } from '#shared/domain/ids.ts';
import { ENTRY_VERSIONS, type StoredStatedLeft } from '../../features/receivables/entry-version.ts';
import { ITEM_VERSIONS, type StoredItemVersion } from '../../features/receivables/item-version.ts';
import { openOn } from '../../features/receivables/open-items-pipeline.ts';
import { inBatches } from '../../mongo/batches.ts';
import { collectionNamed, visibleAt } from '../../mongo/versions.ts';
import type { OpenList } from './open-lists-read-model.ts';
import type { ItemCourse } from './reconcile.ts';

const FIELDS = {
  _id: 0,
  itemId: 1,
  source: 1,
  companyCode: 1,
  kind: 1,
  number: 1,
  customerId: 1,
  currency: 1,
  minor: 1,
  issuedOn: 1,
  movements: 1,
  decidedHere: 1,
} as const;

/** The items of which something is left on a day, as a run knows them; of one source or of all. */
export async function itemsOpenOn(day: CalendarDate, run: number, source?: string): Promise<ItemCourse[]> {
  const filter = { ...openOn(day, run), ...(source === undefined ? {} : { source }) };
  return await items()
    .find(filter as never, { projection: FIELDS })
    .toArray();
}

/** Items by id, as a run knows them. */
export async function itemsAt(ids: Iterable<ItemId>, run: number): Promise<Map<ItemId, ItemCourse>> {
  const found = new Map<ItemId, ItemCourse>();
  for (const batch of inBatches([...ids])) {
    const filter = { ...visibleAt(run), itemId: { $in: batch } };
    for (const item of await items().find(filter, { projection: FIELDS }).toArray()) found.set(item.itemId, item);
  }
  return found;
}

/** What a list said of items that the ledger did not say by then, by item; of those that it may have named. */
export async function statedIn({ day, run, named }: OpenList, known: Iterable<ItemId>): Promise<Map<ItemId, number>> {
  const stated = new Map<ItemId, number>();
  // Where the names are not kept, all statements of the day are looked through.
  const filters = named === null ? [{}] : [...inBatches([...new Set([...named, ...known])])].map(touching);
  for (const narrowed of filters) {
    const filter = { ...visibleAt(run), type: 'stated_left' as const, on: day, ...narrowed };
    const projection = { _id: 0, itemId: 1, minor: 1 };
    for (const { itemId, minor } of await entries().find(filter, { projection }).toArray()) stated.set(itemId, minor);
  }
  return stated;
}

function touching(batch: string[]): { touches: { $in: string[] } } {
  return { touches: { $in: batch } };
}

function items() {
  return collectionNamed<StoredItemVersion>(ITEM_VERSIONS);
}

function entries() {
  return collectionNamed<StoredStatedLeft>(ENTRY_VERSIONS);
}
