import { mkdir, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { DatabaseUnavailable } from './database-unavailable.ts';
import { isRunning, type ProcessMark } from './mongod-owner.ts';

/** What the data folder remembers of the database in it. Read and written only under the folder's lock. */
export interface FolderState {
  /** Chosen once: the replica set's configuration, which is in the data, names it. */
  readonly port: number;
  /** The version of the mongod that last wrote here. */
  readonly version: string;
  /** The release whose format the data have; it can be older than `version`. */
  readonly dataRelease: string;
  readonly running: RunningMongod | null;
  readonly users: readonly FolderUser[];
}

/** The mongod that serves the folder. */
export interface RunningMongod {
  readonly process: ProcessMark;
  /** Who dies with it; null once its starter has left it to the others that use it. */
  readonly owner: ProcessMark | null;
}

/** A process that uses the folder's database. */
export interface FolderUser {
  readonly process: ProcessMark;
  readonly ticket: string;
}

const STATE_FILE = 'duethread.json';
/** Below what systems hand out for outgoing connections, so that nothing sits on it by chance at the next start. */
const FIRST_PORT = 20_000;
const PORTS = 10_000;

/** Makes the folder where it is missing and proves that it can be written; the sentence says what to do where it cannot. */
export async function openDataFolder(folder: string): Promise<void> {
  const probe = join(folder, `.write-probe-${process.pid}`);
  try {
    await mkdir(folder, { recursive: true });
    await writeFile(probe, '');
    await rm(probe);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    throw new DatabaseUnavailable(
      `The data folder ${folder} cannot be written (${code}); set DATA_DIR to a folder that this user can write, or set MONGODB_URI.`,
      { cause: error },
    );
  }
}

/** What the folder remembers, without the users that have ended; null for a folder no mongod has served yet. */
export async function readState(folder: string): Promise<FolderState | null> {
  const text = await readFile(join(folder, STATE_FILE), 'utf8').catch(() => null);
  if (text === null) {
    await refuseForeignData(folder);
    return null;
  }
  const state = JSON.parse(text) as FolderState;
  const living = await Promise.all(state.users.map((user) => isRunning(user.process)));
  return { ...state, users: state.users.filter((_, index) => living[index]) };
}

/** Remembers `state` in one step: a reader sees the old or the new one, whole. */
export async function writeState(folder: string, state: FolderState): Promise<void> {
  const file = join(folder, STATE_FILE);
  const draft = `${file}.draft`;
  await writeFile(draft, JSON.stringify(state, null, 2));
  await rename(draft, file);
}

/** Throws where a mongod of this version cannot open what is in the folder. */
export function refuseOtherRelease(
  folder: string,
  kept: Pick<FolderState, 'version' | 'dataRelease'>,
  binary: string,
): void {
  if (compareReleases(binary, kept.version) < 0) {
    throw new DatabaseUnavailable(
      `The data folder ${folder} was made by MongoDB ${kept.version}, and the mongod found here is ${binary}; set MONGOD_BINARY to one of ${kept.version} or later, or DATA_DIR to another folder.`,
    );
  }
  if (compareReleases(kept.dataRelease, oldestReadable(binary)) < 0) {
    throw new DatabaseUnavailable(
      `The data folder ${folder} holds data of MongoDB ${kept.dataRelease}, which the mongod ${binary} found here can no longer open; set MONGOD_BINARY to one of ${kept.version}, or DATA_DIR to another folder.`,
    );
  }
}

/** The port to serve the folder on: the remembered one, else a free one. Throws where another program listens on it. */
export async function portFor(folder: string, kept: number | undefined): Promise<number> {
  if (kept === undefined) {
    return freePort();
  }
  if (!(await isFree(kept))) {
    throw new DatabaseUnavailable(
      `Port ${kept}, which belongs to the database in ${folder}, is taken by another program; stop that program, or set DATA_DIR to another folder.`,
    );
  }
  return kept;
}

async function refuseForeignData(folder: string): Promise<void> {
  if ((await readdir(folder)).includes('WiredTiger')) {
    throw new DatabaseUnavailable(
      `The data folder ${folder} holds a database that was not made here; set DATA_DIR to another folder, or run that database yourself and set MONGODB_URI.`,
    );
  }
}

function compareReleases(one: string, other: string): number {
  const [major = 0, minor = 0] = one.split('.').map(Number);
  const [otherMajor = 0, otherMinor = 0] = other.split('.').map(Number);
  return major - otherMajor || minor - otherMinor;
}

/** MongoDB opens data of the yearly release before: 8.0 those of 7.0, and 8.2 those of 8.0. */
function oldestReadable(binary: string): string {
  const [major = 0, minor = 0] = binary.split('.').map(Number);
  return minor === 0 ? `${major - 1}.0` : `${major}.0`;
}

async function freePort(): Promise<number> {
  for (;;) {
    const port = FIRST_PORT + Math.floor(Math.random() * PORTS);
    if (await isFree(port)) {
      return port;
    }
  }
}

function isFree(port: number): Promise<boolean> {
  return new Promise((answer) => {
    const server = createServer();
    server.once('error', () => answer(false));
    server.listen(port, '127.0.0.1', () => server.close(() => answer(true)));
  });
}
