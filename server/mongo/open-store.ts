import type { Config } from '../config.ts';
import type { Shutdown } from '../process.ts';
import { connect, disconnect } from './connect.ts';
import { openDatabase } from './database.ts';
import { syncIndexes } from './sync-indexes.ts';

/** Finds or starts the database, connects to it and makes its indexes; the shutdown disconnects and then ends our use of it. */
export async function openStore(
  { dataDir, mongo }: Pick<Config, 'dataDir' | 'mongo'>,
  say: (line: string) => void,
  shutdown: Shutdown,
): Promise<void> {
  const database = await openDatabase({ uri: mongo.uri, mongodBinary: mongo.binary, dataDir }, say);
  shutdown.add(() => database.stop());
  shutdown.add(disconnect);
  await connect(database.uri, { dbName: mongo.database });
  await syncIndexes();
}
