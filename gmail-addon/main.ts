import type { Server } from 'node:http';
import { createGmailAddon } from './app.ts';
import { createLog } from './call-log.ts';
import { CallMetrics } from './call-metrics.ts';
import { type AddonConfig, ConfigInvalid, readConfig } from './config.ts';
import { PortTaken } from './port-taken.ts';

const GRACE_MS = 10_000;

try {
  await serve(readConfig());
} catch (error) {
  const isKnown = error instanceof ConfigInvalid || error instanceof PortTaken;
  process.stderr.write(`${isKnown ? error.message : String((error as Error).stack)}\n`);
  process.exit(1);
}

async function serve(config: AddonConfig): Promise<void> {
  const metrics = new CallMetrics();
  metrics.watchProcess();
  const app = createGmailAddon({ ...config, now: () => new Date() }, createLog(config.logLevel), metrics);
  const server = await new Promise<Server>((resolve, reject) => {
    const listening: Server = app.listen(config.port, config.host ?? '', (error) => {
      if (error === undefined) resolve(listening);
      else reject(new PortTaken(config.port, error));
    });
  });
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => end(server));
  process.send?.({ ready: true });
}

/** Takes no new calls and waits for those under way. */
function end(server: Server): void {
  setTimeout(() => server.closeAllConnections(), GRACE_MS).unref();
  server.close(() => process.exit(0));
}
