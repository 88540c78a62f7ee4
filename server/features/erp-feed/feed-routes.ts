import type { ServerResponse } from 'node:http';
import {
  listFeedProfiles,
  listFeedRuns,
  listFeedStatus,
  readFeedRows,
  readFeedRun,
  retryFeedRun,
  takeBackFeedRun,
  takeFeed,
} from '#shared/api/feed-runs.ts';
import { DomainError } from '../../errors.ts';
import { type Endpoint, endpoint } from '../../http/endpoint.ts';
import type { FeedRunService } from './feed-run-service.ts';
import type { FeedOutcome, FeedService } from './feed-service.ts';
import { presentFeedOutcome, presentFeedRun, presentFeedStatus, presentProblem } from './present-feed-run.ts';
import { presentProfile } from './present-profile.ts';
import { PROFILES } from './profile-list.ts';
import { uploadedFile } from './uploaded-file.ts';

const RUNS_A_PAGE = 50;
const PROBLEMS_A_PAGE = 100;
const ROWS_A_PAGE = 100;
const MOST_PROBLEMS_IN_ERROR = 100;

interface Sources {
  readonly feeds: FeedService;
  readonly feedRuns: FeedRunService;
}

export function feedEndpoints(sources: Sources): Endpoint[] {
  return [...takingEndpoints(sources), ...readingEndpoints(sources)];
}

function takingEndpoints({ feeds, feedRuns }: Sources): Endpoint[] {
  return [
    endpoint(takeFeed, async ({ params, body, actor, res }) => {
      const { mapping = {}, onProblem = 'refuse', dataAsOf, dryRun = false, coverage = 'delta', accept = [] } = body;
      const reading = await feeds.read(uploadedFile(body), { profile: params.profile, mapping });
      const asOf = dataAsOf === undefined ? null : new Date(dataAsOf);
      const order = { onProblem, dataAsOf: asOf, dryRun, coverage, accept, actor: actor.email };
      return presented(await feeds.take(reading, order), res);
    }),
    endpoint(retryFeedRun, async ({ params, body, actor, res }) => {
      const { accept = [], onProblem, mapping } = body;
      const changes = { ...(onProblem && { onProblem }), ...(mapping && { mapping }) };
      return presented(await feedRuns.retry(params.id, { accept, ...changes, actor: actor.email }), res);
    }),
    endpoint(takeBackFeedRun, async ({ params, body, actor }) =>
      presentFeedRun(await feedRuns.takeBack(params.id, { actor: actor.email, reason: body.reason })),
    ),
  ];
}

function readingEndpoints({ feedRuns }: Sources): Endpoint[] {
  return [
    endpoint(listFeedRuns, async ({ query }) => {
      const { limit = RUNS_A_PAGE, before } = query;
      const runs = await feedRuns.list({ limit, ...(before !== undefined && { before: new Date(before) }) });
      const last = runs.length >= limit ? runs.at(-1) : undefined;
      return { runs: runs.map(presentFeedRun), nextBefore: last?.receivedAt.toISOString() ?? null };
    }),
    endpoint(readFeedRun, async ({ params, query }) => {
      const { problemsFrom = 0, limit = PROBLEMS_A_PAGE } = query;
      // One more than is shown tells whether the page is the last.
      const { run, problems } = await feedRuns.read(params.id, { from: problemsFrom, limit: limit + 1 });
      return {
        run: presentFeedRun(run),
        problems: problems.slice(0, limit).map(presentProblem),
        nextProblemsFrom: problems.length > limit ? problemsFrom + limit : null,
      };
    }),
    endpoint(readFeedRows, async ({ params, query }) => {
      const { from = 1, limit = ROWS_A_PAGE } = query;
      const { rows, nextFrom } = await feedRuns.rows(params.id, { from, limit });
      return { rows: rows.map(({ line, raw }) => ({ line, raw })), nextFrom };
    }),
    endpoint(listFeedStatus, async () => ({ feeds: (await feedRuns.standings()).map(presentFeedStatus) })),
    endpoint(listFeedProfiles, async () => ({ profiles: Object.values(PROFILES).map(presentProfile) })),
  ];
}

/** Says where the run is, and what came of it. Throws DomainError `feed_refused` or `feed_held` where nothing was taken. */
function presented(outcome: FeedOutcome, res: ServerResponse) {
  res.setHeader('Location', `/api/feed-runs/${outcome.runId}`);
  if (outcome.state === 'refused') throw refusalOf(outcome);
  if (outcome.state === 'held') throw holdOf(outcome);
  return presentFeedOutcome(outcome);
}

function refusalOf({ runId, problems, notes }: FeedOutcome): DomainError {
  const listed = problems.slice(0, MOST_PROBLEMS_IN_ERROR).map(({ line, column, value, problem }) => ({
    field: column === '' ? `line ${line}` : `line ${line}, ${column}`,
    problem: value === '' ? problem : `"${value}" ${problem}`,
  }));
  const counted = problems.length === 1 ? 'one problem' : `${problems.length} problems`;
  return new DomainError('feed_refused', `Nothing was taken: ${counted}. ${notes.join(' ')} See run ${runId}.`, listed);
}

function holdOf({ runId, holds }: FeedOutcome): DomainError {
  const codes = holds.map(({ code }) => code).join(', ');
  return new DomainError(
    'feed_held',
    `Nothing was taken: somebody has to look at it first. ${holds.map(({ sentence }) => sentence).join(' ')} If it is right, feed it again with accept: ${codes}. See run ${runId}.`,
    holds.map(({ code, sentence }) => ({ field: code, problem: sentence })),
  );
}
