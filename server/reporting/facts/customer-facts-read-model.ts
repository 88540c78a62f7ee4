import type { CalendarDate } from '#shared/domain/calendar-date.ts';
import type { CustomerId, ItemId } from '#shared/domain/ids.ts';
import { isDebit } from '#shared/domain/open-item.ts';
import {
  ENTRY_VERSIONS,
  type StoredApplication,
  type StoredEntryVersion,
} from '../../features/receivables/entry-version.ts';
import { ITEM_VERSIONS, type StoredItemVersion } from '../../features/receivables/item-version.ts';
import type { LedgerPosition } from '../../features/receivables/ledger-position-service.ts';
import { inBatches } from '../../mongo/batches.ts';
import { collectionNamed, visibleAt } from '../../mongo/versions.ts';
import { FactsBook } from './facts-book.ts';
import {
  activityFact,
  adjustmentFact,
  applicationFact,
  ENTRY_FIELDS,
  ITEM_FIELDS,
  itemFact,
  type LoggedFact,
} from './stored-facts.ts';

/** Which part of the facts. */
export interface CustomerFactsQuestion {
  /** Who stands for the customer, then those merged into that one. */
  readonly customerIds: readonly [CustomerId, ...CustomerId[]];
  /** Items that were settled for good before this day are left out. */
  readonly since: CalendarDate;
  readonly position: LedgerPosition;
  /** Those activities that are to be in it. */
  readonly activities: readonly LoggedFact[];
}

/** The facts of one customer alone, read by query: its items with what stands on them, and the payments that these came from, whoever paid. */
export async function customerFacts({
  customerIds,
  since,
  position,
  activities,
}: CustomerFactsQuestion): Promise<FactsBook> {
  const book = new FactsBook();
  const [id, ...merged] = customerIds;
  putCustomer(book, id, null);
  for (const other of merged) putCustomer(book, other, id);
  const items = await itemsWhere({ customerId: id, settledOn: { $gte: since } }, position);
  for (const item of items) book.putItem(itemFact(item));
  const known = new Set(items.map(({ itemId }) => itemId));
  const debits = items.filter(({ kind }) => isDebit(kind)).map(({ itemId }) => itemId);
  const payers = await putEntries(book, debits, position);
  for (const batch of inBatches([...payers].filter((payer) => !known.has(payer)))) {
    for (const item of await itemsWhere({ itemId: { $in: batch } }, position)) book.putItem(itemFact(item));
  }
  for (const activity of activities) book.putActivity(activityFact(activity, new Map()));
  book.standAt(position.run, 0);
  return book;
}

function putCustomer(book: FactsBook, id: CustomerId, mergedInto: CustomerId | null): void {
  book.putCustomer({ id, number: '', name: '', owner: '', parentId: null, mergedInto });
}

async function itemsWhere(filter: object, { run }: LedgerPosition): Promise<StoredItemVersion[]> {
  const found = collectionNamed<StoredItemVersion>(ITEM_VERSIONS);
  return found.find({ ...visibleAt(run), ...filter } as never, { projection: ITEM_FIELDS }).toArray() as never;
}

/** Puts what stands on some debit items; answers the credit items that it came from. */
async function putEntries(book: FactsBook, debits: readonly ItemId[], { run }: LedgerPosition): Promise<Set<ItemId>> {
  const credits = new Set<ItemId>();
  for (const batch of inBatches(debits)) {
    const filter = { ...visibleAt(run), touches: { $in: batch }, type: { $in: ['application', 'adjustment'] } };
    const found = collectionNamed<StoredEntryVersion>(ENTRY_VERSIONS).find(filter as never, {
      projection: ENTRY_FIELDS,
    });
    for (const entry of (await found.toArray()) as unknown as StoredEntryVersion[]) {
      if (entry.type === 'adjustment') book.putAdjustment(adjustmentFact(entry));
      if (entry.type !== 'application') continue;
      book.putApplication(applicationFact(entry as StoredApplication));
      credits.add(entry.creditItemId);
    }
  }
  return credits;
}
