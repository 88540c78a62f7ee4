import { listFeedRuns, readFeedRun, takeFeed } from '#shared/api/feed-runs.ts';
import { DomainError } from '../../errors.ts';
import { type Endpoint, endpoint } from '../../http/endpoint.ts';
import type { RunService } from '../receivables/run-service.ts';
import { fileFromText } from './feed-file.ts';
import type { FeedOutcome, FeedService } from './feed-service.ts';
import { presentFeedOutcome, presentFeedRun, presentProblem } from './present-feed-run.ts';

const RUNS_A_PAGE = 50;
const PROBLEMS_A_PAGE = 100;
const MOST_PROBLEMS_IN_ERROR = 100;

interface Sources {
  readonly feeds: FeedService;
  readonly ledgerRuns: RunService;
}

export function feedEndpoints({ feeds, ledgerRuns }: Sources): Endpoint[] {
  return [
    endpoint(takeFeed, async ({ params, body, actor, res }) => {
      const { fileName, text, mapping = {}, onProblem = 'refuse', dataAsOf, dryRun = false } = body;
      const reading = await feeds.read(fileFromText(fileName, text), { profile: params.profile, mapping });
      const asOf = dataAsOf === undefined ? null : new Date(dataAsOf);
      const outcome = await feeds.take(reading, { onProblem, dataAsOf: asOf, dryRun, actor: actor.email });
      res.setHeader('Location', `/api/feed-runs/${outcome.runId}`);
      if (outcome.state === 'refused') throw refusalOf(outcome);
      return presentFeedOutcome(outcome);
    }),
    endpoint(listFeedRuns, async ({ query }) => {
      const { limit = RUNS_A_PAGE, before } = query;
      const runs = await ledgerRuns.list({ limit, ...(before !== undefined && { before: new Date(before) }) });
      const last = runs.length === limit ? runs.at(-1) : undefined;
      return { runs: runs.map(presentFeedRun), nextBefore: last?.receivedAt.toISOString() ?? null };
    }),
    endpoint(readFeedRun, async ({ params, query }) => {
      const { problemsFrom = 0, limit = PROBLEMS_A_PAGE } = query;
      const run = await ledgerRuns.read(params.id);
      const end = problemsFrom + limit;
      return {
        run: presentFeedRun(run),
        problems: run.problems.slice(problemsFrom, end).map(presentProblem),
        nextProblemsFrom: end < run.problems.length ? end : null,
      };
    }),
  ];
}

function refusalOf({ runId, problems, notes }: FeedOutcome): DomainError {
  const listed = problems.slice(0, MOST_PROBLEMS_IN_ERROR).map(({ line, column, value, problem }) => ({
    field: column === '' ? `line ${line}` : `line ${line}, ${column}`,
    problem: value === '' ? problem : `"${value}" ${problem}`,
  }));
  const counted = problems.length === 1 ? 'one problem' : `${problems.length} problems`;
  return new DomainError('feed_refused', `Nothing was taken: ${counted}. ${notes.join(' ')} See run ${runId}.`, listed);
}
