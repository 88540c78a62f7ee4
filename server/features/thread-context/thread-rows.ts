import type { CalendarDate } from '#shared/domain/calendar-date.ts';
import type { CustomerId } from '#shared/domain/ids.ts';
import type { ItemKind } from '#shared/domain/open-item.ts';
import type { StoredCustomerVersion } from '../customers/customer-service.ts';
import type { ReadThread } from './read-thread.ts';
import type { EarlierHit } from './thread-hits.ts';
import type { StoredThreadLink } from './thread-links.ts';
import { customerKeys, LOOKUP_LIMITS, linkKeys, loggedIds, numberKeys } from './thread-lookup-pipeline.ts';

interface EarlierRow extends EarlierHit {
  readonly id: string;
  readonly seq: number;
  readonly message: { readonly conversation: string | null; readonly internetMessageId: string | null };
}

interface ItemRow {
  readonly number: string;
  readonly kind: ItemKind;
  readonly customerId: CustomerId;
  readonly settledOn: CalendarDate;
  readonly numberKeys: readonly string[];
}

/** A row of threadLookup: one of the fields is there. */
export interface LookupRow {
  readonly link?: StoredThreadLink;
  readonly earlier?: readonly EarlierRow[];
  readonly withdrawn?: readonly string[];
  readonly item?: ItemRow;
  readonly customer?: StoredCustomerVersion;
}

/** What a lookup has found for one thread. */
export interface ThreadRows {
  /** Latest first. */
  readonly links: readonly StoredThreadLink[];
  /** Latest first, without those that were undone. */
  readonly earlier: readonly EarlierRow[];
  readonly items: readonly ItemRow[];
  readonly customers: readonly StoredCustomerVersion[];
}

/** Gives each thread of a lookup what its own keys have found, as if it had been looked up by itself. */
export function rowsByThread(rows: readonly LookupRow[], threads: readonly ReadThread[]): ThreadRows[] {
  const undone = new Set(rows.flatMap(({ withdrawn }) => withdrawn ?? []));
  const links = byKey(
    rows.flatMap(({ link }) => link ?? []),
    ({ keys }) => keys,
  );
  const earlier = byKey(
    rows.flatMap((row) => row.earlier ?? []).filter(({ id }) => !undone.has(id)),
    loggedKeys,
  );
  const items = byKey(
    rows.flatMap(({ item }) => item ?? []),
    (item) => item.numberKeys,
  );
  const customers = byKey(
    rows.flatMap(({ customer }) => customer ?? []),
    ({ lookupKeys }) => lookupKeys,
  );
  return threads.map((thread) => ({
    links: found(links, linkKeys(thread))
      .sort(latestLink)
      .slice(0, LOOKUP_LIMITS.links + 1),
    earlier: found(earlier, askedKeys(thread)).sort((a, b) => b.seq - a.seq),
    items: found(items, numberKeys(thread)),
    customers: found(customers, customerKeys(thread)),
  }));
}

/** Whether one of several threads that were looked up together finds so much that by itself some of it would be left out, or may have cost another what it finds. */
export function findsTooMuch(rows: readonly LookupRow[], found: readonly ThreadRows[]): boolean {
  const { links, earlier, items, customers } = LOOKUP_LIMITS;
  const isTooMuch = (one: ThreadRows) =>
    one.links.length > links ||
    one.earlier.length > earlier ||
    one.items.length > items ||
    one.customers.length > customers;
  return found.some(isTooMuch) || rows.some((row) => (row.earlier?.length ?? 0) >= earlier * found.length);
}

function loggedKeys({ message }: EarlierRow): string[] {
  return [`c ${message.conversation}`, `m ${message.internetMessageId}`];
}

function askedKeys(thread: ReadThread): string[] {
  const { conversation } = thread;
  const ids = loggedIds(thread).map((id) => `m ${id}`);
  return conversation === null ? ids : [`c ${conversation}`, ...ids];
}

function byKey<T>(all: readonly T[], keysOf: (one: T) => readonly string[]): Map<string, T[]> {
  const map = new Map<string, T[]>();
  for (const one of all) {
    for (const key of keysOf(one)) {
      const those = map.get(key);
      if (those === undefined) map.set(key, [one]);
      else those.push(one);
    }
  }
  return map;
}

/** Each once, however many keys it was found by. */
function found<T>(map: ReadonlyMap<string, readonly T[]>, keys: readonly string[]): T[] {
  return [...new Set(keys.flatMap((key) => map.get(key) ?? []))];
}

function latestLink(a: StoredThreadLink, b: StoredThreadLink): number {
  return b.at.getTime() - a.at.getTime() || (String(idOf(b)) < String(idOf(a)) ? -1 : 1);
}

function idOf(link: StoredThreadLink): unknown {
  return (link as { readonly _id?: unknown })._id;
}
