import type mongoose from 'mongoose';
import { CUSTOMER_VERSIONS, type StoredCustomerVersion } from '../../features/customers/customer.ts';
import { ENTRY_VERSIONS, type StoredEntryVersion } from '../../features/receivables/entry-version.ts';
import { ITEM_VERSIONS, type StoredItemVersion } from '../../features/receivables/item-version.ts';
import { currentTenant } from '../../mongo/tenancy.ts';
import { collectionNamed, NOT_SUPERSEDED, type Versioned, visibleAt } from '../../mongo/versions.ts';
import { batchesOf } from './batches-of.ts';
import type { FactsBook } from './facts-book.ts';
import {
  adjustmentFact,
  applicationFact,
  CUSTOMER_FIELDS,
  customerFact,
  ENTRY_FIELDS,
  ITEM_FIELDS,
  itemFact,
} from './stored-facts.ts';

/** From which run to which. */
interface Step {
  readonly after: number;
  readonly run: number;
}

/**
 * Brings the ledger of a book from one committed run to a later one: reads what the runs between have added and superseded, and no more. Answers how many versions that
 * were.
 */
export async function takeLedger(book: FactsBook, step: Step): Promise<number> {
  const customers = await takeCustomers(book, step);
  const items = await takeItems(book, step);
  return customers + items + (await takeEntries(book, step));
}

const ENTRY_TYPES = { type: { $in: ['application', 'adjustment'] } };

async function takeCustomers(book: FactsBook, step: Step): Promise<number> {
  return takeVersions<StoredCustomerVersion>(step, {
    name: CUSTOMER_VERSIONS,
    fields: CUSTOMER_FIELDS,
    id: 'customerId',
    put: (stored) => book.putCustomer(customerFact(stored)),
    remove: ({ customerId }) => book.removeCustomer(customerId),
  });
}

async function takeItems(book: FactsBook, step: Step): Promise<number> {
  return takeVersions<StoredItemVersion>(step, {
    name: ITEM_VERSIONS,
    fields: ITEM_FIELDS,
    id: 'itemId',
    put: (stored) => book.putItem(itemFact(stored)),
    remove: ({ itemId }) => book.removeItem(itemId),
  });
}

async function takeEntries(book: FactsBook, step: Step): Promise<number> {
  return takeVersions<StoredEntryVersion>(step, {
    name: ENTRY_VERSIONS,
    fields: ENTRY_FIELDS,
    id: 'entryId',
    among: ENTRY_TYPES,
    put: (stored) => putEntry(book, stored),
    remove: (stored) => removeEntry(book, stored),
  });
}

function putEntry(book: FactsBook, stored: StoredEntryVersion): void {
  if (stored.type === 'application') book.putApplication(applicationFact(stored));
  if (stored.type === 'adjustment') book.putAdjustment(adjustmentFact(stored));
}

function removeEntry(book: FactsBook, { type, entryId }: StoredEntryVersion): void {
  if (type === 'application') book.removeApplication(entryId);
  if (type === 'adjustment') book.removeAdjustment(entryId);
}

/** Where versions are, and what to do with one that came and one that went. */
interface Taking<V> {
  readonly name: string;
  readonly fields: Readonly<Record<string, number>>;
  readonly id: keyof V & string;
  readonly among?: object;
  readonly put: (stored: V) => void;
  readonly remove: (stored: V) => void;
}

/** Puts what is there at the later run, and takes away what was there at the earlier one and has nothing in its place. */
async function takeVersions<V extends Versioned>(step: Step, taking: Taking<V>): Promise<number> {
  const { id, put, remove } = taking;
  const isFirst = step.after === 0;
  const taken = new Set<unknown>();
  const added = await eachVersion(taking, { ...addedIn(step) }, (stored) => {
    put(stored);
    if (!isFirst) taken.add(stored[id]);
  });
  if (isFirst) return added;
  const gone = await eachVersion(taking, { ...goneIn(step) }, (stored) => {
    if (!taken.has(stored[id])) remove(stored);
  });
  return added + gone;
}

async function eachVersion<V extends Versioned>(
  { name, fields, among = {} }: Taking<V>,
  filter: object,
  take: (stored: V) => void,
): Promise<number> {
  const found = collectionNamed<V>(name).find({ ...filter, ...among } as never, { projection: fields });
  let count = 0;
  for await (const batch of batchesOf(found)) {
    for (const stored of batch as unknown as V[]) take(stored);
    count += batch.length;
  }
  return count;
}

/** Versions that hold at the later run and did not at the earlier one. Those that nothing has superseded yet are named by value, which the indexes can follow. */
function addedIn({ after, run }: Step): mongoose.mongo.Filter<Versioned> {
  if (after === 0) return visibleAt(run);
  const added = { $gt: after, $lte: run };
  const inForce = [{ superseded: NOT_SUPERSEDED }, { superseded: { $gt: run, $lt: NOT_SUPERSEDED } }];
  return { tenantId: currentTenant(), $or: inForce.map((superseded) => ({ added, ...superseded })) };
}

/** Versions that held at the earlier run and do not at the later one. */
function goneIn({ after, run }: Step): mongoose.mongo.Filter<Versioned> {
  return { tenantId: currentTenant(), superseded: { $gt: after, $lte: run }, added: { $lte: after } };
}
