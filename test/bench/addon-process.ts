import { readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Shutdown } from '../../server/process.ts';
import { startProgram } from '../support/process.ts';

export interface AddonProcess {
  readonly port: number;
  /** Where Google reaches it. */
  readonly endpoint: string;
  /** Milliseconds of CPU that it has used so far; null where the system does not tell. */
  cpuMs(): Promise<number | null>;
}

interface AddonPlace {
  readonly apiPort: number;
  readonly googlePort: number;
  readonly dataDir: string;
}

/** Linux counts CPU time in hundredths of a second. */
const TICK_MS = 10;

/** Starts the Gmail add-on as `npm start` does, as a process of its own; it ends with the shutdown. */
export async function startAddon(
  { apiPort, googlePort, dataDir }: AddonPlace,
  shutdown: Shutdown,
): Promise<AddonProcess> {
  const port = await freePort();
  const addon = startProgram(['gmail-addon/main.ts'], {
    DEMO: 'on',
    DEMO_URL: `http://127.0.0.1:${googlePort}`,
    GMAIL_ADDON_PORT: String(port),
    API_URL: `http://127.0.0.1:${apiPort}`,
    DATA_DIR: dataDir,
    LOG_LEVEL: 'warn',
  });
  shutdown.add(async () => {
    addon.process.kill('SIGTERM');
    await addon.ended();
  });
  while (!(await isAlive(port))) {
    if (addon.process.exitCode !== null) throw new Error(`The add-on has ended: ${addon.stderr}`);
  }
  return { port, endpoint: `http://localhost:${port}`, cpuMs: () => cpuOf(addon.process.pid ?? 0) };
}

async function isAlive(port: number): Promise<boolean> {
  try {
    return (await fetch(`http://127.0.0.1:${port}/healthz`)).ok;
  } catch {
    return false;
  }
}

async function cpuOf(pid: number): Promise<number | null> {
  try {
    const stat = await readFile(`/proc/${pid}/stat`, 'utf8');
    const [, , , , , , , , , , , user, system] = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    return (Number(user) + Number(system)) * TICK_MS;
  } catch {
    return null;
  }
}

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
}
