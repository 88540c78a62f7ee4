import { spawn } from 'node:child_process';
import { once } from 'node:events';

/** stdio of a program whose talk is for the person and not part of a command's answer. */
export const TALK_ON_STDERR = ['ignore', 2, 2];

const PARENT_WATCH = new URL('parent-watch.mjs', import.meta.url).href;

/** Runs a program to its end and gives its exit code; a program that a signal ended, or that is not there, gives 1. */
export async function runProgram(program, args, options) {
  const child = spawn(program, args, options);
  try {
    const [code] = await once(child, 'exit');
    return code ?? 1;
  } catch {
    return 1;
  }
}

/** Like runProgram, and what the program says is shown only where it fails. */
export async function runQuietly(program, args, options) {
  const child = spawn(program, args, { ...options, stdio: ['ignore', 'pipe', 'pipe'] });
  const said = [];
  for (const stream of [child.stdout, child.stderr]) {
    stream.on('data', (chunk) => said.push(chunk));
  }
  const code = await once(child, 'close').then(
    ([exitCode]) => exitCode ?? 1,
    () => 1,
  );
  if (code !== 0) {
    process.stderr.write(Buffer.concat(said));
  }
  return code;
}

/** Starts a TypeScript program of the project in a process group of its own; it gets SIGTERM when this process is gone. */
export function spawnTypeScript(root, args, env) {
  return spawn(process.execPath, ['--import', PARENT_WATCH, '--import', 'tsx', ...args], {
    cwd: root,
    env,
    detached: true,
    windowsHide: true,
    stdio: ['inherit', 'inherit', 'inherit', 'ipc'],
  });
}

/** npm, as a program and its first arguments: the very npm that runs this script, where one does. */
export function npm(env) {
  const cli = env.npm_execpath;
  if (cli?.endsWith('npm-cli.js')) {
    return { program: process.execPath, first: [cli] };
  }
  return { program: process.platform === 'win32' ? 'npm.cmd' : 'npm', first: [], shell: process.platform === 'win32' };
}
