import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Database, openDatabase } from '../../server/mongo/database.ts';
import { stopDemo } from './demo.ts';

const PREFIX = 'duethread-test-';

let opening: Promise<Database> | undefined;
let dataDir: string | undefined;

/** The one MongoDB of this run, started when it is first asked for. The first start on a machine may fetch a mongod. */
export function testDatabase(): Promise<Database> {
  opening ??= open();
  return opening;
}

/** Mocha calls it when the last test has ended. */
export async function mochaGlobalTeardown(): Promise<void> {
  await stopDemo();
  await (await opening?.catch(() => undefined))?.stop();
  removeFolder();
}

function open(): Promise<Database> {
  removeFoldersOfDeadRuns();
  dataDir = mkdtempSync(join(tmpdir(), `${PREFIX}${process.pid}-`));
  process.once('exit', removeFolder);
  return openDatabase({ uri: process.env.TEST_MONGODB_URI, mongodBinary: process.env.MONGOD_BINARY, dataDir }, (line) =>
    process.stderr.write(`${line}\n`),
  );
}

function removeFolder(): void {
  if (dataDir) {
    rmSync(dataDir, { recursive: true, force: true, maxRetries: 3 });
  }
}

/** A run that was killed could not clear up after itself. */
function removeFoldersOfDeadRuns(): void {
  for (const name of readdirSync(tmpdir())) {
    const pid = name.startsWith(PREFIX) ? Number(name.slice(PREFIX.length).split('-')[0]) : Number.NaN;
    if (pid > 0 && !isAlive(pid)) {
      rmSync(join(tmpdir(), name), { recursive: true, force: true });
    }
  }
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}
