import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'chai';
import { afterEach, beforeEach, describe, it } from 'mocha';
import mongoose from 'mongoose';
import request from 'supertest';
import { figuresAtCopy } from '../../server/commands/copy-figures.ts';
import { proveCopy } from '../../server/commands/copy-proof.ts';
import { readLogChain } from '../../server/features/activities/log-chain-read-model.ts';
import { COPIED_OF_ALL, LEFT_OUT } from '../../server/mongo/backup/copied-collections.ts';
import { CopyDamaged } from '../../server/mongo/backup/copy-file.ts';
import { type CompanyStand, readManifest, writeManifest } from '../../server/mongo/backup/manifest.ts';
import { DatabaseNotEmpty, restoreCopy } from '../../server/mongo/backup/restore-copy.ts';
import { takeCopy } from '../../server/mongo/backup/take-copy.ts';
import { connectedDatabase } from '../../server/mongo/connect.ts';
import { TENANTLESS_COLLECTIONS } from '../../server/mongo/tenantless-collections.ts';
import { useApp } from '../support/app.ts';
import { useMongo } from '../support/mongo.ts';
import { run } from '../support/process.ts';
import { TEST_SECRET } from '../support/settings.ts';
import { loadVersionOne, VERSION_ONE } from '../support/version-one.ts';

const CALLS_WHILE_COPYING = 60;

