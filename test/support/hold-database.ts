// Opens the database of the data folder that is its argument, says so as one line of JSON on stdout, and uses it until it is told to end.
import { once } from 'node:events';
import { openDatabase } from '../../server/mongo/database.ts';

const [dataDir = ''] = process.argv.slice(2);
const told = once(process, 'SIGTERM');
const database = await openDatabase({ dataDir }, (line) => process.stderr.write(`${line}\n`));
process.stdout.write(`${JSON.stringify({ uri: database.uri, found: database.found })}\n`);
// Waiting for a signal does not keep a process alive.
const alive = setInterval(() => {}, 60_000);
await told;
clearInterval(alive);
await database.stop();
