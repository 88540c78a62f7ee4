import { createHash } from 'node:crypto';
import type { FeedMapping } from '#shared/api/feed-mapping.ts';
import { rowsInMemory } from '../receivables/run-service.ts';
import type { FeedFile } from './feed-file.ts';
import type { Profile } from './profile.ts';
import { readDocument } from './read-document.ts';
import { readTable } from './table/read-table.ts';
import { sourceOf } from './table/row-reader.ts';
import { NOTHING_STATED, type ReadingOptions, type TakenRows } from './table/taken-rows.ts';
import { UnreadableFile } from './text/unreadable-file.ts';
import { WatchedFile } from './text/watched-file.ts';

/** What was read of a file, before the ledger is asked about it. It holds a temporary file until it is closed. */
export interface FeedReading extends TakenRows {
  readonly profile: Profile;
  readonly mapping: FeedMapping;
  readonly source: string;
  readonly fileName: string;
  /** The file itself, to be kept. */
  readonly file: FeedFile;
  /** SHA-256 of its bytes alone, in hex. */
  readonly contentHash: string;
  /** Of the file's bytes, and of the profile and mapping, which decide what they mean. */
  readonly fileHash: string;
  /** True where the file as a whole cannot be taken, not even without its wrong rows. */
  readonly isUnreadable: boolean;
}

/** Reads a file to ledger rows. What is wrong with it, row by row or as a whole, is in the answer. */
export async function readFeed(file: FeedFile, options: ReadingOptions<Profile>): Promise<FeedReading> {
  const { profile, mapping } = options;
  const watched = new WatchedFile(file);
  const read = await takenFrom(watched, options);
  const contentHash = await watched.hash();
  const fileHash = createHash('sha256')
    .update(`${contentHash} ${profile.name} ${inOrder(mapping)}`)
    .digest('hex');
  return {
    profile,
    mapping,
    source: sourceOf(mapping, profile),
    fileName: file.name,
    file,
    contentHash,
    fileHash,
    ...read,
  };
}

type Read = TakenRows & Pick<FeedReading, 'isUnreadable'>;

async function takenFrom(file: WatchedFile, options: ReadingOptions<Profile>): Promise<Read> {
  let taken: TakenRows | null = null;
  try {
    const { profile } = options;
    taken =
      profile.layout === 'table'
        ? await readTable(file, { ...options, profile })
        : await readDocument(file, { ...options, profile });
    file.requireUnchanged();
    return { ...taken, isUnreadable: false };
  } catch (error) {
    await taken?.close();
    if (!(error instanceof UnreadableFile)) throw error;
    return { ...nothingBut(error), isUnreadable: true };
  }
}

const LONGEST_SHOWN = 100;
const LONGEST_PROBLEM = 2_000;

/** A sentence that quotes the file may be as long as what stands in it. */
function shortened(sentence: string): string {
  return sentence.length > LONGEST_PROBLEM ? `${sentence.slice(0, LONGEST_PROBLEM)}…` : sentence;
}

function nothingBut({ line, column, value, message: problem }: UnreadableFile): TakenRows {
  return {
    rows: rowsInMemory([]),
    problems: [
      {
        line,
        column: column.slice(0, LONGEST_SHOWN),
        value: value.slice(0, LONGEST_SHOWN),
        problem: shortened(problem),
      },
    ],
    totals: { rows: 0, sums: [] },
    columnNames: {},
    notes: [],
    holds: [],
    stated: NOTHING_STATED,
    close: async () => {},
  };
}

/** A mapping as text that does not depend on the order in which its parts were written. `about` has no effect, so it does not count. */
function inOrder(mapping: FeedMapping): string {
  return JSON.stringify({ ...mapping, about: undefined }, (_key, value: unknown) =>
    value !== null && typeof value === 'object' && !Array.isArray(value)
      ? Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)))
      : value,
  );
}