describe('a copy of the database', function () {
  this.timeout(180_000);
  const mongo = useMongo();
  const app = useApp();
  const { tenantId } = VERSION_ONE;
  let work: string;
  let restored: mongoose.mongo.Db;
  beforeEach(async () => {
    work = await mkdtemp(join(tmpdir(), 'duethread-backup-'));
    restored = mongoose.connection.getClient().db(`${mongo.databaseName}_restored`);
    await restored.dropDatabase();
    await loadVersionOne(connectedDatabase());
  });
  afterEach(async () => {
    await restored.dropDatabase();
    await rm(work, { recursive: true, force: true });
  });

  const folder = () => join(work, 'copy');
  const takeNow = async (only: string | null = null) => {
    const client = mongoose.connection.getClient();
    const { takenAt, ...copy } = await takeCopy({ db: connectedDatabase(), client, folder: folder(), tenantId: only });
    const companies = copy.companies.map((stand) => ({ ...stand, figures: null }));
    const manifest = { ...copy, companies, database: mongo.databaseName, takenAt: takenAt.toISOString() };
    await writeManifest(folder(), manifest);
    return readManifest(folder());
  };
  const restore = async () => restoreCopy({ folder: folder(), manifest: await readManifest(folder()), db: restored });
  const environment = () => ({
    MONGODB_URI: mongo.uri(),
    MONGODB_DATABASE: mongo.databaseName,
    SESSION_SECRET: TEST_SECRET,
  });

  it('says of each collection that belongs to no company whether it is copied', () => {
    expect([...COPIED_OF_ALL, ...LEFT_OUT]).to.have.members([...TENANTLESS_COLLECTIONS]);
  });

  it('is of one instant, whatever is written meanwhile', async () => {
    const customer = await connectedDatabase().collection('customerSummaries').findOne({ tenantId });
    const call = { customerId: String(customer?.customerId), itemIds: [], code: 'phone_no_answer' };
    let written = 0;
    let failed = false;
    const writing = (async () => {
      for (; written < CALLS_WHILE_COPYING; written += 1) await record(`a-call-of-its-own-${written}`, call);
    })().catch((error: unknown) => {
      failed = true;
      throw error;
    });
    // The copy begins in the middle of the writing.
    while (written < 5 && !failed) await new Promise((resolve) => setImmediate(resolve));
    const { companies, files } = await takeNow();
    await writing;
    await restore();
    const [company] = companies;
    const { entries, broken, hash } = await readLogChain(restored, tenantId);
    expect(broken).to.equal(null);
    expect({ seq: entries, hash }).to.deep.equal(company?.log);
    expect(entries)
      .to.be.above(15)
      .and.below(15 + CALLS_WHILE_COPYING);
    // Each entry has its answer and its place in the summary of its customer, all of the same instant.
    const copied = (name: string) => files.find(({ collection }) => collection === name)?.documents;
    expect(copied('activities')).to.equal(entries);
    expect(copied('answers')).to.equal(37 + entries - 15);
  });

  it('is refused where something is in the database already, and where a file is not as it was written', async () => {
    await takeNow();
    await restored.collection('tenants').insertOne({ name: 'somebody' });
    expect(await failureOf(restore())).to.be.instanceOf(DatabaseNotEmpty);
    await restored.dropDatabase();
    const file = join(folder(), 'activities.bson.gz');
    const bytes = await readFile(file);
    bytes[bytes.length >> 1] = (bytes[bytes.length >> 1] ?? 0) ^ 1;
    await writeFile(file, bytes);
    expect(await failureOf(restore())).to.be.instanceOf(CopyDamaged);
    expect(await restored.listCollections().toArray()).to.deep.equal([]);
    await rm(file);
    expect(await failureOf(restore())).to.be.instanceOf(CopyDamaged);
    await rm(join(folder(), 'manifest.json'));
    expect(await failureOf(restore())).to.be.instanceOf(CopyDamaged);
  });

  it('is of one company where that is asked for', async () => {
    await app.tenant('Another Ltd');
    expect((await takeNow(tenantId)).companies.map(({ id }) => id)).to.deep.equal([tenantId]);
    await restore();
    expect((await restored.collection('tenants').find({}).toArray()).map(({ _id }) => String(_id))).to.deep.equal([
      tenantId,
    ]);
  });

  it('is proved by log, ledger and figures, and not where one of them is another', async () => {
    const { takenAt, companies, ...manifest } = await takeNow();
    const [stand] = companies;
    if (stand === undefined) throw new Error('There is no company in the copy.');
    const order = { db: connectedDatabase(), services: app.services, takenAt: new Date(takenAt) };
    const company = { ...stand, figures: await figuresAtCopy(stand, order) };
    const proofOf = (changes: Partial<CompanyStand>) =>
      proveCopy(connectedDatabase(), app.services, { ...manifest, takenAt, companies: [{ ...company, ...changes }] });
    const proof = await proofOf({});
    expect(proof.holds, proof.lines.join('\n')).to.equal(true);
    expect(proof.lines).to.have.length(3);
    const others: readonly Partial<CompanyStand>[] = [
      { ledger: company.ledger + 1 },
      { log: { ...company.log, seq: company.log.seq - 1 } },
      { log: { ...company.log, hash: 'another' } },
      { figures: { asOf: '2026-11-22', knownAt: takenAt, ...company.figures, sha256: '0'.repeat(64) } },
    ];
    for (const other of others) expect((await proofOf(other)).holds, JSON.stringify(other)).to.equal(false);
  });

  it('is taken, proved and restored by commands', async () => {
    const taken = await run(['server/commands/backup.ts', '--out', folder()], environment());
    expect(taken.code, taken.stderr).to.equal(0);
    expect((await readManifest(folder())).companies[0]?.figures).to.include({ asOf: '2026-11-22' });
    const proved = await run(['server/commands/backup.ts', '--prove', folder()], environment());
    expect(proved.code, proved.stderr + proved.stdout).to.equal(0);
    expect(proved.stdout).to.contain('is whole');
    const databases = await mongoose.connection.getClient().db('admin').admin().listDatabases({ nameOnly: true });
    expect(databases.databases.filter(({ name }) => name.includes('-proof-'))).to.deep.equal([]);
    const into = ['--from', folder(), '--into', restored.databaseName];
    const put = await run(['server/commands/restore.ts', ...into], environment());
    expect(put.code, put.stderr).to.equal(0);
  });

  async function record(key: string, call: object): Promise<void> {
    const body = { ...call, outcome: 'call_again', client: 'outlook' };
    const { token } = app.services.sessionTokens.issue({ userId: VERSION_ONE.userIds.collector as never, tenantId });
    const headers = { authorization: `Bearer ${token}`, 'idempotency-key': key };
    const answer = await request(app.express).post('/api/activities').set(headers).send(body);
    expect(answer.status, answer.text).to.equal(201);
  }
});

async function failureOf(work: Promise<unknown>): Promise<unknown> {
  return work.then(
    () => 'it did not fail',
    (error: unknown) => error,
  );
}
