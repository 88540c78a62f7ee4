import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';

/** A process that makes a load when it is asked to, and says what it found. */
export class LoadWorker {
  private constructor(private readonly process: ChildProcess) {}

  /** Starts a program that says one thing when it is ready, and one thing for each that it is sent. */
  static async start(program: URL): Promise<LoadWorker> {
    const worker = new LoadWorker(fork(program, { execArgv: ['--import', 'tsx'] }));
    await worker.message();
    return worker;
  }

  async ask(order: object): Promise<unknown> {
    this.process.send(order);
    return this.message();
  }

  async stop(): Promise<void> {
    if (this.process.exitCode !== null || this.process.signalCode !== null) return;
    const ended = once(this.process, 'exit');
    this.process.kill();
    await ended;
  }

  private async message(): Promise<unknown> {
    const stop = new AbortController();
    const { signal } = stop;
    const died = once(this.process, 'exit', { signal }).then(() => {
      throw new Error('The process that makes the load has ended.');
    });
    try {
      const [message] = await Promise.race([once(this.process, 'message', { signal }), died]);
      return message;
    } finally {
      died.catch(() => {});
      stop.abort();
    }
  }
}
