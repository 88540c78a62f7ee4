import { readFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import type { FeedMapping } from '#shared/api/feed-mapping.ts';
import { FEED_HOLDS, type FeedHold } from '#shared/api/feed-runs.ts';
import { requireCoverage } from '../features/erp-feed/coverage.ts';
import { mappingFor } from '../features/erp-feed/mapping.ts';
import { listedProfiles, profileNamed } from '../features/erp-feed/profile-list.ts';
import { CommandFailed } from './command-context.ts';
import { instantArgument } from './instant-argument.ts';

export const FEED_USAGE = `Usage: npm run feed -- <profile> <file>… [--tenant T] [--mapping F] [--dry-run] [--on-problem refuse|skip]
                       [--data-as-of I] [--snapshot|--delta] [--accept <hold>[,<hold>…]] [--json]
       npm run feed -- runs [--limit N] [--tenant T] [--json]
       npm run feed -- retry <run> [--accept <hold>[,<hold>…]] [--on-problem refuse|skip] [--mapping F] [--tenant T] [--json]
       npm run feed -- take-back <run> --reason R [--tenant T] [--json]
       npm run feed -- profiles [--json]
Profiles: ${listedProfiles()}. Their columns and the mapping file: docs/feeds.md.
Holds that --accept lets pass: ${FEED_HOLDS.join(', ')}.`;

/** What the command was asked to do with files. */
export interface FeedArguments {
  readonly profile: string;
  readonly paths: readonly string[];
  readonly tenant: string | undefined;
  readonly mapping: FeedMapping;
  readonly onProblem: 'refuse' | 'skip';
  readonly dataAsOf: Date | null;
  readonly coverage: 'delta' | 'snapshot';
  readonly accept: readonly FeedHold[];
  readonly dryRun: boolean;
  readonly json: boolean;
}

/** Reads the command's arguments and its mapping file. Throws CommandFailed or DomainError with a sentence, before any database is opened. */
export async function feedArguments(args: string[]): Promise<FeedArguments> {
  const { values, positionals } = parseArgs({
    args,
    allowPositionals: true,
    options: {
      tenant: { type: 'string' },
      mapping: { type: 'string' },
      'dry-run': { type: 'boolean' },
      'on-problem': { type: 'string' },
      'data-as-of': { type: 'string' },
      snapshot: { type: 'boolean' },
      delta: { type: 'boolean' },
      accept: { type: 'string', multiple: true },
      json: { type: 'boolean' },
    },
  });
  const [name = '', ...paths] = positionals;
  if (name === '' || paths.length === 0) throw new CommandFailed(`A profile and a file are needed.\n${FEED_USAGE}`);
  const profile = profileNamed(name);
  const dataAsOf = values['data-as-of'];
  const coverage = coverageOf(values);
  requireCoverage(profile, coverage);
  return {
    profile: name,
    paths: paths.map((path) => resolve(path)),
    tenant: values.tenant?.trim() || undefined,
    mapping: mappingFor(profile, values.mapping === undefined ? {} : await jsonIn(values.mapping)),
    onProblem: onProblemOf(values['on-problem']),
    dataAsOf: dataAsOf === undefined ? null : instantArgument('data-as-of', dataAsOf),
    coverage,
    accept: holdsOf(values.accept),
    dryRun: values['dry-run'] ?? false,
    json: values.json ?? false,
  };
}

function coverageOf({ snapshot, delta }: { snapshot?: boolean; delta?: boolean }): 'delta' | 'snapshot' {
  if (snapshot === true && delta === true)
    throw new CommandFailed('A file is a snapshot or a delta; leave one of --snapshot and --delta out.');
  return snapshot === true ? 'snapshot' : 'delta';
}

/** Reads `--on-problem`. Throws CommandFailed. */
export function onProblemOf(text = 'refuse'): 'refuse' | 'skip' {
  if (text === 'refuse' || text === 'skip') return text;
  throw new CommandFailed(`--on-problem is "${text}"; it is refuse or skip.`);
}

/** Reads `--accept`, which may be given several times, each with several holds. Throws CommandFailed. */
export function holdsOf(texts: readonly string[] = []): FeedHold[] {
  const named = texts.flatMap((text) => text.split(',')).map((text) => text.trim());
  return named.map((text) => {
    const hold = FEED_HOLDS.find((known) => known === text);
    if (hold === undefined)
      throw new CommandFailed(`--accept names "${text}"; the holds are ${FEED_HOLDS.join(', ')}.`);
    return hold;
  });
}

/** The JSON in a mapping file. Throws CommandFailed. */
export async function jsonIn(path: string): Promise<unknown> {
  const text = await readFile(resolve(path), 'utf8').catch((error: unknown) => {
    throw new CommandFailed(`The mapping ${path} cannot be read: ${reasonOf(error)}.`);
  });
  try {
    return JSON.parse(text.replace(/^\uFEFF/, ''));
  } catch (error) {
    throw new CommandFailed(`The mapping ${path} is not JSON: ${reasonOf(error)}.`);
  }
}

function reasonOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
