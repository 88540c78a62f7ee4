import { expect } from 'chai';
import { beforeEach, describe, it } from 'mocha';
import request from 'supertest';
import { endpointsOf } from '../../server/app.ts';
import { connectedDatabase } from '../../server/mongo/connect.ts';
import { MIGRATIONS } from '../../server/mongo/migrations/migration-list.ts';
import { followMigrations, runMigrations } from '../../server/mongo/migrations/run-migrations.ts';
import type { Operation } from '../../shared/api/operation.ts';
import { POLICIES } from '../../shared/api/policy.ts';
import { useApp } from '../support/app.ts';
import { loadVersionOne, VERSION_ONE } from '../support/version-one.ts';

describe('what the version before wrote', function () {
  this.timeout(120_000);
  const app = useApp();
  const { tenantId, userIds } = VERSION_ONE;
  let documents: Map<string, number>;
  beforeEach(async () => {
    app.clock.set(VERSION_ONE.at);
    documents = await loadVersionOne(connectedDatabase());
  });

  const migrate = () => runMigrations({ db: connectedDatabase(), migrations: MIGRATIONS, clock: app.clock });
  const get = (path: string, role: keyof typeof userIds) => {
    const { token } = app.services.sessionTokens.issue({ userId: userIds[role] as never, tenantId });
    return request(app.express)
      .get(path)
      .set({ authorization: `Bearer ${token}` });
  };

  it('is read by every operation that needs no more than a session, before the migrations and after them', async () => {
    const asked = endpointsOf(app.services).flatMap(({ operation }) => (isPlainQuestion(operation) ? [operation] : []));
    expect(asked.length).to.be.above(10);
    const answers = async () => {
      const all: Record<string, unknown> = {};
      for (const { id, path, policy } of asked) {
        const role = Object.keys(userIds).find((each) => (POLICIES[policy] as readonly string[]).includes(each));
        const answer = await get(path, role as keyof typeof userIds);
        expect(answer.status, `${id}: ${answer.text}`).to.be.oneOf([200, 422]);
        all[id] = answer.body;
      }
      return all;
    };
    await answers();
    await migrate();
    await answers();
  });

  it('shows changes of settings in the admin log as they were, once, and those that the old one still writes', async () => {
    await migrate();
    await migrate();
    const before = (await get('/api/settings', 'admin')).body.changes;
    expect(before.map(({ by }: { by: string }) => by)).to.deep.equal(['admin@brightwater.example']);
    expect(before[0].after).to.deep.include({ autoPost: true });
    const changes = connectedDatabase().collection('settingChanges');
    const [old] = await changes.find({ tenantId }, { projection: { _id: 0 } }).toArray();
    await changes.insertOne({ ...old, by: 'command line' } as never);
    const order = { db: connectedDatabase(), migrations: MIGRATIONS, clock: app.clock };
    expect(await followMigrations(order)).to.equal(1);
    expect(await followMigrations(order)).to.equal(0);
    const after = (await get('/api/settings', 'admin')).body.changes;
    expect(after.map(({ by }: { by: string }) => by)).to.deep.equal(['command line', 'admin@brightwater.example']);
  });

  it('is all still there after the migrations', async () => {
    await migrate();
    for (const [name, count] of documents) {
      const filter = name === 'tenants' ? {} : { tenantId };
      expect(await connectedDatabase().collection(name).countDocuments(filter), name).to.be.least(count);
    }
  });
});

/** Whether an operation asks for nothing but to be signed in, and answers. */
function isPlainQuestion({ method, path, policy }: Operation): boolean {
  return method === 'get' && !path.includes('{') && policy !== 'public' && policy !== 'ticket';
}
