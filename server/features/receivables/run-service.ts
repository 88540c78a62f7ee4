import mongoose from 'mongoose';
import { DomainError } from '../../errors.ts';
import { type Clock, today } from '../../ports.ts';
import type { ConfirmationRepository } from './confirmation-repository.ts';
import type { LateRowRepository } from './late-row-repository.ts';
import type { LedgerHead, LedgerHeadRepository } from './ledger-head-repository.ts';
import type { RowProblem } from './ledger-row.ts';
import { asBusy, LedgerTurn, type TurnSettings } from './ledger-turn.ts';
import { changesNothing, type RunPlan } from './plan/run-plan.ts';
import type { RunPlanner } from './plan/run-planner.ts';
import type { KeptRun, RunOutcome, RunRequest, RunState } from './run.ts';
import { notesOn } from './run-notes.ts';
import type { RunRepository } from './run-repository.ts';
import type { RunWriter } from './run-writer.ts';

export type {
  ApplicationRow,
  CustomerRow,
  ItemRef,
  ItemRow,
  LedgerRow,
  RowProblem,
} from './ledger-row.ts';
export type { ControlTotals, KeptRun, RunOutcome, RunRequest, RunState } from './run.ts';

export interface RunServiceParts {
  readonly clock: Clock;
  readonly heads: LedgerHeadRepository;
  readonly runs: RunRepository;
  readonly planner: RunPlanner;
  readonly writer: RunWriter;
  readonly lateRows: LateRowRepository;
  readonly confirmations: ConfirmationRepository;
  /** The zone of the current tenant, in which it is a new day. */
  readonly zoneOf: () => Promise<string>;
  readonly turns: TurnSettings;
}

/** Turns of half a minute; who comes second waits for one that was killed. */
export const TURNS: TurnSettings = { leaseMs: 30_000, waitMs: 45_000 };

const NO_COUNTS = { new: 0, changed: 0, equal: 0, historic: 0 };

/** A request under way: which run it is, what the same file said before, and as of when its rows count. */
interface Taking {
  readonly runId: string;
  readonly request: RunRequest;
  readonly earlier: KeptRun | null;
  readonly asOf: Date;
}

/** Changes the ledger of the current tenant, one run at a time; nothing else does. */
export class RunService {
  constructor(private readonly parts: RunServiceParts) {}

  /**
   * Checks rows against the ledger and takes them in one switch, or not at all. The same rows again change nothing. Throws DomainError `feed_busy` where
   * another run keeps the ledger for too long.
   */
  async take(request: RunRequest): Promise<RunOutcome> {
    const runId = new mongoose.Types.ObjectId().toHexString();
    const { clock, runs } = this.parts;
    await runs.begin(runId, request, clock.now());
    const taking = { runId, request, ...(await this.asOfOf(request)) };
    if (request.problems.length > 0 && request.onProblem === 'refuse') return this.end(taking, 'refused', null);
    if (request.dryRun) return this.rehearse(taking);
    return this.takeInTurn(taking);
  }

  /** A run of the current tenant. Throws DomainError `feed_run_not_found`. */
  async read(runId: string): Promise<KeptRun> {
    const run = await this.parts.runs.findById(runId);
    if (run === null) throw new DomainError('feed_run_not_found', 'There is no such run.');
    return run;
  }

  /** The latest runs, the last received first; `before` goes on from a run's `receivedAt`. */
  async list(page: { limit: number; before?: Date }): Promise<KeptRun[]> {
    return this.parts.runs.list(page);
  }

  private async takeInTurn(taking: Taking): Promise<RunOutcome> {
    const { heads, turns } = this.parts;
    const turn = await LedgerTurn.take(heads, turns);
    try {
      await this.clear(turn);
      const plan = await this.planOn(turn.head, taking);
      if (isRefused(plan, taking.request)) return await this.end(taking, 'refused', plan);
      await this.keepBesides(plan, taking);
      if (changesNothing(plan)) return await this.end(taking, 'unchanged', plan);
      return await this.write(plan, turn, taking);
    } catch (error) {
      throw asBusy(error);
    } finally {
      await turn.end();
    }
  }

