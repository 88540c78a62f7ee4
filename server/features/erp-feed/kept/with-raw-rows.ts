import type { FeedMapping } from '#shared/api/feed-mapping.ts';
import type { RowProblem } from '../../receivables/run-service.ts';
import type { FeedFile } from '../feed-file.ts';
import type { Profile } from '../profile.ts';
import { rawRowsOn } from './raw-rows.ts';

/** For so many problems the raw row is looked up. */
const MOST_LOOKED_UP = 1_000;

/** Puts the raw row beside each problem that has none yet, as those do that the ledger has found. */
export async function withRawRows(
  problems: readonly RowProblem[],
  file: FeedFile,
  readAs: { readonly profile: Profile; readonly mapping: FeedMapping },
): Promise<readonly RowProblem[]> {
  const bare = problems.filter(({ raw }) => raw === undefined).slice(0, MOST_LOOKED_UP);
  if (bare.length === 0) return problems;
  const { profile, mapping } = readAs;
  const found = await rawRowsOn(new Set(bare.map(({ line }) => line)), file, { profile, mapping });
  return problems.map((problem) => {
    const raw = problem.raw ?? found.get(problem.line);
    return raw === undefined ? problem : { ...problem, raw };
  });
}
