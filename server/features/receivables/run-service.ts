import mongoose from 'mongoose';
import { DomainError } from '../../errors.ts';
import { type Clock, today } from '../../ports.ts';
import type { ConfirmationRepository } from './confirmation-repository.ts';
import type { FileChecks } from './file-checks.ts';
import type { LateRowRepository } from './late-row-repository.ts';
import type { LedgerHeadRepository } from './ledger-head-repository.ts';
import type { LedgerRow } from './ledger-row.ts';
import { asBusy, LedgerTurn, type TurnSettings } from './ledger-turn.ts';
import type { RunFindings } from './plan/run-plan.ts';
import type { PlannedRun, ReadFile, RunPlanner } from './plan/run-planner.ts';
import type { RunBook } from './plan/run-taker.ts';
import { startOf } from './plan/statements-again.ts';
import type { KeptRun, RowSource, RunOutcome, RunRequest, RunState } from './run.ts';
import { clearAbandoned, laterThan, UnwrittenRun, WrittenRun } from './run-book.ts';
import { endOf, outcomeOf, type Taking } from './run-outcome.ts';
import type { RunRepository } from './run-repository.ts';
import type { RunWriter } from './run-writer.ts';
import type { SnapshotSaidRepository } from './snapshot-said-repository.ts';

export type {
  ApplicationRow,
  CompanyAmount,
  CustomerRow,
  ItemRef,
  ItemRow,
  LedgerRow,
  Receipt,
  ReversalRow,
  RowProblem,
  StatedLeftRow,
  UnapplicationRow,
} from './ledger-row.ts';
export type {
  ControlTotals,
  Hold,
  KeptRun,
  ReturnedMoney,
  RowSource,
  RunOutcome,
  RunRequest,
  RunState,
  RunStep,
  StatedOfFile,
} from './run.ts';

export interface RunServiceParts {
  readonly clock: Clock;
  readonly heads: LedgerHeadRepository;
  readonly runs: RunRepository;
  readonly planner: RunPlanner;
  readonly checks: FileChecks;
  readonly writer: RunWriter;
  readonly lateRows: LateRowRepository;
  readonly confirmations: ConfirmationRepository;
  readonly saidAgain: ConfirmationRepository;
  readonly snapshots: SnapshotSaidRepository;
  /** The zone of the current tenant, in which it is a new day. */
  readonly zoneOf: () => Promise<string>;
  readonly turns: TurnSettings;
}

/** Rows that are in memory anyhow. */
export function rowsInMemory(rows: readonly LedgerRow[]): RowSource {
  return {
    count: rows.length,
    async *chunks() {
      if (rows.length > 0) yield rows;
    },
    pick: async (places) =>
      places.map((place) => {
        const row = rows[place];
        if (row === undefined) throw new RangeError(`There is no row ${place}.`);
        return row;
      }),
  };
}

/** Turns of half a minute; who comes second waits for one that was killed. */
export const TURNS: TurnSettings = { leaseMs: 30_000, waitMs: 45_000 };

/** What became of a request once it was held against the ledger. */
interface Judged {
  readonly taking: Taking;
  readonly findings: RunFindings;
  /** Null where it ends in another state than `committed`. */
  readonly planned: PlannedRun | null;
  readonly state: RunState;
}

/** Changes the ledger of the current tenant, one run at a time; nothing else does. */
export class RunService {
  constructor(private readonly parts: RunServiceParts) {}

