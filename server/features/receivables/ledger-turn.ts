import { randomUUID } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import mongoose, { type ClientSession } from 'mongoose';
import { DomainError } from '../../errors.ts';
import { markChange } from '../../mongo/change-marks.ts';
import { type LedgerHead, type LedgerHeadRepository, type Turn, TurnLost } from './ledger-head-repository.ts';

export interface TurnSettings {
  /** How long a turn lasts without a sign of life, in ms. A run that was killed holds others up for so long. */
  readonly leaseMs: number;
  /** How long to wait for somebody else's turn to end, in ms. */
  readonly waitMs: number;
}

const ASK_AGAIN_MS = 200;

/** One run's turn to change the ledger of the current tenant. All that it writes takes effect only while the turn is its own. */
export class LedgerTurn {
  private isOver = false;

  private constructor(
    private readonly heads: LedgerHeadRepository,
    private readonly turn: Turn,
    private readonly session: ClientSession,
    /** Where the ledger stood when the turn began. */
    readonly head: LedgerHead,
  ) {}

  /** Takes the turn, and waits for it where another run has it. Throws DomainError `feed_busy` when that takes too long. */
  static async take(heads: LedgerHeadRepository, { leaseMs, waitMs }: TurnSettings): Promise<LedgerTurn> {
    const session = await mongoose.startSession();
    const turn: Turn = { owner: randomUUID(), lsid: session.id ?? {}, leaseMs };
    for (let waited = 0; ; waited += ASK_AGAIN_MS) {
      const head = await heads.take(turn);
      if (head !== null) return new LedgerTurn(heads, turn, session, head);
      if (waited >= waitMs) break;
      await pause(ASK_AGAIN_MS);
    }
    await session.endSession();
    throw new DomainError('feed_busy', 'Another run is changing the ledger; try again when it has ended.');
  }

  /** Says that the run is alive. Throws TurnLost when its turn has passed. */
  async hold(): Promise<void> {
    await this.heads.hold(this.turn);
  }

  /** Gives the run its number. */
  async openNumber(runId: string): Promise<number> {
    return this.heads.openNumber(this.turn, runId);
  }

  async closeAbandoned(): Promise<void> {
    await this.heads.closeAbandoned(this.turn);
  }

  /** Does one batch of writes, all or nothing, and only if the turn is still the run's own. */
  async write(work: (session: ClientSession) => Promise<void>): Promise<void> {
    await this.transaction(async () => {
      await this.heads.hold(this.turn, this.session);
      await work(this.session);
    });
  }

  /** Shows all that was written under a number, together with what `also` writes, and ends the turn. */
  async commit(
    commit: { number: number; at: Date; dataAsOf: Date | null },
    also: (session: ClientSession) => Promise<void>,
  ): Promise<void> {
    await this.transaction(async () => {
      await this.heads.commit(this.turn, commit, this.session);
      await also(this.session);
    });
    this.isOver = true;
    markChange();
  }

  /** Gives the turn back. Needed after everything but a commit, and harmless then. */
  async end(): Promise<void> {
    // Where the database cannot be reached, the turn runs out by itself; why the run failed is what its caller has to hear.
    if (!this.isOver) await this.heads.release(this.turn).catch(() => undefined);
    await this.session.endSession().catch(() => undefined);
  }

  private async transaction(work: () => Promise<void>): Promise<void> {
    await this.session.withTransaction(work, {
      readConcern: { level: 'snapshot' },
      writeConcern: { w: 'majority', j: true },
      maxCommitTimeMS: 30_000,
    });
  }
}

/** What a caller is told when a run's turn passed to another while it was at work. */
export function asBusy(error: unknown): unknown {
  if (!(error instanceof TurnLost)) return error;
  return new DomainError('feed_busy', 'Another run took over while this one stood still; nothing of it was taken.');
}
