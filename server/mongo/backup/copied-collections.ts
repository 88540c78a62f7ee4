import type mongoose from 'mongoose';
import { TENANTLESS_COLLECTIONS } from '../tenantless-collections.ts';

/** What belongs to no company and is copied: the companies themselves, and which steps the stored shape has taken. */
export const COPIED_OF_ALL: ReadonlySet<string> = new Set(['tenants', 'migrations']);
/** What passes by itself, and would let somebody in or do something twice where it came back: sessions, links to sign in, counters, and what is due next. */
export const LEFT_OUT: ReadonlySet<string> = new Set([
  'pageSessions',
  'signInLinks',
  'limitRounds',
  'limitMembers',
  'jobs',
]);

/** The holder of a turn is of a process that runs; its document has no number. */
export const MIGRATIONS_DONE = { _id: { $gte: 0 } };

/** Whether a collection belongs in a copy. */
export function isCopied(name: string): boolean {
  if (name.startsWith('system.') || LEFT_OUT.has(name)) return false;
  return !TENANTLESS_COLLECTIONS.has(name) || COPIED_OF_ALL.has(name);
}

/** What finds a collection's documents of some companies, one company after another. */
export function filtersFor(collection: string, tenantIds: readonly string[]): mongoose.mongo.Document[] {
  if (collection === 'migrations') return [MIGRATIONS_DONE];
  return tenantIds.map((id) => (collection === 'tenants' ? { _id: id } : { tenantId: id }));
}