  /**
   * Checks rows against the ledger and takes them in one switch, or not at all. The same rows again change nothing. Throws DomainError `feed_busy` where
   * another run keeps the ledger for too long.
   */
  async take(request: RunRequest): Promise<RunOutcome> {
    const runId = request.runId ?? new mongoose.Types.ObjectId().toHexString();
    const { clock, runs } = this.parts;
    await runs.begin(runId, request, clock.now());
    try {
      return await this.takeBegun(runId, request);
    } catch (error) {
      // Nothing of it was taken: whoever looks at it should not wait for its end. Why it failed is what the caller has to hear.
      await runs.markAbandoned(runId).catch(() => undefined);
      throw error;
    }
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

  private async takeBegun(runId: string, request: RunRequest): Promise<RunOutcome> {
    const { planner } = this.parts;
    const of = await this.asOfOf(request);
    const dated = await this.parts.checks.dated(request, of.asOf);
    const taking = { runId, request: dated, holds: request.holds ?? [], ...of };
    if (request.problems.length > 0 && request.onProblem === 'refuse') return this.end(taking, 'refused', null);
    const read = await planner.read(dated);
    if (request.dryRun && planner.isOneChunk(read)) return this.rehearse(taking, read);
    return this.takeInTurn(taking, read);
  }

  private async takeInTurn(asked: Taking, read: ReadFile): Promise<RunOutcome> {
    const { heads, turns, writer } = this.parts;
    const turn = await LedgerTurn.take(heads, turns);
    try {
      await clearAbandoned(turn, this.parts);
      const book = new WrittenRun(turn, writer, bookOf(asked));
      const { taking, findings, planned, state } = await this.judge(asked, read, book, () => turn.hold());
      if (planned !== null) await this.keepBesides(planned, taking);
      if (planned !== null && !(planned.last === null && book.isEmpty)) {
        return await this.commit(planned, { turn, book, taking });
      }
      await book.abandon();
      return await this.end(taking, planned === null ? state : 'unchanged', findings);
    } catch (error) {
      throw asBusy(error);
    } finally {
      await turn.end();
    }
  }

  private async rehearse(asked: Taking, read: ReadFile): Promise<RunOutcome> {
    const book = new UnwrittenRun(await this.parts.heads.read());
    const { taking, findings, state } = await this.judge(asked, read, book, async () => {});
    return this.end(taking, state, findings);
  }

  /** Holds a file against the ledger. What has to be put down for that is in the book, its last part excepted. */
  private async judge(asked: Taking, file: ReadFile, book: RunBook, alive: () => Promise<void>): Promise<Judged> {
    const { planner, checks } = this.parts;
    const { earlier, asOf } = asked;
    const { read, taking: whole } = await checks.completed(file, asked, book.run);
    await planner.compare(read, { asOf, winsTies: earlier === null }, { run: book.run, alive });
    const taking = await checks.lookedAt(read, whole, book.run);
    const { request, holds } = taking;
    if (holds.some(({ code }) => !(request.accepted ?? []).includes(code))) {
      const findings = planner.findings(read);
      const isRefused = findings.problems.length > 0 && request.onProblem === 'refuse';
      return { taking, findings, planned: null, state: isRefused ? 'refused' : 'held' };
    }
    const planned = await planner.plan(read, request, book);
    if (planned.isRefused) return { taking, findings: planned, planned: null, state: 'refused' };
    if (request.dryRun) return { taking, findings: planned, planned: null, state: 'dry_run' };
    return { taking, findings: planned, planned, state: 'committed' };
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

  /** Keeps what is true whether or not the run comes to an end: older states, and what was said again. */
  private async keepBesides({ late, confirmed, again }: PlannedRun, taking: Taking): Promise<void> {
    const { lateRows, confirmations, saidAgain, snapshots } = this.parts;
    const { runId, earlier, asOf, snapshot } = taking;
    for await (const rows of late()) {
      await lateRows.keep(rows.map(({ id, hash, row }) => ({ id, hash, row, runId, sourceAsOf: asOf })));
    }
    if (earlier === null) await confirmations.add(confirmed, asOf, runId);
    if (earlier === null && snapshot !== undefined) await snapshots.keep(runId, snapshot);
    for (const [day, items] of again) await saidAgain.add(items, startOf(day), runId);
  }

  private async commit(
    planned: PlannedRun,
    { turn, book, taking }: { turn: LedgerTurn; book: WrittenRun; taking: Taking },
  ): Promise<RunOutcome> {
    const { writer, runs, clock, zoneOf } = this.parts;
    const { runId, asOf } = taking;
    if (planned.last !== null) await book.put(planned.last);
    const number = book.run;
    await writer.writeSummaries(book.customers, turn, { run: number, day: today(clock, await zoneOf()) });
    const at = laterThan(turn.head.at, clock.now());
    // What our own people decide makes the sources' data no newer.
    const isFeed = taking.request.kind === 'feed';
    const dataAsOf = isFeed ? latestOf(turn.head.dataAsOf, asOf) : turn.head.dataAsOf;
    const outcome = outcomeOf(taking, 'committed', planned, number);
    await turn.commit({ number, at, dataAsOf }, (session) =>
      runs.end(runId, { ...endOf(outcome, asOf), committedAt: at, ledgerAsOf: dataAsOf }, session),
    );
    return outcome;
  }

  private async end(taking: Taking, state: RunState, findings: RunFindings | null): Promise<RunOutcome> {
    const outcome = outcomeOf(taking, state, findings, null);
    await this.parts.runs.end(taking.runId, { ...endOf(outcome, taking.asOf), committedAt: null, ledgerAsOf: null });
    return outcome;
  }
}

function latestOf(before: Date | null, asOf: Date): Date {
  return before === null || asOf > before ? asOf : before;
}

function bookOf({ runId, asOf, request: { progress } }: Taking) {
  return { runId, sourceAsOf: asOf, ...(progress && { progress }) };
}
