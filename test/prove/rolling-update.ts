import { execFile } from 'node:child_process';
import { mkdir, symlink } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import mongoose from 'mongoose';
import { readLogChain } from '../../server/features/activities/log-chain-read-model.ts';
import type { Shutdown } from '../../server/process.ts';
import { ActivityLoad } from '../support/activity-load.ts';
import { type Ended, run } from '../support/process.ts';
import { RunningServer } from '../support/running-server.ts';
import { TEST_SECRET } from '../support/settings.ts';

const ROOT = fileURLToPath(new URL('../../', import.meta.url));
const DATABASE_NAME = 'rolling';
const COLLECTOR = 'ana@brightwater.example';
const ADMIN = 'admin@brightwater.example';
const execute = promisify(execFile);

export interface UpdateOrder {
  readonly uri: string;
  /** The commit that is updated from. */
  readonly revision: string;
  /** Where its source is unpacked. */
  readonly folder: string;
  /** How many actions are waited for in each part of the update. */
  readonly actions: number;
  readonly say: (line: string) => void;
  readonly shutdown: Shutdown;
}

export interface UpdateReport {
  readonly acknowledged: number;
  readonly settings: number;
  readonly failures: readonly string[];
}

/** Updates a company from an older commit to this tree as an operator does it: the new version beside the old one, then the old one taken away, under requests all the while. */
export async function rollingUpdate(order: UpdateOrder): Promise<UpdateReport> {
  const tree = await unpacked(order);
  return new Update(order, tree).go();
}

/** The source of the commit, on the packages of this tree. */
async function unpacked({ revision, folder }: UpdateOrder): Promise<string> {
  const tree = join(folder, 'old');
  const archive = join(folder, 'old.tar');
  await mkdir(tree);
  await execute('git', ['archive', '--output', archive, revision], { cwd: ROOT });
  await execute('tar', ['-xf', archive, '-C', tree]);
  await symlink(join(ROOT, 'node_modules'), join(tree, 'node_modules'));
  return tree;
}

class Update {
  private readonly client: mongoose.mongo.MongoClient;
  private readonly failures: string[] = [];
  /** Who gets requests, as a load balancer has it. */
  private targets: RunningServer[] = [];

  constructor(
    private readonly order: UpdateOrder,
    private readonly tree: string,
  ) {
    this.client = new mongoose.mongo.MongoClient(order.uri);
    order.shutdown.add(() => this.client.close());
  }

  async go(): Promise<UpdateReport> {
    const { actions, say } = this.order;
    const { token, adminToken, customerId } = await this.company();
    const old = await this.begin(this.tree);
    this.targets = [old];
    const targets = () => this.targets;
    const load = new ActivityLoad({ name: 'update', targets, token, customerId, workers: 4, everyTwice: 5 });
    await load.more(actions);
    say(`${load.count} actions taken by the old version; the new one begins.`);
    const starting = this.begin();
    await this.changeSettings(old, adminToken, 1);
    const next = await starting;
    this.targets = [old, next];
    await this.changeSettings(old, adminToken, 2);
    await load.more(actions);
    say(`${load.count} actions taken; the old version is taken away.`);
    this.targets = [next];
    await load.more(actions);
    this.expect((await old.stop()) === 0, `The old version did not end well: ${old.program.stderr}`);
    await load.more(actions);
    const { acknowledged, failures } = await load.end();
    this.failures.push(...failures);
    await this.command(['server/commands/migrate.ts']);
    await this.requireWhole(acknowledged);
    const settings = await this.changesShown(next, adminToken);
    this.expect(settings === 2, `${settings} changes of settings are shown, and not 2.`);
    this.expect((await next.stop()) === 0, `The new version did not end well: ${next.program.stderr}`);
    return { acknowledged: acknowledged.length, settings, failures: this.failures };
  }

  /** A company as the old version makes it. */
  private async company() {
    const made = ['create', '--name', 'Brightwater', '--currency', 'EUR', '--zone', 'Europe/Berlin', '--admin', ADMIN];
    await this.command(['server/commands/tenant.ts', ...made], this.tree);
    await this.command(
      ['server/commands/tenant.ts', 'add-user', '--email', COLLECTOR, '--role', 'collector'],
      this.tree,
    );
    await this.command(['server/commands/feed.ts', 'customers', 'docs/examples/customers.csv'], this.tree);
    const tokenOf = async (user: string) =>
      (await this.command(['server/commands/token.ts', '--user', user], this.tree)).stdout.trim();
    const customer = await this.db.collection('customerVersions').findOne({});
    return {
      token: await tokenOf(COLLECTOR),
      adminToken: await tokenOf(ADMIN),
      customerId: String(customer?.customerId),
    };
  }

  private async begin(tree?: string): Promise<RunningServer> {
    const server = await RunningServer.begin({ ...this.environment, STOP_GRACE_SECONDS: '1' }, tree);
    this.order.shutdown.add(async () => {
      server.program.process.kill('SIGKILL');
      await server.program.ended();
    });
    return server.serving();
  }

  private async changeSettings({ url }: RunningServer, token: string, promiseGraceDays: number): Promise<void> {
    const headers = { authorization: `Bearer ${token}`, 'content-type': 'application/json' };
    const answer = await fetch(`${url}/api/settings`, {
      method: 'PUT',
      headers,
      body: JSON.stringify({ promiseGraceDays }),
    });
    this.expect(answer.ok, `The old version answered ${answer.status} to a change of settings.`);
  }

  private async changesShown({ url }: RunningServer, token: string): Promise<number> {
    const answer = await fetch(`${url}/api/settings`, { headers: { authorization: `Bearer ${token}` } });
    return ((await answer.json()) as { changes?: unknown[] }).changes?.length ?? 0;
  }

  private async requireWhole(acknowledged: readonly string[]): Promise<void> {
    const tenant = await this.db.collection('tenants').findOne({});
    const entries = await this.db.collection('activities').find({}).toArray();
    const keys = entries.map(({ clientKey }) => String(clientKey));
    this.expect(new Set(keys).size === keys.length, 'An action is in the log twice.');
    const text = keys.join('\n');
    const lost = acknowledged.filter((key) => !text.includes(key));
    this.expect(lost.length === 0, `${lost.length} acknowledged actions are lost.`);
    const { broken } = await readLogChain(this.db, String(tenant?._id));
    this.expect(broken === null, `The log is broken at entry ${broken?.seq}: ${broken?.why}.`);
  }

  private async command(args: readonly string[], tree?: string): Promise<Ended> {
    const ended = await run(args, this.environment, tree);
    if (ended.code !== 0) throw new Error(`${args.join(' ')} ended with ${ended.code}: ${ended.stderr}`);
    return ended;
  }

  private expect(isSo: boolean, otherwise: string): void {
    if (!isSo) this.failures.push(otherwise);
  }

  private get db(): mongoose.mongo.Db {
    return this.client.db(DATABASE_NAME);
  }

  private get environment(): Record<string, string> {
    return {
      MONGODB_URI: this.order.uri,
      MONGODB_DATABASE: DATABASE_NAME,
      SESSION_SECRET: TEST_SECRET,
      DEV_SIGN_IN: 'on',
      LIMIT_USER: '1000000',
      LOG_LEVEL: 'warn',
    };
  }
}
