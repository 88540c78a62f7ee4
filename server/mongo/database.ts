import { resolve } from 'node:path';
import { openEmbedded } from './database-embedded.ts';
import { type MongodPlaces, usualPlaces } from './mongod-binary.ts';
import type { Say } from './mongod-progress.ts';

export interface DatabaseSettings {
  /** The person's own MongoDB; where it is given and not empty, none is started. */
  readonly uri?: string | undefined;
  /** The mongod to start. */
  readonly mongodBinary?: string | undefined;
  /** The database lies in the folder `mongo` in it. */
  readonly dataDir: string;
}

/** A MongoDB that can be connected to. */
export interface Database {
  readonly uri: string;
  /** Which one it is, in words. */
  readonly found: string;
  /** Whether it runs on this machine's data folder. */
  readonly embedded: boolean;
  /** Ends this process's use of it. The last to use an embedded database stops it. */
  stop(): Promise<void>;
}

/**
 * Finds a MongoDB, or starts one on the data folder, and says in one line which it took; one that already runs on the folder is shared.
 * Throws DatabaseUnavailable, whose message says what to do, where there is none.
 */
export async function openDatabase(
  settings: DatabaseSettings,
  say: Say,
  places = usualPlaces(settings.mongodBinary, settings.dataDir),
): Promise<Database> {
  const database = settings.uri ? given(settings.uri) : await openOwn(settings.dataDir, say, places);
  say(`MongoDB: ${database.found}.`);
  return database;
}

async function openOwn(dataDir: string, say: Say, places: MongodPlaces): Promise<Database> {
  return { ...(await openEmbedded(resolve(dataDir, 'mongo'), places, say)), embedded: true };
}

function given(uri: string): Database {
  return { uri, found: 'the one that MONGODB_URI names', embedded: false, stop: async () => {} };
}
