import { readFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { FEED_PROFILES, type FeedMapping } from '#shared/api/feed-runs.ts';
import { mappingFor } from '../features/erp-feed/mapping.ts';
import { profileNamed } from '../features/erp-feed/profile-list.ts';
import { CommandFailed } from './command-context.ts';
import { instantArgument } from './instant-argument.ts';

export const FEED_USAGE = `Usage: npm run feed -- <profile> <file>… [--tenant T] [--mapping F] [--dry-run] [--on-problem refuse|skip]
                       [--data-as-of I] [--snapshot|--delta] [--json]
Profiles: ${FEED_PROFILES.join(', ')}. Their columns and the mapping file: docs/feeds.md.`;

/** What the command was asked to do. */
export interface FeedArguments {
  readonly profile: string;
  readonly paths: readonly string[];
  readonly tenant: string | undefined;
  readonly mapping: FeedMapping;
  readonly onProblem: 'refuse' | 'skip';
  readonly dataAsOf: Date | null;
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
      json: { type: 'boolean' },
    },
  });
  const [name = '', ...paths] = positionals;
  if (name === '' || paths.length === 0) throw new CommandFailed(`A profile and a file are needed.\n${FEED_USAGE}`);
  const profile = profileNamed(name);
  const dataAsOf = values['data-as-of'];
  requireDelta(name, values);
  return {
    profile: name,
    paths: paths.map((path) => resolve(path)),
    tenant: values.tenant?.trim() || undefined,
    mapping: mappingFor(profile, values.mapping === undefined ? {} : await jsonIn(values.mapping)),
    onProblem: onProblemOf(values['on-problem']),
    dataAsOf: dataAsOf === undefined ? null : instantArgument('data-as-of', dataAsOf),
    dryRun: values['dry-run'] ?? false,
    json: values.json ?? false,
  };
}

function requireDelta(profile: string, { snapshot, delta }: { snapshot?: boolean; delta?: boolean }): void {
  if (snapshot !== true) return;
  if (delta === true)
    throw new CommandFailed('A file is a snapshot or a delta; leave one of --snapshot and --delta out.');
  throw new CommandFailed(
    `The profile ${profile} takes no snapshots: what a file leaves out stays as it is. Feed it without --snapshot.`,
  );
}

function onProblemOf(text = 'refuse'): 'refuse' | 'skip' {
  if (text === 'refuse' || text === 'skip') return text;
  throw new CommandFailed(`--on-problem is "${text}"; it is refuse or skip.`);
}

async function jsonIn(path: string): Promise<unknown> {
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
