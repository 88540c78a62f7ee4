import mongoose from 'mongoose';
import { type Config, readCommandConfig } from '../config.ts';
import { connectedDatabase } from '../mongo/connect.ts';
import { openStore } from '../mongo/open-store.ts';
import { say, withShutdown } from '../process.ts';

/** A database of the same MongoDB, opened under its own name. */
export interface OpenedStore {
  readonly config: Config;
  readonly db: mongoose.mongo.Db;
  readonly client: mongoose.mongo.MongoClient;
}

/** Opens a database beside the server's own, with its collections and indexes, and ends its use of it. `nameOf` makes its name from the server's. */
export function withStore(nameOf: (own: string) => string, work: (store: OpenedStore) => Promise<void>): Promise<void> {
  return withShutdown(async (shutdown) => {
    const config = readCommandConfig();
    const database = nameOf(config.mongo.database);
    await openStore({ ...config, mongo: { ...config.mongo, database } }, say, shutdown);
    await work({ config, db: connectedDatabase(), client: mongoose.connection.getClient() });
  });
}
