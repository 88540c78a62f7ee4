import { readFileSync } from 'node:fs';
import { expect } from 'chai';
import { describe, it } from 'mocha';
import request from 'supertest';
import { inTenant } from '../../../server/mongo/tenancy.ts';
import { collectionNamed } from '../../../server/mongo/versions.ts';
import type { MachineScope } from '../../../shared/api/machine-scope.ts';
import { type TestUser, useApp } from '../../support/app.ts';

const DAY_MS = 24 * 60 * 60_000;

describe('machine keys', function () {
  this.timeout(120_000);
  const app = useApp();

  async function company(name = 'Brightwater GmbH') {
    const tenant = await app.tenant(name);
    return { tenant, admin: await app.user(tenant, 'admin') };
  }

  async function keyOf(admin: TestUser, scopes: readonly MachineScope[], days = 30) {
    const { body, status } = await as(admin.token).post('/api/machine-keys').send({ name: 'Night feed', scopes, days });
    expect(status).to.equal(201);
    return body as { key: string; machineKey: { id: string; begins: string } };
  }

  const as = (token: string) => request.agent(app.express).set('authorization', `Bearer ${token}`);
  const ask = async (key: string, path = '/api/feed-runs?limit=5') => (await as(key).get(path)).status;

  it('open what their scopes name, and nothing else', async () => {
    const { admin } = await company();
    const { key } = await keyOf(admin, ['feeds']);
    expect(await ask(key)).to.equal(200);
    expect(await ask(key, '/api/reports/ageing')).to.equal(403);
    expect(await ask(key, '/api/me')).to.equal(403);
    expect(await ask(key, '/api/machine-keys')).to.equal(403);
    const figures = await keyOf(admin, ['figures', 'customers']);
    expect(await ask(figures.key, '/api/reports/ageing')).to.equal(200);
    expect(await ask(figures.key, '/api/customers?search=x')).to.equal(200);
    expect(await ask(figures.key)).to.equal(403);
  });

  it('bring a feed under their own name', async () => {
    const { admin } = await company();
    const { key } = await keyOf(admin, ['feeds']);
    const text = readFileSync(new URL('../../../docs/examples/customers.csv', import.meta.url), 'utf8');
    const answer = await as(key)
      .post('/api/feed-runs/customers')
      .set('idempotency-key', 'night-feed-1')
      .send({ fileName: 'customers.csv', text });
    expect(answer.status, answer.text).to.be.oneOf([200, 201]);
    const run = await as(key).get(`/api/feed-runs/${answer.body.id}`);
    expect(run.status).to.equal(200);
    expect(run.body.actor ?? run.body.run?.actor, run.text).to.equal('key:Night feed');
  });

  it('are shown once and kept as a hash', async () => {
    const { tenant, admin } = await company();
    const { key, machineKey } = await keyOf(admin, ['feeds']);
    expect(key).to.match(/^dtk_[\da-f]{48}_[\w-]{43}$/);
    const secret = key.split('_').slice(2).join('_');
    const listed = await as(admin.token).get('/api/machine-keys');
    expect(listed.text).to.contain(machineKey.begins).and.not.contain(secret);
    const kept = await collectionNamed('machineKeys')
      .find({ tenantId: tenant.id } as never)
      .toArray();
    expect(kept).to.have.length(1);
    const { changes } = await inTenant(tenant.id, () => app.services.adminLog.list({ area: 'machine_keys' }));
    expect(changes.map(({ deed }) => deed)).to.deep.equal(['created']);
    expect(JSON.stringify([kept, changes])).not.to.contain(secret);
  });

  it('end at their time, and at once when they are revoked', async () => {
    const { tenant, admin } = await company();
    const { key } = await keyOf(admin, ['feeds'], 2);
    const start = app.clock.now();
    app.clock.set(new Date(start.getTime() + 2 * DAY_MS - 1_000).toISOString());
    expect(await ask(key)).to.equal(200);
    app.clock.set(new Date(start.getTime() + 2 * DAY_MS).toISOString());
    expect(await ask(key)).to.equal(401);
    app.clock.set(start.toISOString());
    const second = await keyOf(admin, ['feeds']);
    expect(await ask(second.key)).to.equal(200);
    const revoked = await as(admin.token).post(`/api/machine-keys/${second.machineKey.id}/revocation`);
    expect(revoked.body.revokedAt).to.equal(start.toISOString());
    expect(await ask(second.key)).to.equal(401);
    const { changes } = await inTenant(tenant.id, () => app.services.adminLog.list({ area: 'machine_keys' }));
    expect(changes.map(({ deed }) => deed)).to.deep.equal(['revoked', 'created', 'created']);
  });

  it('know the day of their last use, written once a day', async () => {
    const { tenant, admin } = await company();
    const { key, machineKey } = await keyOf(admin, ['feeds']);
    const day = async () =>
      (await inTenant(tenant.id, () => app.services.machineKeyService.list())).find(({ id }) => id === machineKey.id);
    expect((await day())?.lastUsedOn).to.equal(null);
    await Promise.all([ask(key), ask(key), ask(key)]);
    expect((await day())?.lastUsedOn).to.equal('2026-11-20');
    const start = app.clock.now();
    app.clock.set('2026-11-21T00:00:01.000Z');
    await ask(key);
    expect((await day())?.lastUsedOn).to.equal('2026-11-21');
    app.clock.set(start.toISOString());
  });

  it('are refused in any other form, and for another company', async () => {
    const { admin } = await company();
    const other = await company('Elsewhere Ltd');
    const { key } = await keyOf(admin, ['feeds']);
    const [head = '', tail = ''] = [key.slice(0, 53), key.slice(53)];
    const changed = `${head}${tail.startsWith('A') ? 'B' : 'A'}${tail.slice(1)}`;
    const elsewhere = `dtk_${other.tenant.id}${key.slice(28)}`;
    const bad = ['dtk_', key.slice(0, -1), `${key}A`, key.toUpperCase(), changed, elsewhere, key.slice(4), `x${key}`];
    for (const each of bad) expect(await ask(each), each).to.equal(401);
    expect(await ask(key)).to.equal(200);
  });
});
