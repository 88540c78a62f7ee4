import type mongoose from 'mongoose';
import type { LogEntry } from './activity-entry.ts';
import { entryHash } from './entry-hash.ts';

/** What a company's activity log came to when it was walked from its first entry to its last. */
export interface LogChain {
  readonly entries: number;
  /** The hash of the last entry; null where it has none. */
  readonly hash: string | null;
  /** The first place at which the log is not as it was written; null where it is whole. */
  readonly broken: { readonly seq: number; readonly why: string } | null;
}

interface Place {
  readonly seq: number;
  readonly hash: string | null;
}

type Stored = Omit<LogEntry, 'id'> & { readonly _id: string; readonly tenantId: string; readonly hash?: string };

/** Walks a company's log: every number is there once, every hash follows from the one before and from what the entry says, and the last entry is where the log says that it ends. */
export async function readLogChain(db: mongoose.mongo.Db, tenantId: string): Promise<LogChain> {
  // Read first, so that what is written meanwhile comes after the end that is looked for.
  const head = await db.collection('activityHeads').findOne({ tenantId });
  const end: Place = { seq: Number(head?.seq ?? 0), hash: head?.hash ?? null };
  const entries = db.collection<Stored>('activities').find({ tenantId, seq: { $lte: end.seq } }, { sort: { seq: 1 } });
  let last: Place = { seq: 0, hash: null };
  for await (const stored of entries) {
    const why = whatIsWrong(last, stored);
    if (why !== null) return { entries: last.seq, hash: last.hash, broken: { seq: last.seq + 1, why } };
    last = { seq: stored.seq, hash: stored.hash ?? null };
  }
  return { entries: last.seq, hash: last.hash, broken: brokenAtEnd(last, end) };
}

function whatIsWrong(last: Place, stored: Stored): string | null {
  if (stored.seq !== last.seq + 1) return `the next entry there is has the number ${stored.seq}`;
  const { hash, ...rest } = stored;
  // A log may have begun before entries had hashes; none of a later entry is without.
  if (hash === undefined) return last.hash === null ? null : 'it has no hash, and the entry before it has one';
  return hash === entryHash(last.hash, entryOf(rest)) ? null : 'its hash does not follow from what it says';
}

function brokenAtEnd(last: Place, end: Place): LogChain['broken'] {
  if (last.seq !== end.seq) return { seq: last.seq + 1, why: `it is missing; the log ends with ${end.seq}` };
  if (last.hash !== end.hash) return { seq: last.seq, why: 'its hash is not the one that the log ends with' };
  return null;
}

function entryOf({ _id, tenantId: _, ...rest }: Omit<Stored, 'hash'>): LogEntry {
  return { id: _id, ...rest } as unknown as LogEntry;
}
