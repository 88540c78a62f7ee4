import { type AddressInfo, createServer } from 'node:net';
import { startProgram } from './process.ts';
import type { StartedProgram } from './started-program.ts';

/** A server of ours in a process of its own, on a free port of this machine. */
export class RunningServer {
  private constructor(
    readonly url: string,
    readonly program: StartedProgram,
  ) {}

  /** Starts one and does not wait for it; `tree` is where its source lies, where that is not this tree. */
  static async begin(environment: Readonly<Record<string, string>>, tree?: string): Promise<RunningServer> {
    const port = await freePort();
    const settings = { HOST: '127.0.0.1', PORT: String(port), ...environment };
    const program = startProgram(['server/main.ts'], settings, tree);
    return new RunningServer(`http://127.0.0.1:${port}`, program);
  }

  /** Waits until it serves; throws with all that it said where it ends before. */
  async serving(): Promise<this> {
    await this.program.untilSaid(/Duethread serves/);
    return this;
  }

  async isReady(): Promise<boolean> {
    return (await fetch(`${this.url}/readyz`).catch(() => null))?.status === 200;
  }

  /** Tells it to end, and gives its exit code. */
  async stop(): Promise<number | NodeJS.Signals | null> {
    this.program.process.kill('SIGTERM');
    return this.program.ended();
  }
}

/** A port that nobody uses at this moment. */
export async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
}
