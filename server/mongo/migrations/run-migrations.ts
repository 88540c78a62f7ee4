import { randomUUID } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import type mongoose from 'mongoose';
import type { Clock } from '../../ports.ts';
import type { Migration, MigrationContext } from './migration.ts';
import { MigrationRecords } from './migration-records.ts';
import { stateOf } from './schema-state.ts';

const ASK_AGAIN_MS = 250;

/** The migrations cannot go on here: the process is to end, or another one has taken them over. What was written stays, and is gone on from. */
export class MigrationsCutOff extends Error {
  override readonly name = 'MigrationsCutOff';
}

export interface MigrationOrder {
  readonly db: mongoose.mongo.Db;
  /** Those that this process may do. */
  readonly migrations: readonly Migration[];
  readonly clock: Clock;
  /** Ends the work between two batches. */
  readonly signal?: AbortSignal;
  readonly say?: (line: string) => void;
  /** How long a process may say nothing before another takes its turn, in ms. */
  readonly leaseMs?: number;
}

/**
 * Does each migration that was not done yet, in order, in one process at a time; where another process is at it, waits until it has ended. Throws MigrationsCutOff, and whatever a
 * migration throws: it is then not done, and is begun again by the next that asks.
 */
export async function runMigrations(order: MigrationOrder): Promise<void> {
  const records = new MigrationRecords(order.db, order.leaseMs);
  while ((await missing(records, order)).length > 0) {
    requireGoingOn(order.signal);
    const isDone = await inTurn(order, async (context) => {
      // Another process may have done them while this one waited.
      for (const migration of await missing(records, order)) await doOne(migration, context, { records, order });
    });
    if (!isDone) await pause(ASK_AGAIN_MS);
  }
}

/** Does again what the version before may have gone on writing in its own way; gives how many documents that was, and leaves it where another process is at it. */
export async function followMigrations(order: MigrationOrder): Promise<number> {
  const done = new Set((await new MigrationRecords(order.db, order.leaseMs).findDone()).map(({ _id }) => _id));
  const followed = order.migrations.filter(({ number, isFollowed }) => isFollowed && done.has(number));
  if (followed.length === 0) return 0;
  let written = 0;
  await inTurn(order, async (context) => {
    for (const { run } of followed) written += await run(context);
  });
  return written;
}

interface Doing {
  readonly records: MigrationRecords;
  readonly order: MigrationOrder;
}

async function doOne(migration: Migration, context: MigrationContext, { records, order }: Doing): Promise<void> {
  const { number, name, servedFrom, run } = migration;
  const written = await run(context);
  await records.keepDone({ _id: number, name, servedFrom, doneAt: order.clock.now(), written });
  order.say?.(`Migration ${number}, ${name}: done, ${written} ${written === 1 ? 'document' : 'documents'} written.`);
}

async function missing(records: MigrationRecords, { migrations }: MigrationOrder): Promise<readonly Migration[]> {
  return stateOf(await records.findDone(), migrations).missing;
}

/** Does the work if the turn can be had; false where it cannot. */
async function inTurn(order: MigrationOrder, work: (context: MigrationContext) => Promise<void>): Promise<boolean> {
  const { db, signal, leaseMs } = order;
  const records = new MigrationRecords(db, leaseMs);
  const owner = randomUUID();
  if (!(await records.takeTurn(owner))) return false;
  try {
    const tenantIds = await companiesOf(db);
    const goOn = async () => {
      requireGoingOn(signal);
      if (!(await records.takeTurn(owner)))
        throw new MigrationsCutOff('Another process has taken the migrations over.');
    };
    await work({ db, tenantIds, goOn });
  } finally {
    await records.giveTurnBack(owner);
  }
  return true;
}

async function companiesOf(db: mongoose.mongo.Db): Promise<string[]> {
  const tenants = db.collection<{ _id: string }>('tenants').find({}, { projection: { _id: 1 }, sort: { _id: 1 } });
  return (await tenants.toArray()).map(({ _id }) => _id);
}

function requireGoingOn(signal: AbortSignal | undefined): void {
  if (signal?.aborted === true) throw new MigrationsCutOff('The process is to end before its migrations are done.');
}
