import { ConfigInvalid } from './config.ts';
import { DomainError } from './errors.ts';
import { DatabaseUnavailable } from './mongo/database-unavailable.ts';

/** The process cannot do what it was started for; the message is one sentence for the person at the terminal. */
export class Refused extends Error {
  override readonly name: string = 'Refused';
}

/** What has to be ended before the process does: the last that was opened first. */
export class Shutdown {
  private readonly steps: (() => Promise<void>)[] = [];
  private running: Promise<void> | null = null;

  get begun(): boolean {
    return this.running !== null;
  }

  add(step: () => Promise<void>): void {
    this.steps.unshift(step);
  }

  /** Runs every step once, also where one before it failed; throws the first failure. */
  run(): Promise<void> {
    this.running ??= this.runSteps();
    return this.running;
  }

  private async runSteps(): Promise<void> {
    const failures: unknown[] = [];
    for (const step of this.steps) {
      await step().catch((error: unknown) => failures.push(error));
    }
    if (failures.length > 0) throw failures[0];
  }
}

const SAME_KEY_MS = 500;
const CODE_OF_SIGNAL = { SIGINT: 130, SIGTERM: 143 } as const;

/** Runs a process that serves until a signal ends it, then with exit code 0. A second signal ends it at once. */
export async function runServer(start: (shutdown: Shutdown) => Promise<void>): Promise<void> {
  const shutdown = new Shutdown();
  endOnSignal(shutdown, () => 0);
  try {
    await start(shutdown);
  } catch (error) {
    await fail(error, shutdown);
  }
}

/** Does one thing and ends what it opened, also where it fails or a signal ends the process. */
export async function withShutdown(work: (shutdown: Shutdown) => Promise<void>): Promise<void> {
  const shutdown = new Shutdown();
  endOnSignal(shutdown, (signal) => CODE_OF_SIGNAL[signal]);
  try {
    await work(shutdown);
  } finally {
    await shutdown.run();
  }
}

/** One line for the person at the terminal. */
export function say(line: string): void {
  process.stderr.write(`${line}\n`);
}

function endOnSignal(shutdown: Shutdown, codeOf: (signal: keyof typeof CODE_OF_SIGNAL) => number): void {
  let askedAt: number | null = null;
  const end = (signal: keyof typeof CODE_OF_SIGNAL) => {
    if (askedAt !== null) {
      // One Ctrl-C reaches us from the terminal and from the process that started us.
      if (performance.now() - askedAt > SAME_KEY_MS) process.exit(CODE_OF_SIGNAL[signal]);
      return;
    }
    askedAt = performance.now();
    shutdown.run().then(
      () => process.exit(codeOf(signal)),
      (error: unknown) => {
        say(wordsFor(error));
        process.exit(1);
      },
    );
  };
  process.on('SIGINT', end);
  process.on('SIGTERM', end);
}

async function fail(error: unknown, shutdown: Shutdown): Promise<void> {
  // What fails because a signal is ending it has not failed.
  if (shutdown.begun) return;
  say(wordsFor(error));
  await shutdown.run().catch((failure: unknown) => say(wordsFor(failure)));
  process.exit(1);
}

/** Whether `parseArgs` refused the arguments. */
export function isUsageError(error: unknown): boolean {
  return String((error as { code?: unknown } | null)?.code).startsWith('ERR_PARSE_ARGS_');
}

/** A sentence for what a person can mend, the whole stack for a fault of ours. */
export function wordsFor(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const known = [Refused, ConfigInvalid, DatabaseUnavailable, DomainError];
  const isKnown = isUsageError(error) || known.some((kind) => error instanceof kind);
  return isKnown ? error.message : String(error.stack);
}
