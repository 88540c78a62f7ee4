import { fileFromText } from '../../../../server/features/erp-feed/feed-file.ts';
import { mappingFor } from '../../../../server/features/erp-feed/mapping.ts';
import { profileNamed } from '../../../../server/features/erp-feed/profile-list.ts';
import { type FeedReading, readFeed } from '../../../../server/features/erp-feed/read-feed.ts';

/** Reads lines as a file of a profile. */
export function readLines(profile: string, lines: readonly string[], mapping: unknown = {}): Promise<FeedReading> {
  return readText(profile, lines.join('\n'), mapping);
}

export async function readText(profileName: string, text: string, mapping: unknown = {}): Promise<FeedReading> {
  const profile = profileNamed(profileName);
  return await readFeed(fileFromText('feed.csv', text), { profile, mapping: mappingFor(profile, mapping) });
}

/** Problems as one line each: line, column, value, reason. */
export function problemLines({ problems }: Pick<FeedReading, 'problems'>): string[] {
  return problems.map(({ line, column, value, problem }) => `${line} ${column} "${value}" ${problem}`);
}
