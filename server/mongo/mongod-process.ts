import { setTimeout as pause } from 'node:timers/promises';
import { MongoInstance, MongoInstanceEvents } from 'mongodb-memory-server-core/lib/util/MongoInstance.js';
import mongoose from 'mongoose';
import { DatabaseUnavailable } from './database-unavailable.ts';
import type { MongodBinary } from './mongod-binary.ts';
import { isRunning, markProcess, type ProcessMark } from './mongod-owner.ts';

const { MongoClient } = mongoose.mongo;

/** The replica set's name, and thereby part of the address. */
const REPLICA_SET = 'duethread';
/** Of the database's own cache, in GB. Enough for the sample company and for trying out one's own ledger. */
const CACHE_GB = 0.5;
const OPLOG_MB = 512;
const LAUNCH_LIMIT_MS = 120_000;
const PRIMARY_LIMIT_MS = 60_000;
const ANSWER_LIMIT_MS = 5_000;
const POLL_MS = 50;
const ALREADY_INITIALIZED = 23;

/** A mongod that this process has started; it is killed when this process dies. */
export interface StartedMongod {
  readonly process: ProcessMark;
  /** Forgets a mongod that has ended. */
  forget(): Promise<void>;
  /** Lets it run on when this process ends. */
  release(): void;
}

/** The address of the replica set of one on that port of this machine. */
export function uriOf(port: number): string {
  return `mongodb://127.0.0.1:${port}/?replicaSet=${REPLICA_SET}`;
}

/** Starts a mongod on the folder and gives it back when it can be written to. Throws DatabaseUnavailable where it does not start. */
export async function startMongod(binary: MongodBinary, folder: string, port: number): Promise<StartedMongod> {
  const lastLines: string[] = [];
  const instance = new MongoInstance({
    instance: {
      port,
      dbPath: folder,
      ip: '127.0.0.1',
      replSet: REPLICA_SET,
      storageEngine: 'wiredTiger',
      launchTimeout: LAUNCH_LIMIT_MS,
      args: ['--wiredTigerCacheSizeGB', String(CACHE_GB), '--oplogSize', String(OPLOG_MB)],
    },
    binary: { systemBinary: binary.path, version: binary.version },
    // In a process group of its own: Ctrl-C is for the server, which stops the database last.
    spawn: { detached: true },
  });
  instance.on(MongoInstanceEvents.instanceSTDOUT, (text: string) => {
    lastLines.push(...text.split('\n'));
    lastLines.splice(0, lastLines.length - 50);
  });
  try {
    await instance.start();
    await becomePrimary(port);
  } catch (error) {
    await instance.stop();
    throw new DatabaseUnavailable(
      `The database in ${folder} did not start: ${reasonIn(lastLines) ?? (error as Error).message}; set DATA_DIR to another folder, or set MONGODB_URI.`,
      { cause: error },
    );
  }
  return started(instance);
}

/** Whether the mongod on that port serves that folder and can be written to. */
export async function serves(port: number, folder: string): Promise<boolean> {
  return withAdmin(port, async (admin) => {
    const { parsed } = await admin.command({ getCmdLineOpts: 1 });
    const { isWritablePrimary } = await admin.command({ hello: 1 });
    return parsed?.storage?.dbPath === folder && isWritablePrimary === true;
  }).catch(() => false);
}

/** The release whose format the data have, as in 6.0; a later mongod leaves it as it is. */
export function dataReleaseOf(port: number): Promise<string> {
  return withAdmin(port, async (admin) => {
    const { featureCompatibilityVersion } = await admin.command({ getParameter: 1, featureCompatibilityVersion: 1 });
    return featureCompatibilityVersion.version;
  });
}

/** Ends the mongod on that port as MongoDB wants it to be ended, and waits until it is gone. */
export async function shutDown(port: number, mongod: ProcessMark): Promise<void> {
  // It answers by closing the connection.
  await withAdmin(port, (admin) => admin.command({ shutdown: 1, force: true, timeoutSecs: 1 })).catch(() => undefined);
  while (await isRunning(mongod)) {
    await pause(POLL_MS);
  }
}

async function started(instance: MongoInstance): Promise<StartedMongod> {
  const { mongodProcess, killerProcess } = instance;
  return {
    process: await markProcess(mongodProcess?.pid ?? 0),
    forget: async () => {
      await instance.stop();
    },
    release: () => {
      killerProcess?.kill('SIGKILL');
      mongodProcess?.stdout?.destroy();
      mongodProcess?.stderr?.destroy();
    },
  };
}

async function becomePrimary(port: number): Promise<void> {
  const deadline = performance.now() + PRIMARY_LIMIT_MS;
  await withAdmin(port, async (admin) => {
    await initiate(admin, port);
    while (!(await admin.command({ hello: 1 })).isWritablePrimary) {
      if (performance.now() > deadline) {
        throw new Error('it has not become writable within a minute');
      }
      await pause(POLL_MS);
    }
  });
}

async function initiate(admin: mongoose.mongo.Db, port: number): Promise<void> {
  try {
    const members = [{ _id: 0, host: `127.0.0.1:${port}` }];
    await admin.command({ replSetInitiate: { _id: REPLICA_SET, members, settings: { electionTimeoutMillis: 2_000 } } });
  } catch (error) {
    if ((error as { code?: number }).code !== ALREADY_INITIALIZED) {
      throw error;
    }
  }
}

async function withAdmin<T>(port: number, work: (admin: mongoose.mongo.Db) => Promise<T>): Promise<T> {
  const client = new MongoClient(`mongodb://127.0.0.1:${port}`, {
    directConnection: true,
    serverSelectionTimeoutMS: ANSWER_LIMIT_MS,
  });
  try {
    return await work(client.db('admin'));
  } finally {
    await client.close();
  }
}

/** What mongod's own log gives as the reason of its end. */
function reasonIn(logLines: readonly string[]): string | null {
  const fatal = logLines.filter((line) => /"s":"[EF]"/.test(line));
  for (const line of fatal.reverse()) {
    const reason = /"error":"((?:[^"\\]|\\.)*)"/.exec(line)?.[1];
    if (reason) {
      return reason;
    }
  }
  return null;
}
