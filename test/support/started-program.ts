import { type ChildProcess, type SpawnOptions, spawn } from 'node:child_process';
import { once } from 'node:events';

/** A program that a test runs: what it has said so far, and how it ended. */
export class StartedProgram {
  readonly process: ChildProcess;
  #stdout = '';
  #stderr = '';
  readonly #waiting = new Set<() => void>();

  /** Of this process's environment it sees the PATH and the home folder only, and what is given. */
  constructor(program: string, args: readonly string[], { env, ...options }: SpawnOptions = {}) {
    const { PATH, HOME } = process.env;
    this.process = spawn(program, args, { ...options, env: { PATH, HOME, ...env }, stdio: ['ignore', 'pipe', 'pipe'] });
    this.process.stdout?.on('data', (chunk) => {
      this.#stdout += chunk;
      this.#tell();
    });
    this.process.stderr?.on('data', (chunk) => {
      this.#stderr += chunk;
      this.#tell();
    });
    this.process.on('close', () => this.#tell());
  }

  get stdout(): string {
    return this.#stdout;
  }

  get stderr(): string {
    return this.#stderr;
  }

  /** Waits until it has said this on either stream; throws with all that it said where it ends before. */
  async untilSaid(what: RegExp): Promise<void> {
    while (!what.test(this.#stdout + this.#stderr)) {
      if (this.#isOver()) {
        throw new Error(`It ended without saying ${what}: ${this.#stdout}${this.#stderr}`);
      }
      await new Promise<void>((resolve) => this.#waiting.add(resolve));
    }
  }

  /** Waits for its end and gives its exit code, or the signal that ended it. */
  async ended(): Promise<number | NodeJS.Signals | null> {
    if (!this.#isOver()) {
      await once(this.process, 'close');
    }
    return this.process.exitCode ?? this.process.signalCode;
  }

  #isOver(): boolean {
    return this.process.exitCode !== null || this.process.signalCode !== null;
  }

  #tell(): void {
    for (const resolve of this.#waiting) {
      resolve();
    }
    this.#waiting.clear();
  }
}
