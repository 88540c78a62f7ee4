import type { FeedOutcomeView, FeedRunView, FeedStatusView, RowProblemView } from '#shared/api/feed-runs.ts';
import { currencyCode } from '#shared/domain/currency.ts';
import type { ControlTotals, Hold, RowProblem } from '../receivables/run-service.ts';
import type { FeedRun, FeedStatus } from './feed-run-service.ts';
import type { FeedOutcome } from './feed-service.ts';

const MOST_PROBLEMS_SHOWN = 1_000;

export function presentFeedOutcome(outcome: FeedOutcome): FeedOutcomeView {
  const { runId, state, number, counts, holds, notes, problems, reading } = outcome;
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
    holds: holds.map(presentHold),
    notes: [...notes],
    problems: problems.slice(0, MOST_PROBLEMS_SHOWN).map(presentProblem),
  };
}

export function presentFeedRun(run: FeedRun): FeedRunView {
  const { runId, profile, source, fileName, state, number, counts, holds, notes, problemCount, actor } = run;
  const { coverage, kind, takenBackBy, canBeTakenBack, hasFile } = run;
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
    holds: holds.map(presentHold),
    notes: [...notes],
    receivedAt: run.receivedAt.toISOString(),
    committedAt: run.committedAt?.toISOString() ?? null,
    dataAsOf: run.dataAsOf.toISOString(),
    actor,
    coverage,
    kind,
    takenBackBy,
    canBeTakenBack,
    hasFile,
  };
}

export function presentFeedStatus({ last, lastTaken, lagMs }: FeedStatus): FeedStatusView {
  return {
    profile: last.profile,
    source: last.source,
    last: presentFeedRun(last),
    lastTaken: lastTaken === null ? null : presentFeedRun(lastTaken),
    lagSeconds: lagMs === null ? null : Math.floor(lagMs / 1_000),
  };
}

export function presentProblem({ line, column, value, problem, raw = '' }: RowProblem): RowProblemView {
  return { line, column, value, problem, raw };
}

function presentHold({ code, sentence }: Hold): FeedRunView['holds'][number] {
  return { code, sentence };
}

function presentTotals({ rows, sums }: ControlTotals): Pick<FeedRunView, 'rowCount' | 'totals'> {
  const totals = sums.map(({ name, minor, currency }) => ({
    kind: name,
    amount: { minor, currency: currencyCode(currency) },
  }));
  return { rowCount: rows, totals };
}
