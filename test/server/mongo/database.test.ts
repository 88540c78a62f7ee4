import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { expect } from 'chai';
import { afterEach, beforeEach, describe, it } from 'mocha';
import mongoose from 'mongoose';
import { type Database, openDatabase } from '../../../server/mongo/database.ts';
import { DatabaseUnavailable } from '../../../server/mongo/database-unavailable.ts';
import type { FolderState } from '../../../server/mongo/mongod-data-folder.ts';
import { isRunning, type ProcessMark } from '../../../server/mongo/mongod-owner.ts';

const NOBODY: ProcessMark = { pid: 2 ** 30, startedAt: '' };
const HOLDER = fileURLToPath(new URL('../../support/hold-database.ts', import.meta.url));

interface Holder {
  readonly process: ChildProcess;
  readonly uri: string;
  readonly found: string;
}

describe('openDatabase', function () {
  this.timeout(300_000);

  let dataDir = '';
  const folder = () => join(dataDir, 'mongo');
  const stateFile = () => join(folder(), 'duethread.json');
  const state = () => JSON.parse(readFileSync(stateFile(), 'utf8')) as FolderState;
  const opened = new Set<Database>();
  const holders = new Set<ChildProcess>();

  beforeEach(() => {
    dataDir = mkdtempSync(join(tmpdir(), 'duethread-database-'));
  });

  afterEach(async () => {
    await Promise.all([...opened].map((database) => database.stop()));
    opened.clear();
    await Promise.all([...holders].map((holder) => end(holder, 'SIGKILL')));
    holders.clear();
    await until(async () => !(await isRunning(mongodIn(stateFile()))));
    rmSync(dataDir, { recursive: true, force: true });
  });

  async function open(): Promise<Database> {
    const database = await openDatabase({ dataDir }, ignore);
    opened.add(database);
    return database;
  }

  async function hold(): Promise<Holder> {
    const child = spawn(process.execPath, ['--import', 'tsx', HOLDER, dataDir], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    holders.add(child);
    const lines = createInterface({ input: child.stdout });
    const [line] = await Promise.race([once(lines, 'line'), once(child, 'exit').then(() => ['{}'])]);
    return { process: child, ...JSON.parse(line) };
  }

  it('says in one line which it took, and takes the one that is named', async () => {
    const said: string[] = [];
    const database = await openDatabase({ uri: 'mongodb://one.example/', dataDir }, (line) => said.push(line));
    expect(database).to.include({ uri: 'mongodb://one.example/', embedded: false });
    expect(said).to.deep.equal(['MongoDB: the one that MONGODB_URI names.']);
  });

  it('keeps the data, the port and the version over a restart', async () => {
    const first = await open();
    await insert(first.uri, 'kept');
    await first.stop();
    const remembered = state();
    expect(remembered.running).to.equal(null);

    const second = await open();
    expect(second.uri).to.equal(first.uri);
    expect(state()).to.include({ port: remembered.port, version: remembered.version });
    expect(await names(second.uri)).to.deep.equal(['kept']);
    await second.stop();
  });

  it('can do transactions', async () => {
    const database = await open();
    await withThings(database.uri, async (things, client) => {
      await things.insertOne({ name: 'before' });
      const undone = client.withSession((session) =>
        session.withTransaction(async () => {
          await things.insertOne({ name: 'undone' }, { session });
          throw new Error('changed my mind');
        }),
      );
      expect(await undone.catch((error: Error) => error.message)).to.equal('changed my mind');
    });
    expect(await names(database.uri)).to.deep.equal(['before']);
    await database.stop();
  });

  it('shares one that runs on the folder, and the user who leaves last stops it', async () => {
    const owner = await hold();
    const guest = await open();
    expect(guest.uri).to.equal(owner.uri);
    expect(guest.found).to.match(/^the one that runs on /);
    const mongod = mongodIn(stateFile());

    expect(await end(owner.process, 'SIGTERM')).to.equal(0);
    await insert(guest.uri, 'after its starter has gone');
    expect(await isRunning(mongod)).to.equal(true);

    await guest.stop();
    expect(await isRunning(mongod)).to.equal(false);
  });

  it('leaves it running for its starter when a guest leaves', async () => {
    const owner = await open();
    const guest = await hold();
    expect(await end(guest.process, 'SIGTERM')).to.equal(0);
    await insert(owner.uri, 'still here');
    await owner.stop();
  });

  it('starts one database for several that ask at once', async () => {
    const all = await Promise.all([hold(), hold(), hold()]);
    expect(new Set(all.map(({ uri }) => uri)).size).to.equal(1);
    expect(all.filter(({ found }) => found.includes('started on'))).to.have.length(1);
    for (const { process: holder } of all) {
      expect(await end(holder, 'SIGTERM')).to.equal(0);
    }
    expect(state().running).to.equal(null);
  });

  it('starts again with all that was acknowledged after its starter was killed', async () => {
    const killed = await hold();
    await insert(killed.uri, 'acknowledged');
    await end(killed.process, 'SIGKILL');

    const database = await open();
    expect(database.found).to.contain('started on');
    expect(await names(database.uri)).to.deep.equal(['acknowledged']);
    await database.stop();
  });

  it('starts again after the starter and mongod were killed together', async () => {
    const killed = await hold();
    await insert(killed.uri, 'acknowledged');
    process.kill(mongodIn(stateFile()).pid, 'SIGKILL');
    await end(killed.process, 'SIGKILL');

    const database = await open();
    expect(await names(database.uri)).to.deep.equal(['acknowledged']);
    await database.stop();
  });

  it('takes over the lock of a process that was killed', async () => {
    const deadPid = await pidOfEnded();
    const lock = { holder: { pid: deadPid, startedAt: '' }, ticket: 'of-the-dead' };
    writeFileSync(join(dataDir, 'mongo.lock'), JSON.stringify(lock));
    const database = await open();
    await database.stop();
    expect(state().running).to.equal(null);
  });

  it('does not take a later process of the same number for the one that held the lock', async () => {
    const lock = {
      holder: { pid: process.pid, startedAt: 'before the machine was restarted' },
      ticket: 'of-another-boot',
    };
    writeFileSync(join(dataDir, 'mongo.lock'), JSON.stringify(lock));
    const database = await open();
    await database.stop();
    expect(state().running).to.equal(null);
  });

  describe('refuses with a sentence', () => {
    it('a data folder that cannot be written', async () => {
      writeFileSync(join(dataDir, 'a-file'), '');
      const sentence = await refusal(openDatabase({ dataDir: join(dataDir, 'a-file') }, ignore));
      expect(sentence).to.match(/^The data folder .+ cannot be written \(\w+\); set DATA_DIR to a folder/);
    });

    it('a data folder from a newer MongoDB', async () => {
      await leaveState({ version: '99.0.1', dataRelease: '99.0' });
      const sentence = await refusal(open());
      expect(sentence).to.match(
        /was made by MongoDB 99\.0\.1, and the mongod found here is \d+\.\d+\.\d+; set MONGOD_BINARY/,
      );
    });

    it('a data folder whose data are too old for the mongod', async () => {
      await leaveState({ version: '4.4.0', dataRelease: '4.4' });
      const sentence = await refusal(open());
      expect(sentence).to.match(
        /holds data of MongoDB 4\.4, which the mongod .+ can no longer open; set MONGOD_BINARY/,
      );
    });

    it('a data folder that another program has filled', async () => {
      mkdirSync(folder());
      writeFileSync(join(folder(), 'WiredTiger'), '');
      expect(await refusal(open())).to.match(/holds a database that was not made here; set DATA_DIR/);
    });

    it('the port of the folder in the hands of another program', async () => {
      const other = createServer();
      await once(other.listen(0, '127.0.0.1'), 'listening');
      const address = other.address();
      const port = typeof address === 'object' && address ? address.port : 0;
      await leaveState({ port });
      const sentence = await refusal(open());
      other.close();
      expect(sentence).to.match(new RegExp(`^Port ${port}, .+ is taken by another program; stop that program`));
    });

    it('data that mongod itself cannot read, with its reason', async () => {
      const database = await open();
      await database.stop();
      writeFileSync(join(folder(), 'WiredTiger.turtle'), 'not what it was');
      const sentence = await refusal(open());
      expect(sentence).to.match(/^The database in .+ did not start: .+; set DATA_DIR to another folder/);
    });

    async function leaveState(of: Partial<FolderState>): Promise<void> {
      const database = await open();
      await database.stop();
      writeFileSync(stateFile(), JSON.stringify({ ...state(), ...of }));
    }
  });
});

function ignore(): void {}

async function refusal(opening: Promise<unknown>): Promise<string> {
  const error = await opening.then(
    () => new Error('it was opened'),
    (reason: Error) => reason,
  );
  expect(error, error.stack).to.be.instanceOf(DatabaseUnavailable);
  return error.message;
}

async function end(child: ChildProcess, signal: NodeJS.Signals): Promise<number | null> {
  if (child.exitCode === null && child.signalCode === null) {
    const ended = once(child, 'exit');
    child.kill(signal);
    await ended;
  }
  return child.exitCode;
}

async function pidOfEnded(): Promise<number> {
  const child = spawn(process.execPath, ['-e', '']);
  await once(child, 'exit');
  return child.pid ?? 0;
}

function mongodIn(stateFile: string): ProcessMark {
  try {
    const { running } = JSON.parse(readFileSync(stateFile, 'utf8')) as FolderState;
    return running?.process ?? NOBODY;
  } catch {
    return NOBODY;
  }
}

async function until(isSo: () => Promise<boolean>): Promise<void> {
  while (!(await isSo())) {
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

type Things = mongoose.mongo.Collection<{ name: string }>;

async function withThings<T>(
  uri: string,
  work: (things: Things, client: mongoose.mongo.MongoClient) => Promise<T>,
): Promise<T> {
  const client = new mongoose.mongo.MongoClient(uri, { writeConcern: { w: 'majority' } });
  try {
    return await work(client.db('shop').collection('things'), client);
  } finally {
    await client.close();
  }
}

function insert(uri: string, name: string): Promise<unknown> {
  return withThings(uri, (things) => things.insertOne({ name }));
}

function names(uri: string): Promise<string[]> {
  return withThings(uri, async (things) => (await things.find().toArray()).map(({ name }) => name));
}