  private async rehearse(taking: Taking): Promise<RunOutcome> {
    const plan = await this.planOn(await this.parts.heads.read(), taking);
    return this.end(taking, isRefused(plan, taking.request) ? 'refused' : 'dry_run', plan);
  }

  private async planOn({ number }: LedgerHead, { request, earlier, asOf }: Taking): Promise<RunPlan> {
    return this.parts.planner.plan(request, { asOf, winsTies: earlier === null }, number);
  }

  /**
   * A file delivered again, under the as-of time that it had then or under none, says what it said then and no more. Stating a later time makes it a newer state.
   */
  private async asOfOf(request: RunRequest): Promise<Pick<Taking, 'earlier' | 'asOf'>> {
    const earlier = await this.parts.runs.findDelivered(request);
    if (earlier === null) return { earlier, asOf: request.dataAsOf };
    if (!request.dataAsOfStated) return { earlier, asOf: earlier.dataAsOf };
    const isSame = earlier.dataAsOf.getTime() === request.dataAsOf.getTime();
    return { earlier: isSame ? earlier : null, asOf: request.dataAsOf };
  }

  private async clear(turn: LedgerTurn): Promise<void> {
    const { open, number } = turn.head;
    const { writer, runs } = this.parts;
    if (open !== null) {
      await writer.removeAbandoned(open.number);
      await runs.markAbandoned(open.runId);
      await turn.closeAbandoned();
    }
    await writer.removeOutdated(number);
  }

  /** Keeps what is true whether or not the run comes to an end: older states, and what was said again. */
  private async keepBesides({ late, confirmed }: RunPlan, { runId, earlier, asOf }: Taking): Promise<void> {
    const { lateRows, confirmations } = this.parts;
    await lateRows.keep(late.map(({ id, hash, row }) => ({ id, hash, row, runId, sourceAsOf: asOf })));
    if (confirmed.length > 0 && earlier === null) await confirmations.add(confirmed, asOf);
  }

  private async write(plan: RunPlan, turn: LedgerTurn, taking: Taking): Promise<RunOutcome> {
    const { writer, runs, clock, zoneOf } = this.parts;
    const { runId, asOf } = taking;
    const number = await turn.openNumber(runId);
    await writer.write(plan, turn, { run: number, sourceAsOf: asOf });
    await writer.writeSummaries(plan, turn, { run: number, day: today(clock, await zoneOf()) });
    const at = laterThan(turn.head.at, clock.now());
    const dataAsOf = latestOf(turn.head.dataAsOf, asOf);
    const outcome = outcomeOf(taking, 'committed', plan, number);
    await turn.commit({ number, at, dataAsOf }, (session) =>
      runs.end(runId, { ...endOf(outcome, asOf), committedAt: at, ledgerAsOf: dataAsOf }, session),
    );
    return outcome;
  }

  private async end(taking: Taking, state: RunState, plan: RunPlan | null): Promise<RunOutcome> {
    const outcome = outcomeOf(taking, state, plan, null);
    await this.parts.runs.end(taking.runId, { ...endOf(outcome, taking.asOf), committedAt: null, ledgerAsOf: null });
    return outcome;
  }
}

function isRefused({ problems, refusesWhole }: RunPlan, { onProblem }: RunRequest): boolean {
  return refusesWhole || (problems.length > 0 && onProblem === 'refuse');
}

function outcomeOf(
  { runId, request, earlier }: Taking,
  state: RunState,
  plan: RunPlan | null,
  number: number | null,
): RunOutcome {
  const problems = inTheFilesWords(plan?.problems ?? request.problems, request);
  const notes = [...(request.notes ?? []), ...notesOn({ state, plan, earlier })];
  return { runId, number, state, counts: plan?.counts ?? NO_COUNTS, problems, notes };
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

function endOf({ state, number, counts, problems, notes }: RunOutcome, dataAsOf: Date) {
  return { state, number, counts, problems, notes, dataAsOf };
}

/** Instants of commits are in the order of numbers, also between machines whose clocks differ. */
function laterThan(before: Date | null, now: Date): Date {
  return before === null || now > before ? now : new Date(before.getTime() + 1);
}

function latestOf(before: Date | null, asOf: Date): Date {
  return before === null || asOf > before ? asOf : before;
}
