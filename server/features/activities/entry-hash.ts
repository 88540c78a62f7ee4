import { hash } from 'node:crypto';
import type { LogEntry } from './activity-entry.ts';

/**
 * The hash of an entry, which says what the entry before it was: SHA-256 over that one's hash and all that this one says. Who changes, takes out or puts in an entry has to
 * write every later one anew. `previous` is null before the first entry that has a hash. What few entries say is in the hash of those alone, so that the others have the
 * same as ever.
 */
export function entryHash(previous: string | null, entry: LogEntry): string {
  const { id, seq, kind, refersTo, clientKey, actor, customerId, itemIds, itemNumbers, contact, channel } = entry;
  const { code, outcome, reason, amount, date, client, message, delivery, dispatchId, gate } = entry;
  const { occurredAt, recordedAt, businessDay, dataAsOf, noteHash, bodyHash } = entry;
  const who = [id, seq, kind, refersTo, clientKey, actor, customerId, itemIds, itemNumbers, contact, channel];
  const what = [code, outcome, reason, amount, date, client, message, delivery, dispatchId, gate];
  const when = [occurredAt, recordedAt, businessDay, dataAsOf, noteHash, bodyHash];
  return hash('sha256', JSON.stringify([previous, who, what, when, ...seldomSaid(entry)]), 'base64url');
}

function seldomSaid({ instalments, resolution }: LogEntry): unknown[] {
  if (instalments === undefined && resolution === undefined) return [];
  const parts = instalments?.map(({ amount: { minor, currency }, promisedFor }) => [minor, currency, promisedFor]);
  return [{ parts, resolution }];
}
