import { createHash } from 'node:crypto';
import type { FeedMapping } from '#shared/api/feed-runs.ts';
import { eachRow } from './each-row.ts';
import type { FeedFile } from './feed-file.ts';
import { findFormats } from './find-formats.ts';
import type { Profile } from './profile.ts';
import { sourceOf } from './row-reader.ts';
import { type ReadingOptions, RowsTaken, type TakenRows } from './rows-taken.ts';
import { UnreadableFile } from './unreadable-file.ts';

/** What was read of a file, before the ledger is asked about it. */
export interface FeedReading extends TakenRows {
  readonly profile: Profile;
  readonly mapping: FeedMapping;
  readonly source: string;
  readonly fileName: string;
  /** Of the file's bytes, and of the profile and mapping, which decide what they mean. */
  readonly fileHash: string;
  /** True where the file as a whole cannot be taken, not even without its wrong rows. */
  readonly isUnreadable: boolean;
}

/** Reads a file to ledger rows. What is wrong with it, row by row or as a whole, is in the answer. */
export async function readFeed(file: FeedFile, options: ReadingOptions): Promise<FeedReading> {
  const { profile, mapping } = options;
  const bytesHash = await hashOf(file.chunks());
  const fileHash = createHash('sha256')
    .update(`${bytesHash} ${profile.name} ${inOrder(mapping)}`)
    .digest('hex');
  const known = { profile, mapping, source: sourceOf(mapping), fileName: file.name, fileHash };
  try {
    const formats = await findFormats({ chunks: () => file.chunks(), profile, mapping });
    const rows = new RowsTaken(options, formats);
    const hash = createHash('sha256');
    await eachRow({ chunks: () => hashing(file.chunks(), hash), profile, mapping }, rows);
    if (hash.digest('hex') !== bytesHash)
      throw new UnreadableFile(1, 'The file changed while it was read. Feed it again.');
    return { ...known, ...rows.taken(), isUnreadable: false };
  } catch (error) {
    if (!(error instanceof UnreadableFile)) throw error;
    const { line, column, value, message: problem } = error;
    const nothing = { rows: [], totals: { rows: 0, sums: [] }, columnNames: {}, notes: [] };
    return { ...known, ...nothing, isUnreadable: true, problems: [{ line, column, value, problem }] };
  }
}

async function hashOf(chunks: AsyncIterable<Buffer>): Promise<string> {
  const hash = createHash('sha256');
  for await (const chunk of chunks) hash.update(chunk);
  return hash.digest('hex');
}

async function* hashing(chunks: AsyncIterable<Buffer>, hash: ReturnType<typeof createHash>): AsyncGenerator<Buffer> {
  for await (const chunk of chunks) {
    hash.update(chunk);
    yield chunk;
  }
}

/** A mapping as text that does not depend on the order in which its parts were written. `about` has no effect, so it does not count. */
function inOrder(mapping: FeedMapping): string {
  return JSON.stringify({ ...mapping, about: undefined }, (_key, value: unknown) =>
    value !== null && typeof value === 'object' && !Array.isArray(value)
      ? Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)))
      : value,
  );
}
