import { performance } from 'node:perf_hooks';
import type { FeedFile } from '../../server/features/erp-feed/feed-file.ts';
import { mappingFor } from '../../server/features/erp-feed/mapping.ts';
import { profileNamed } from '../../server/features/erp-feed/profile-list.ts';
import { type FeedReading, readFeed } from '../../server/features/erp-feed/read-feed.ts';
import { SeededChoice } from '../support/seeded-choice.ts';
import { feedSamples } from './feed-samples.ts';

/** A damaged file that was not read as it has to be, with what it takes to see it again. */
export interface MutationFailure {
  readonly seed: number;
  readonly sample: string;
  readonly what: string;
}

export interface MutationReport {
  readonly files: number;
  /** How many were refused as a whole, had wrong rows or a hold, or were read without a problem. */
  readonly refused: number;
  readonly withProblems: number;
  readonly read: number;
  readonly slowestMs: number;
  readonly failures: readonly MutationFailure[];
}

interface Mutations {
  readonly count: number;
  /** The first of the seeds; each file has its own. */
  readonly firstSeed: number;
  readonly longestMs: number;
  readonly progress?: (files: number) => void;
  /** Ends the proof early. */
  readonly signal?: AbortSignal;
}

/**
 * Reads damaged files of every profile. Each has to be refused with a reason, or read with the wrong rows listed; a row of which something is wrong gives
 * nothing to the ledger, and nothing takes longer than `longestMs`.
 */
export async function readMutations({
  count,
  firstSeed,
  longestMs,
  progress,
  signal,
}: Mutations): Promise<MutationReport> {
  const samples = feedSamples();
  const counts = { refused: 0, withProblems: 0, read: 0 };
  const failures: MutationFailure[] = [];
  let files = 0;
  let slowestMs = 0;
  for (; files < count && signal?.aborted !== true; files += 1) {
    const seed = firstSeed + files;
    const choice = new SeededChoice(seed);
    const sample = choice.of(samples);
    const bytes = sample.damaged(choice);
    const start = performance.now();
    const outcome = await outcomeOf(sample.profile, bytes);
    const ms = performance.now() - start;
    slowestMs = Math.max(slowestMs, ms);
    if (outcome in counts) counts[outcome as keyof typeof counts] += 1;
    else failures.push({ seed, sample: sample.name, what: outcome });
    if (ms > longestMs) failures.push({ seed, sample: sample.name, what: `took ${Math.round(ms)} ms` });
    progress?.(files + 1);
  }
  return { files, ...counts, slowestMs, failures };
}

async function outcomeOf(profileName: string, bytes: Buffer): Promise<string> {
  const profile = profileNamed(profileName);
  const file: FeedFile = {
    name: 'damaged',
    async *chunks() {
      yield bytes;
    },
  };
  try {
    const reading = await readFeed(file, { profile, mapping: mappingFor(profile, {}) });
    try {
      return (await brokenRule(reading)) ?? kindOf(reading);
    } finally {
      await reading.close();
    }
  } catch (error) {
    return error instanceof Error ? `crashed: ${error.stack ?? error.message}` : `crashed: ${String(error)}`;
  }
}

function kindOf({ isUnreadable, problems, holds }: FeedReading): string {
  if (isUnreadable) return 'refused';
  return problems.length > 0 || holds.length > 0 ? 'withProblems' : 'read';
}

/** What does not hold of a reading; null where all does. */
async function brokenRule({ rows, problems, isUnreadable }: FeedReading): Promise<string | null> {
  const wrong = new Set(problems.map(({ line }) => line));
  const vague = problems.find(({ problem, line }) => problem.trim() === '' || line < 1);
  if (vague !== undefined) return `a problem says nothing: ${JSON.stringify(vague)}`;
  if (isUnreadable && (rows.count > 0 || problems.length !== 1))
    return 'something was taken of a file that was refused';
  let count = 0;
  for await (const chunk of rows.chunks()) {
    count += chunk.length;
    const taken = chunk.find(({ line }) => wrong.has(line));
    if (taken !== undefined) return `line ${taken.line} is wrong, and gave ${JSON.stringify(taken)}`;
  }
  return count === rows.count ? null : `${rows.count} rows were counted, and there are ${count}`;
}
