import mongoose, { type Connection } from 'mongoose';
import { refuseTenantLeak } from './tripwire.ts';

export interface ConnectOptions {
  readonly dbName: string;
  readonly maxPoolSize?: number;
}

/**
 * Connects mongoose's one connection. Reads are of majority-committed data and an acknowledged write is on a majority with its journal.
 * Every command passes the tenant tripwire before it leaves.
 */
export async function connect(uri: string, { dbName, maxPoolSize = 50 }: ConnectOptions): Promise<Connection> {
  mongoose.set('strictQuery', 'throw');
  mongoose.set('sanitizeFilter', true);
  mongoose.set('autoIndex', false);
  mongoose.set('autoCreate', false);
  const { connection } = await mongoose.connect(uri, {
    dbName,
    maxPoolSize,
    monitorCommands: true,
    writeConcern: { w: 'majority', j: true },
    readConcern: { level: 'majority' },
    serverSelectionTimeoutMS: 5_000,
  });
  connection.getClient().on('commandStarted', refuseTenantLeak);
  return connection;
}

/** The driver's own handle of the database that is connected, for packages that bring their own collections. Throws Error before `connect`. */
export function connectedDatabase(): mongoose.mongo.Db {
  const { db } = mongoose.connection;
  if (db === undefined) throw new Error('The database is not connected.');
  return db;
}

export async function disconnect(): Promise<void> {
  await mongoose.disconnect();
}
