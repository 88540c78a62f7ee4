import type { RowProblem } from './ledger-row.ts';
import type { RunFindings } from './plan/run-plan.ts';
import type { Hold, KeptRun, RunOutcome, RunRequest, RunState } from './run.ts';
import { notesOn } from './run-notes.ts';
import type { SaidSnapshot } from './snapshot-said-repository.ts';

const NO_COUNTS = { new: 0, changed: 0, equal: 0, historic: 0 };

/** A request under way: which run it is, what the same file said before, as of when its rows count, and what a person has to look at. */
export interface Taking {
  readonly runId: string;
  readonly request: RunRequest;
  readonly earlier: KeptRun | null;
  readonly asOf: Date;
  readonly holds: readonly Hold[];
  /** What it names, of a snapshot that was held against a ledger. */
  readonly snapshot?: SaidSnapshot;
}

/** How a run ended, for who asked for it. */
export function outcomeOf(
  { runId, request, earlier, holds }: Taking,
  state: RunState,
  findings: RunFindings | null,
  number: number | null,
): RunOutcome {
  const problems = inTheFilesWords(findings?.problems ?? request.problems, request);
  const notes = [...(request.notes ?? []), ...notesOn({ state, findings, earlier })];
  return { runId, number, state, counts: findings?.counts ?? NO_COUNTS, problems, holds, notes };
}

/** The same for the record of the run. */
export function endOf({ state, number, counts, problems, holds, notes }: RunOutcome, dataAsOf: Date) {
  return { state, number, counts, problems, holds, notes, dataAsOf };
}

/** What the ledger finds wrong is said of the column that the file has, once a cell; what was found in reading already is. */
function inTheFilesWords(
  problems: readonly RowProblem[],
  { problems: ofReading, columnNames = {} }: RunRequest,
): readonly RowProblem[] {
  const read = new Set(ofReading);
  const named = problems.map((problem) =>
    read.has(problem) ? problem : { ...problem, column: columnNames[problem.column] ?? problem.column },
  );
  return [...new Map(named.map((problem) => [JSON.stringify(problem), problem])).values()];
}
