import { once } from 'node:events';
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
const SHUTDOWN_LIMIT_MS = 30_000;
const ANSWER_LIMIT_MS = 5_000;
const POLL_MS = 50;
const LOG_LINES_KEPT = 50;
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
  const logLines: string[] = [];
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
  // Its own answer to a failed start is to send a shutdown command to a mongod that does not listen.
  instance.removeAllListeners(MongoInstanceEvents.instanceError);
  instance.on(MongoInstanceEvents.instanceSTDOUT, (text: string) => {
    logLines.push(...text.split('\n'));
    logLines.splice(0, logLines.length - LOG_LINES_KEPT);
  });
  try {
    await instance.start();
    await becomePrimary(port);
  } catch (error) {
    instance.mongodProcess?.kill();
    await forget(instance);
    throw new DatabaseUnavailable(
      `The database in ${folder} did not start: ${reasonIn(logLines) ?? (error as Error).message}; set DATA_DIR to another folder, or set MONGODB_URI.`,
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

/** Ends the mongod on that port as MongoDB wants it to be ended, and waits until it is gone; after half a minute it is killed. */
export async function shutDown(port: number, mongod: ProcessMark): Promise<void> {
  if (!(await isRunning(mongod))) {
    return;
  }
  const deadline = performance.now() + SHUTDOWN_LIMIT_MS;
  // It answers by closing the connection.
  await withAdmin(port, (admin) => admin.command({ shutdown: 1, force: true, timeoutSecs: 1 })).catch(() => undefined);
  while (await isRunning(mongod)) {
    if (performance.now() > deadline) {
      // The journal keeps what was acknowledged.
      process.kill(mongod.pid, 'SIGKILL');
    }
    await pause(POLL_MS);
  }
}

async function started(instance: MongoInstance): Promise<StartedMongod> {
  return {
    process: await markProcess(instance.mongodProcess?.pid ?? 0),
    forget: () => forget(instance),
    release: () => {
      instance.killerProcess?.kill('SIGKILL');
      instance.mongodProcess?.stdout?.destroy();
      instance.mongodProcess?.stderr?.destroy();
    },
  };
}

/** Waits for the mongod's end before its instance is told: an instance whose mongod seems to run asks it to shut down, for 5 s. */
async function forget(instance: MongoInstance): Promise<void> {
  const { mongodProcess } = instance;
  if (mongodProcess && mongodProcess.exitCode === null && mongodProcess.signalCode === null) {
    await once(mongodProcess, 'exit');
  }
  await instance.stop();
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
