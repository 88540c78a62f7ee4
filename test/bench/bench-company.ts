import { ITEM_VERSIONS } from '../../server/features/receivables/item-version.ts';
import type { BenchContext, BenchScale } from './bench-case.ts';
import { type BenchCustomer, loadLedger } from './bench-ledger.ts';
import { LOG_COLLECTIONS, loadLog } from './bench-log.ts';
import type { BenchStore } from './bench-store.ts';
import { BulkInsert } from './bulk-insert.ts';

const CUSTOMERS = 10_000;
const ACTIVITIES = 1_000_000;

export interface LoadedCompany {
  readonly customers: readonly BenchCustomer[];
  /** How much it is, in words. */
  readonly loaded: string;
}

/** Fills a store with a large company: 10,000 customers, 200,000 items and 1,000,000 activities of a year. */
export async function loadCompany(
  store: BenchStore,
  { data }: BenchScale,
  { say }: BenchContext,
): Promise<LoadedCompany> {
  const began = performance.now();
  const bulk = new BulkInsert(store.db);
  const count = Math.max(10, Math.round(CUSTOMERS * data));
  say(`Loading ${count} customers with 20 items each …`);
  const customers = await loadLedger(store, bulk, count);
  await bulk.begin(LOG_COLLECTIONS);
  await loadLog(store, bulk, { customers, activities: Math.round(ACTIVITIES * data), say });
  say('Making the indexes …');
  await bulk.finish();
  const seconds = Math.round((performance.now() - began) / 1000);
  const [items, activities] = await Promise.all(
    [ITEM_VERSIONS, 'activities'].map((name) => store.db.collection(name).countDocuments({})),
  );
  return { customers, loaded: `${count} customers, ${items} items, ${activities} activities; loaded in ${seconds} s.` };
}
