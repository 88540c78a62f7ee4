import { addDays, type CalendarDate } from '#shared/domain/calendar-date.ts';
import { LOOKUP } from '#shared/domain/customer-lookup.ts';
import type { CustomerId } from '#shared/domain/ids.ts';
import { aggregateAtOnce } from '../../mongo/commands.ts';
import { collectionNamed, visibleAt } from '../../mongo/versions.ts';
import type { StoredCustomerVersion } from '../customers/customer-service.ts';
import type { ReadThread } from './read-thread.ts';
import { nameKeysOf } from './thread-clues.ts';
import type { CustomerHit, ThreadHits } from './thread-hits.ts';
import { LOOKUP_LIMITS, threadLookup } from './thread-lookup-pipeline.ts';
import { findsTooMuch, type LookupRow, rowsByThread, type ThreadRows } from './thread-rows.ts';

/** Mail about a document goes on for a while after it was settled. */
const LIVE_DAYS = 90;

/** What the store knows of a thread, with the customers that it points to. */
export interface ThreadLookup {
  readonly hits: ThreadHits;
  readonly customers: ReadonlyMap<CustomerId, StoredCustomerVersion>;
}

/**
 * Looks threads up at one run of the ledger: by one query for all of them. One more follows for customers that only documents or people point to, and one for names
 * where nothing else does.
 */
export class ThreadLookupReadModel {
  /** In the order of the threads, each as it is found by itself. */
  async read(threads: readonly ReadThread[], run: number, today: CalendarDate): Promise<ThreadLookup[]> {
    const rows = await aggregateAtOnce<LookupRow>('threadLinks', threadLookup(threads, run));
    const found = rowsByThread(rows, threads);
    if (threads.length > 1 && findsTooMuch(rows, found)) return this.readApart(threads, run, today);
    return Promise.all(threads.map((thread, place) => this.completed(thread, found[place], { run, today })));
  }

  private async readApart(threads: readonly ReadThread[], run: number, today: CalendarDate): Promise<ThreadLookup[]> {
    const lookups: ThreadLookup[] = [];
    for (const thread of threads) lookups.push(...(await this.read([thread], run, today)));
    return lookups;
  }

  private async completed(
    thread: ReadThread,
    rows: ThreadRows = NOTHING,
    { run, today }: { readonly run: number; readonly today: CalendarDate },
  ): Promise<ThreadLookup> {
    const customers = byId(rows.customers);
    const hits = hitsIn(rows, addDays(today, -LIVE_DAYS));
    const missing = pointedTo(hits).filter((id) => !customers.has(id));
    for (const one of await customersWhere('customerId', missing, run)) customers.set(one.customerId, one);
    if (customers.size === 0) {
      const keys = nameKeysOf(thread).map(LOOKUP.name);
      for (const one of await customersWhere('lookupKeys', keys, run)) customers.set(one.customerId, one);
    }
    const inOrder = [...customers.values()].sort((a, b) => (a.number < b.number ? -1 : 1));
    const survivors = inOrder.flatMap(({ mergedInto }) => mergedInto ?? []).filter((id) => !customers.has(id));
    for (const one of await customersWhere('customerId', survivors, run)) customers.set(one.customerId, one);
    const standing = (id: CustomerId) => customers.get(id)?.mergedInto ?? id;
    return { hits: { ...ofStanding(hits, standing), customers: inOrder.map(customerHit) }, customers };
  }
}

const NOTHING: ThreadRows = { links: [], earlier: [], items: [], customers: [] };

type Hits = Omit<ThreadHits, 'customers'>;

function hitsIn({ links, earlier, items, customers }: ThreadRows, liveSince: CalendarDate): Hits {
  return {
    links: links.map((link) => ({ ...link, by: link.by.name })).reverse(),
    earlier,
    items: items.map(({ settledOn, ...item }) => ({ ...item, isLive: settledOn > liveSince })),
    more: items.length > LOOKUP_LIMITS.items || customers.length > LOOKUP_LIMITS.customers,
  };
}

function pointedTo({ links, earlier, items }: Hits): CustomerId[] {
  return [...new Set([...links, ...earlier, ...items].map(({ customerId }) => customerId))];
}

async function customersWhere(
  field: 'customerId' | 'lookupKeys',
  values: readonly string[],
  run: number,
): Promise<StoredCustomerVersion[]> {
  if (values.length === 0) return [];
  return collectionNamed<StoredCustomerVersion>('customerVersions')
    .find({ ...visibleAt(run), [field]: { $in: [...values] } } as never)
    .limit(LOOKUP_LIMITS.customers)
    .toArray();
}

function byId(customers: readonly StoredCustomerVersion[]): Map<CustomerId, StoredCustomerVersion> {
  return new Map(customers.map((customer) => [customer.customerId, customer]));
}

/** What a merged customer was found by points to who stands for it. */
function ofStanding(hits: Hits, standing: (id: CustomerId) => CustomerId): Hits {
  const { links, earlier } = hits;
  return {
    ...hits,
    links: links.map((link) => ({ ...link, customerId: standing(link.customerId) })),
    earlier: earlier.map((one) => ({ ...one, customerId: standing(one.customerId) })),
  };
}

function customerHit({
  customerId,
  mergedInto: id = customerId,
  number,
  name,
  otherNames,
  lookupKeys,
}: StoredCustomerVersion): CustomerHit {
  return { id, number, name, otherNames, keys: new Set(lookupKeys) };
}
