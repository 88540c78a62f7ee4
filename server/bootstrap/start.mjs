import { resolve } from 'node:path';
import { ensureInstalled } from './install.mjs';
import { ensurePagesBuilt } from './pages.mjs';
import { choosePorts } from './ports.mjs';
import { say } from './say.mjs';
import { onStopSignal } from './stop-signals.mjs';
import { Supervisor } from './supervise.mjs';

/** Starts server, demo and Gmail add-on, and keeps them until it is told to stop (gives 0) or one of them ends (gives 1). */
export async function start({ root, env }) {
  const startedAt = performance.now();
  await ensureInstalled({ root, env });
  const dataDir = resolve(root, env.DATA_DIR || '.data');
  const ports = await choosePorts(env, dataDir);
  await ensurePagesBuilt({ root, env });

  const supervisor = new Supervisor(root);
  const told = new Promise((settle) => onStopSignal(env, () => settle(null)));
  const ended = Promise.race([told, supervisor.failure]);
  const allAreUp = startAll(supervisor, programsOf(env, { ports, dataDir }));
  if (await Promise.race([ended.then(() => false), allAreUp])) {
    const seconds = Math.round((performance.now() - startedAt) / 1000);
    say(`Ready after ${seconds} s at http://localhost:${ports.server} (Ctrl-C stops it).`);
  }
  const failure = await ended;
  say(failure ? failure.message : 'Stopping …');
  await supervisor.stop();
  return failure ? 1 : 0;
}

/** The others need the server's database and address; one another they do not. False where one has ended before it was ready. */
async function startAll(supervisor, [server, ...others]) {
  if (!(await supervisor.start(server))) {
    return false;
  }
  const areReady = await Promise.all(others.map((program) => supervisor.start(program)));
  return areReady.every(Boolean);
}

/** What is to run, the server first; it is stopped in the opposite order. */
function programsOf(env, { ports, dataDir }) {
  const isDemo = env.DEMO !== 'off';
  const shared = {
    ...env,
    ...(isDemo ? demoSettings(env, ports) : { DEMO: 'off' }),
    DATA_DIR: dataDir,
    PORT: String(ports.server),
    GMAIL_ADDON_PORT: String(ports.gmailAddon),
    API_URL: env.API_URL || `http://localhost:${ports.server}`,
  };
  const server = { name: 'The server', args: ['server/main.ts'], env: shared, port: ports.server };
  const demo = { name: 'The demo', args: ['demo/main.ts'], env: shared, port: ports.demo };
  const gmailAddon = { name: 'The Gmail add-on', args: ['gmail-addon/main.ts'], env: shared, port: ports.gmailAddon };
  if (isDemo) {
    return [server, demo, gmailAddon];
  }
  if (env.GMAIL_ADDON_ENDPOINT) {
    return [server, gmailAddon];
  }
  say('The Gmail add-on is not set up (GMAIL_ADDON_ENDPOINT is not set), so it is not started.');
  return [server];
}

function demoSettings(env, ports) {
  return {
    DEMO: 'on',
    BASE_URL: env.BASE_URL || `http://localhost:${ports.server}`,
    DEMO_URL: env.DEMO_URL || `http://localhost:${ports.demo}`,
    DEMO_PORT: String(ports.demo),
  };
}
