import { parseArgs } from 'node:util';
import { FeedMapping } from '#shared/api/feed-mapping.ts';
import type { FeedRun } from '../features/erp-feed/feed-run-service.ts';
import { inWords } from '../features/erp-feed/outcome-lines.ts';
import { presentFeedRun } from '../features/erp-feed/present-feed-run.ts';
import { presentProfile } from '../features/erp-feed/present-profile.ts';
import { PROFILES } from '../features/erp-feed/profile-list.ts';
import type { Tenant } from '../identity/tenant-repository.ts';
import { inTenant } from '../mongo/tenancy.ts';
import { type CommandContext, CommandFailed, withCommandContext } from './command-context.ts';
import { FEED_USAGE, holdsOf, jsonIn, onProblemOf } from './feed-arguments.ts';
import { FeedReport } from './feed-report.ts';

const TEXT = { type: 'string' } as const;
const FLAG = { type: 'boolean' } as const;
const ACTOR = 'command line';
const RUNS_SHOWN = 20;

/** What the command does besides feeding files, by its first word. */
export const FEED_DEEDS: Readonly<Record<string, (args: string[]) => Promise<void>>> = {
  runs: async (args) => {
    const { values } = parseArgs({ args, options: { limit: TEXT, tenant: TEXT, json: FLAG } });
    const limit = limitOf(values.limit);
    await inCompany(values.tenant, async ({ services, print }) => {
      const runs = await services.feedRuns.list({ limit });
      if (values.json === true) print(JSON.stringify({ runs: runs.map(presentFeedRun) }, null, 2));
      else for (const run of runs) print(lineFor(run));
    });
  },

  retry: async (args) => {
    const options = {
      accept: { ...TEXT, multiple: true },
      'on-problem': TEXT,
      mapping: TEXT,
      tenant: TEXT,
      json: FLAG,
    } as const;
    const { values, positionals } = parseArgs({ args, options, allowPositionals: true });
    const runId = theRun(positionals);
    const onProblem = values['on-problem'] === undefined ? {} : { onProblem: onProblemOf(values['on-problem']) };
    const mapping = values.mapping === undefined ? {} : { mapping: mappingIn(await jsonIn(values.mapping)) };
    const order = { accept: holdsOf(values.accept), ...onProblem, ...mapping, actor: ACTOR };
    await inCompany(values.tenant, async (context, tenant) => {
      const report = new FeedReport({ json: values.json ?? false, files: 1 }, context);
      report.isFor(tenant, false);
      report.add(await context.services.feedRuns.retry(runId, order));
      report.print();
      if (report.hasUntaken) process.exitCode = 1;
    });
  },

  'take-back': async (args) => {
    const options = { reason: TEXT, tenant: TEXT, json: FLAG } as const;
    const { values, positionals } = parseArgs({ args, options, allowPositionals: true });
    const runId = theRun(positionals);
    const reason = values.reason?.trim() ?? '';
    if (reason === '') throw new CommandFailed(`--reason is missing.\n${FEED_USAGE}`);
    await inCompany(values.tenant, async ({ services, print }) => {
      const run = await services.feedRuns.takeBack(runId, { actor: ACTOR, reason });
      if (values.json === true) print(JSON.stringify(presentFeedRun(run), null, 2));
      else
        print(
          `${run.fileName}: run ${run.number} is taken back, by run ${run.takenBackBy}. The ledger is as before it.`,
        );
    });
  },

  profiles: async (args) => {
    const { values } = parseArgs({ args, options: { json: FLAG } });
    const profiles = Object.values(PROFILES).map(presentProfile);
    const lines = profiles.map(
      ({ name, sample, about }) => `${name}${sample === 'untried' ? ' (untried)' : ''}: ${about}`,
    );
    process.stdout.write(`${values.json === true ? JSON.stringify({ profiles }, null, 2) : lines.join('\n')}\n`);
  },
};

async function inCompany(
  name: string | undefined,
  work: (context: CommandContext, tenant: Tenant) => Promise<void>,
): Promise<void> {
  await withCommandContext(async (context) => {
    const tenant = await context.resolveTenant(name);
    await inTenant(tenant.id, () => work(context, tenant));
  });
}

function theRun(positionals: readonly string[]): string {
  const [runId] = positionals;
  if (runId !== undefined && positionals.length === 1) return runId;
  throw new CommandFailed(`Name one run, by its id.\n${FEED_USAGE}`);
}

function limitOf(text = String(RUNS_SHOWN)): number {
  if (/^[1-9]\d{0,3}$/.test(text)) return Number(text);
  throw new CommandFailed(`--limit is "${text}"; it is a number from 1 to 9999.`);
}

function mappingIn(json: unknown): FeedMapping {
  const parsed = FeedMapping.safeParse(json);
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  throw new CommandFailed(`The mapping does not fit: ${issue?.path.map(String).join('.')} ${issue?.message}.`);
}

function lineFor(run: FeedRun): string {
  const { runId, receivedAt, profile, source, fileName, state, number, controlTotals, holds } = run;
  const what = `${fileName}: ${inWords(state)}${number === null ? '' : ` as run ${number}`}`;
  const waits = state === 'held' ? ` for ${holds.map(({ code }) => code).join(', ')}` : '';
  return `${receivedAt.toISOString()}  ${runId}  ${profile} (${source})  ${what}${waits}. ${controlTotals.rows} rows.`;
}
