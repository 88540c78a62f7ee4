import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { npm, runProgram, TALK_ON_STDERR } from './programs.mjs';
import { PlainFailure, withProgress } from './say.mjs';

/** Installs the packages where they are missing or are not those of the present lock. */
export async function ensureInstalled({ root, env }) {
  if (await isInstalled(root)) {
    return;
  }
  await withProgress('Installing the packages with npm ci, about a minute', () => install({ root, env }));
}

async function install({ root, env }) {
  const { program, first, shell = false } = npm(env);
  // The project's own setting silences npm, so its errors have to be asked for.
  const args = [...first, 'ci', '--no-audit', '--no-fund', '--loglevel=error'];
  const code = await runProgram(program, args, { cwd: root, env, shell, stdio: TALK_ON_STDERR });
  if (code !== 0) {
    throw new PlainFailure(
      `The packages could not be installed (npm ci ended with ${code}, its reasons are above); see that the npm registry can be reached and that ${root} can be written, and try again.`,
    );
  }
}

/** Whether node_modules holds what the lock asks for, by the record that npm leaves there at the end of each installation. */
export async function isInstalled(root) {
  const [wanted, present] = await Promise.all([
    packagesIn(join(root, 'package-lock.json')),
    packagesIn(join(root, 'node_modules', '.package-lock.json')),
  ]);
  if (wanted === null || present === null) {
    return false;
  }
  return Object.entries(wanted)
    .filter(([path]) => path !== '')
    .every(([path, { version, optional, devOptional }]) =>
      present[path] ? present[path].version === version : Boolean(optional || devOptional),
    );
}

async function packagesIn(file) {
  try {
    return JSON.parse(await readFile(file, 'utf8')).packages;
  } catch {
    return null;
  }
}
