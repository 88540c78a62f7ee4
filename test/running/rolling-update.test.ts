import { mkdir, mkdtemp, readdir, rename, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'chai';
import { after, afterEach, before, beforeEach, describe, it } from 'mocha';
import { readLogChain } from '../../server/features/activities/log-chain-read-model.ts';
import { connectedDatabase } from '../../server/mongo/connect.ts';
import { MIGRATIONS } from '../../server/mongo/migrations/migration-list.ts';
import { followMigrations } from '../../server/mongo/migrations/run-migrations.ts';
import { ActivityLoad } from '../support/activity-load.ts';
import { useApp } from '../support/app.ts';
import { type MailServer, openMailServer } from '../support/mail-server.ts';
import { useMongo } from '../support/mongo.ts';
import { RunningServer } from '../support/running-server.ts';
import { TEST_SECRET } from '../support/settings.ts';
import { loadVersionOne, VERSION_ONE } from '../support/version-one.ts';

/** So many that the migration takes its time. */
const OLD_CHANGES = 3_000;
const DAY_MS = 24 * 3_600_000;

describe('servers in processes of their own', function () {
  this.timeout(600_000);
  const mongo = useMongo();
  const app = useApp();
  const { tenantId, userIds } = VERSION_ONE;
  const collection = (name: string) => connectedDatabase().collection(name);
  const begun: RunningServer[] = [];
  let mail: MailServer;
  let folder: string;
  let customerId: string;
  before(async () => {
    mail = await openMailServer();
  });
  after(() => mail.close());
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'duethread-running-'));
    await loadVersionOne(connectedDatabase());
    // The processes go by the machine's clock.
    app.clock.set(new Date().toISOString());
    const customer = await collection('customerSummaries').findOne({ tenantId });
    customerId = String(customer?.customerId);
  });
  afterEach(async () => {
    for (const { program } of begun.splice(0)) {
      program.process.kill('SIGKILL');
      await program.ended();
    }
    await rm(folder, { recursive: true, force: true });
  });

  const begin = async (more: Record<string, string> = {}) => {
    const server = await RunningServer.begin({
      MONGODB_URI: mongo.uri(),
      MONGODB_DATABASE: mongo.databaseName,
      SESSION_SECRET: TEST_SECRET,
      LIMIT_USER: '1000000',
      SMTP_URL: mail.url,
      MAIL_FROM: 'duethread@host.example',
      STOP_GRACE_SECONDS: '1',
      LOG_LEVEL: 'warn',
      ...more,
    });
    begun.push(server);
    return server;
  };
  const load = (name: string, targets: () => RunningServer[]) => {
    const { token } = app.services.sessionTokens.issue({ userId: userIds.collector as never, tenantId });
    return new ActivityLoad({ name, targets, token, customerId, workers: 4, everyTwice: 5 });
  };
  const until = async (isSo: () => boolean | Promise<boolean>) => {
    while (!(await isSo())) await new Promise((resolve) => setTimeout(resolve, 20));
  };
  /** Everything that was acknowledged is there once, and the log is whole. */
  const requireWhole = async (acknowledged: readonly string[], name: string) => {
    const filter = { tenantId, clientKey: { $regex: `${name}-` } };
    const keys = (await collection('activities').find(filter).toArray()).map(({ clientKey }) => String(clientKey));
    expect(new Set(keys)).to.have.property('size', keys.length);
    expect(acknowledged.filter((key) => !keys.some((each) => each.includes(key)))).to.deep.equal([]);
    expect((await readLogChain(connectedDatabase(), tenantId)).broken).to.equal(null);
    return keys.length;
  };

  it('lose nothing and cut off nobody when they are told to end under load', async () => {
    const server = await (await begin()).serving();
    const calls = load('stop', () => [server]);
    await calls.more(50);
    expect(await server.stop(), server.program.stderr).to.equal(0);
    const { acknowledged, failures } = await calls.end();
    expect(failures).to.deep.equal([]);
    expect(await requireWhole(acknowledged, 'stop')).to.equal(acknowledged.length);
  });

  it('give way to a newer version while its migrations run, and do side by side each thing once', async () => {
    const [change] = await collection('settingChanges').find({ tenantId }).toArray();
    const { _id: _, ...rest } = change ?? {};
    await collection('settingChanges').insertMany(Array.from({ length: OLD_CHANGES }, () => ({ ...rest })));
    await dueDigest();
    const inbox = join(folder, 'feeds', String((await collection('tenants').findOne({}))?.name), 'customers');
    await mkdir(inbox, { recursive: true });
    const watching = { FEED_FOLDER: join(folder, 'feeds'), FEED_FOLDER_SECONDS: '1' };

    const old = await (await begin({ MIGRATE_TO: '0', ...watching })).serving();
    expect(await old.isReady()).to.equal(true);
    const calls = load('update', () => begun);
    await calls.more(20);
    const next = await begin(watching);
    await next.serving();
    // The old one writes in its own way still.
    await collection('settingChanges').insertOne({ ...rest, by: 'the old version' });
    await until(() => next.isReady());
    expect(await old.isReady()).to.equal(true);
    for (const number of [1, 2, 3]) await feed(inbox, number);
    await calls.more(40);
    await until(async () => mail.taken.length > 0 && (await fed(inbox)) === 3);
    expect(await old.stop(), old.program.stderr).to.equal(0);
    await calls.more(20);
    const { acknowledged, failures } = await calls.end();

    expect(failures).to.deep.equal([]);
    await requireWhole(acknowledged, 'update');
    const names = await collection('customerVersions').distinct('number', { tenantId, number: { $regex: '^R' } });
    expect(names.sort()).to.deep.equal(['R1', 'R2', 'R3']);
    const order = { db: connectedDatabase(), migrations: MIGRATIONS, clock: app.clock };
    await followMigrations(order);
    const moved = await collection('adminChanges').countDocuments({ tenantId, area: 'settings' });
    expect(moved).to.equal(await collection('settingChanges').countDocuments({ tenantId }));
    expect(await next.stop(), next.program.stderr).to.equal(0);
    expect(mail.taken).to.have.length(1);
  });

  /** One digest of today, or of yesterday, that nobody has sent. */
  async function dueDigest(): Promise<void> {
    await collection('tenants').updateOne({ _id: tenantId as never }, { $set: { 'figures.calendar.weekend': [] } });
    const chosenAt = new Date(Date.now() - 3 * DAY_MS);
    const chosen = { $set: { rhythm: 'daily', measures: null, chosenAt } };
    await collection('digestSubscriptions').deleteMany({ tenantId });
    await collection('digestSubscriptions').updateOne({ tenantId, _id: userIds.manager as never }, chosen, {
      upsert: true,
    });
    await collection('jobs').updateMany({ name: 'send digests' }, { $set: { nextRunAt: new Date(0) } });
  }

  /** Puts a file into the folder as a whole. */
  async function feed(inbox: string, number: number): Promise<void> {
    const draft = join(folder, `${number}.csv`);
    await writeFile(draft, `number,name\nR${number},Rolling ${number}\n`);
    await rename(draft, join(inbox, `${number}.csv`));
  }

  async function fed(inbox: string): Promise<number> {
    const done = await readdir(join(inbox, 'done')).catch(() => []);
    return done.filter((name) => name.endsWith('.txt')).length;
  }
});
