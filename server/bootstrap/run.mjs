import { once } from 'node:events';
import { constants } from 'node:os';
import { ensureInstalled } from './install.mjs';
import { spawnTypeScript } from './programs.mjs';
import { onStopSignal } from './stop-signals.mjs';

/** Runs a TypeScript file of the project with its arguments, as if it had been called itself: same streams, signals, exit code. */
export async function run({ root, args, env }) {
  await ensureInstalled({ root, env });
  const child = spawnTypeScript(root, args, env);
  onStopSignal(env, (signal) => child.kill(signal));
  const [code, signal] = await once(child, 'exit');
  return code ?? 128 + (constants.signals[signal] ?? 0);
}
