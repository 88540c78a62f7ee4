import { after, before, beforeEach } from 'mocha';
import mongoose from 'mongoose';
import { connect, disconnect } from '../../server/mongo/connect.ts';
import { testDatabase } from './global-setup.ts';

const DATABASE_NAME = `test_${process.pid}`;
/** The first start on a machine may have to fetch a mongod. */
const START_LIMIT_MS = 300_000;

/**
 * For a describe that needs MongoDB: connects mongoose to this process's own database, empties its collections before each test
 * (indexes stay), and disconnects at the end.
 */
export function useMongo(): { uri(): string; databaseName: string } {
  let uri = '';
  // Apart from mongoose's connection: emptying a collection of all tenants is what the tripwire is there to refuse.
  let sweeper: mongoose.mongo.MongoClient;

  before(async function () {
    this.timeout(START_LIMIT_MS);
    uri = (await testDatabase()).uri;
    sweeper = new mongoose.mongo.MongoClient(uri);
    await connect(uri, { dbName: DATABASE_NAME });
  });

  beforeEach(async () => {
    const collections = await sweeper.db(DATABASE_NAME).collections();
    await Promise.all(collections.map((collection) => collection.deleteMany({})));
  });

  after(async () => {
    await disconnect();
    await sweeper.close();
  });

  return { uri: () => uri, databaseName: DATABASE_NAME };
}
