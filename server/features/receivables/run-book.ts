import type { CustomerId } from '#shared/domain/ids.ts';
import type { LedgerHead } from './ledger-head-repository.ts';
import type { LedgerTurn } from './ledger-turn.ts';
import type { RunPlan } from './plan/run-plan.ts';
import type { RunBook } from './plan/run-taker.ts';
import type { RunRequest } from './run.ts';
import type { RunRepository } from './run-repository.ts';
import type { RunWriter } from './run-writer.ts';

/** Writes a run into the ledger under a number that it takes with the first part; nobody sees it before the run is committed. */
export class WrittenRun implements RunBook {
  /** Whose items the run changes. */
  readonly customers = new Set<CustomerId>();
  private number: number | null = null;
  private wasPut = false;
  private rowsPut = 0;

  constructor(
    private readonly turn: LedgerTurn,
    private readonly writer: RunWriter,
    private readonly of: {
      readonly runId: string;
      readonly sourceAsOf: Date;
      readonly progress?: RunRequest['progress'];
    },
  ) {}

  get run(): number {
    return this.number ?? this.turn.head.number;
  }

  /** Whether nothing stands written. */
  get isEmpty(): boolean {
    return !this.wasPut;
  }

  async put(plan: RunPlan): Promise<void> {
    this.number ??= await this.turn.openNumber(this.of.runId);
    this.wasPut = true;
    await this.writer.write(plan, this.turn, { run: this.number, sourceAsOf: this.of.sourceAsOf });
    this.rowsPut += plan.customers.length + plan.items.length + plan.entries.length;
    this.of.progress?.('writing', this.rowsPut);
    for (const { stored, facts } of plan.items) {
      this.customers.add(facts.customerId);
      if (stored !== null) this.customers.add(stored.customerId);
    }
  }

  async clear(): Promise<void> {
    this.customers.clear();
    this.wasPut = false;
    if (this.number !== null) await this.writer.removeAbandoned(this.number, () => this.turn.hold());
  }

  /** Takes back what was written, and the number with it. */
  async abandon(): Promise<void> {
    await this.clear();
    if (this.number !== null) await this.turn.closeAbandoned();
    this.number = null;
  }
}

/** For a run that is only rehearsed, and so short that nothing of it has to be put down. */
export class UnwrittenRun implements RunBook {
  readonly run: number;

  constructor({ number }: LedgerHead) {
    this.run = number;
  }

  async put(): Promise<void> {
    throw new Error('A rehearsal of several parts needs the turn to write.');
  }

  async clear(): Promise<void> {}
}

/** Takes away what a run left behind that was never committed. */
export async function clearAbandoned(
  turn: LedgerTurn,
  { writer, runs }: { readonly writer: RunWriter; readonly runs: RunRepository },
): Promise<void> {
  const { open, number } = turn.head;
  if (open !== null) {
    await writer.removeAbandoned(open.number, () => turn.hold());
    await runs.markAbandoned(open.runId);
    await turn.closeAbandoned();
  }
  await writer.removeOutdated(number);
}

/** Instants of commits are in the order of numbers, also between machines whose clocks differ. */
export function laterThan(before: Date | null, now: Date): Date {
  return before === null || now > before ? now : new Date(before.getTime() + 1);
}
