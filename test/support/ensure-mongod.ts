// Fetches a mongod where this machine has none, so that no test waits for it.
import { tmpdir } from 'node:os';
import { DatabaseUnavailable } from '../../server/mongo/database-unavailable.ts';
import { findMongod, usualPlaces } from '../../server/mongo/mongod-binary.ts';

const say = (line: string) => process.stderr.write(`${line}\n`);

try {
  if (!process.env.TEST_MONGODB_URI) {
    await findMongod(usualPlaces(process.env.MONGOD_BINARY, tmpdir()), say);
  }
} catch (error) {
  if (!(error instanceof DatabaseUnavailable)) {
    throw error;
  }
  say(error.message);
  process.exitCode = 1;
}
