import { type FeedFile, fileFromText } from '../../../../server/features/erp-feed/feed-file.ts';
import { mappingFor } from '../../../../server/features/erp-feed/mapping.ts';
import { profileNamed } from '../../../../server/features/erp-feed/profile-list.ts';
import { type FeedReading, readFeed } from '../../../../server/features/erp-feed/read-feed.ts';
import type { LedgerRow } from '../../../../server/features/receivables/run-service.ts';

/** What was read of a file, its rows in a list. */
export interface WholeReading extends Omit<FeedReading, 'rows'> {
  readonly rows: readonly LedgerRow[];
}

/** Reads lines as a file of a profile. */
export function readLines(profile: string, lines: readonly string[], mapping: unknown = {}): Promise<WholeReading> {
  return readText(profile, lines.join('\n'), mapping);
}

export function readText(profile: string, text: string, mapping: unknown = {}): Promise<WholeReading> {
  return readWhole(profile, fileFromText('feed.csv', text), mapping);
}

export async function readBytes(
  profile: string,
  bytes: Buffer,
  { mapping = {}, chunkSize = 65_536 }: { mapping?: unknown; chunkSize?: number } = {},
): Promise<WholeReading> {
  const file: FeedFile = {
    name: 'feed',
    async *chunks() {
      for (let at = 0; at < bytes.length; at += chunkSize) yield bytes.subarray(at, at + chunkSize);
    },
  };
  return await readWhole(profile, file, mapping);
}

/** Reads a file whole and closes it. */
export async function readWhole(profileName: string, file: FeedFile, mapping: unknown = {}): Promise<WholeReading> {
  const profile = profileNamed(profileName);
  const reading = await readFeed(file, { profile, mapping: mappingFor(profile, mapping) });
  const rows: LedgerRow[] = [];
  for await (const chunk of reading.rows.chunks()) rows.push(...chunk);
  await reading.close();
  return { ...reading, rows };
}

/** Problems as one line each: line, column, value, reason. */
export function problemLines({ problems }: Pick<FeedReading, 'problems'>): string[] {
  return problems.map(({ line, column, value, problem }) => `${line} ${column} "${value}" ${problem}`);
}
