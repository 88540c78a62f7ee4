import { randomUUID } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import { DatabaseUnavailable } from './database-unavailable.ts';
import { findMongod, type MongodPlaces } from './mongod-binary.ts';
import {
  type FolderState,
  openDataFolder,
  portFor,
  type RunningMongod,
  readState,
  refuseOtherRelease,
  writeState,
} from './mongod-data-folder.ts';
import { withLock } from './mongod-lock.ts';
import { isRunning, markProcess } from './mongod-owner.ts';
import { dataReleaseOf, type StartedMongod, serves, shutDown, startMongod, uriOf } from './mongod-process.ts';
import { type Say, withProgress } from './mongod-progress.ts';

/** This process's use of the database in a folder. */
export interface EmbeddedDatabase {
  readonly uri: string;
  readonly found: string;
  stop(): Promise<void>;
}

interface Use {
  readonly folder: string;
  readonly ticket: string;
  /** Null where another process started it. */
  readonly started: StartedMongod | null;
}

const SETTLE_LIMIT_MS = 30_000;
const POLL_MS = 100;

/** Uses the database that runs on the folder, or starts one there. Two processes that do so at once start one between them. */
export async function openEmbedded(folder: string, places: MongodPlaces, say: Say): Promise<EmbeddedDatabase> {
  await openDataFolder(folder);
  return withProgress('Starting the database', say, () =>
    withLock(lockOf(folder), async () => {
      const state = await settle(folder, await readState(folder));
      return state?.running ? join(folder, state) : start(folder, state, { places, say });
    }),
  );
}

async function join(folder: string, state: FolderState): Promise<EmbeddedDatabase> {
  const use: Use = { folder, ticket: randomUUID(), started: null };
  await addUser(use, state);
  return { uri: uriOf(state.port), found: `the one that runs on ${folder}`, stop: onlyOnce(() => leave(use)) };
}

async function start(
  folder: string,
  kept: FolderState | null,
  { places, say }: { places: MongodPlaces; say: Say },
): Promise<EmbeddedDatabase> {
  const binary = await findMongod(places, say);
  if (kept) {
    refuseOtherRelease(folder, kept, binary.version);
  }
  const port = await portFor(folder, kept?.port);
  const started = await startMongod(binary, folder, port);
  const use: Use = { folder, ticket: randomUUID(), started };
  const running: RunningMongod = { process: started.process, owner: await markProcess(process.pid) };
  const dataRelease = await dataReleaseOf(port);
  await addUser(use, { port, version: binary.version, dataRelease, running, users: kept?.users ?? [] });
  const found = `mongod ${binary.version}, ${binary.found}, started on ${folder}`;
  return { uri: uriOf(port), found, stop: onlyOnce(() => leave(use)) };
}

async function addUser({ folder, ticket }: Use, state: FolderState): Promise<void> {
  const user = { process: await markProcess(process.pid), ticket };
  await writeState(folder, { ...state, users: [...state.users, user] });
}

/** Ends one use. The last user stops the database; a starter who is not the last leaves it to the others. */
function leave({ folder, ticket, started }: Use): Promise<void> {
  return withLock(lockOf(folder), async () => {
    const state = await readState(folder);
    if (!state?.running) {
      return started?.forget();
    }
    const users = state.users.filter((user) => user.ticket !== ticket);
    if (users.length === 0) {
      await shutDown(state.port, state.running.process);
      await started?.forget();
      return writeState(folder, { ...state, users, running: null });
    }
    started?.release();
    return writeState(folder, {
      ...state,
      users,
      running: started ? { ...state.running, owner: null } : state.running,
    });
  });
}

/** Brings what is remembered in line with what runs: a database whose starter was killed dies with it, so it is not joined but ended. */
async function settle(folder: string, state: FolderState | null): Promise<FolderState | null> {
  if (!state?.running) {
    return state;
  }
  const { process: mongod, owner } = state.running;
  if (owner && !(await isRunning(owner))) {
    await shutDown(state.port, mongod);
  }
  const deadline = performance.now() + SETTLE_LIMIT_MS;
  while (await isRunning(mongod)) {
    if (await serves(state.port, folder)) {
      return state;
    }
    if (performance.now() > deadline) {
      throw new DatabaseUnavailable(
        `The database that runs on ${folder} (process ${mongod.pid}) does not answer; end that process and start again.`,
      );
    }
    await pause(POLL_MS);
  }
  return { ...state, running: null };
}

function lockOf(folder: string): string {
  return `${folder}.lock`;
}

function onlyOnce(work: () => Promise<void>): () => Promise<void> {
  let done: Promise<void> | undefined;
  return () => {
    done ??= work();
    return done;
  };
}
