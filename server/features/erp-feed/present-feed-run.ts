import type { FeedOutcomeView, FeedRunView, RowProblemView } from '#shared/api/feed-runs.ts';
import { currencyCode } from '#shared/domain/currency.ts';
import type { ControlTotals, KeptRun, RowProblem } from '../receivables/run-service.ts';
import type { FeedOutcome } from './feed-service.ts';

const MOST_PROBLEMS_SHOWN = 1_000;

export function presentFeedOutcome(outcome: FeedOutcome): FeedOutcomeView {
  const { runId, state, number, counts, notes, problems, reading } = outcome;
  return {
    id: runId,
    profile: reading.profile.name,
    source: reading.source,
    fileName: reading.fileName,
    state,
    number,
    counts,
    ...presentTotals(reading.totals),
    problemCount: problems.length,
    notes: [...notes],
    problems: problems.slice(0, MOST_PROBLEMS_SHOWN).map(presentProblem),
  };
}

export function presentFeedRun(run: KeptRun): FeedRunView {
  const { runId, profile, source, fileName, state, number, counts, notes, problemCount, actor } = run;
  return {
    id: runId,
    profile,
    source,
    fileName,
    state,
    number,
    counts,
    ...presentTotals(run.controlTotals),
    problemCount,
    notes: [...notes],
    receivedAt: run.receivedAt.toISOString(),
    committedAt: run.committedAt?.toISOString() ?? null,
    dataAsOf: run.dataAsOf.toISOString(),
    actor,
  };
}

export function presentProblem({ line, column, value, problem }: RowProblem): RowProblemView {
  return { line, column, value, problem };
}

function presentTotals({ rows, sums }: ControlTotals): Pick<FeedRunView, 'rowCount' | 'totals'> {
  const totals = sums.map(({ name, minor, currency }) => ({
    kind: name,
    amount: { minor, currency: currencyCode(currency) },
  }));
  return { rowCount: rows, totals };
}
