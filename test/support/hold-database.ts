// Opens the database of the data folder that is its argument, says so as one line of JSON on stdout, and uses it until it is told to end.
import { once } from 'node:events';
import { openDatabase } from '../../server/mongo/database.ts';

const [dataDir = ''] = process.argv.slice(2);
const database = await openDatabase({ dataDir }, (line) => process.stderr.write(`${line}\n`));
process.stdout.write(`${JSON.stringify({ uri: database.uri, found: database.found })}\n`);
await once(process, 'SIGTERM');
await database.stop();
