import { expect } from 'chai';
import { afterEach, beforeEach, describe, it } from 'mocha';
import mongoose from 'mongoose';
import request, { type Response } from 'supertest';
import type { Tenant } from '../../../server/identity/tenant-repository.ts';
import { TestApp, type TestUser, useStore } from '../../support/app.ts';
import { PLENTY } from '../../support/settings.ts';

const FEW = { ...PLENTY, signIns: 5, strangers: 6, user: 12, key: 7, sends: 3, reports: 4 };

describe('limits of requests, over two processes on one database', function () {
  this.timeout(120_000);
  useStore();
  let apps: [TestApp, TestApp];
  let tenant: Tenant;
  let turn = 0;

  beforeEach(async () => {
    const make = () => new TestApp({ environment: { TRUST_PROXY: '1' }, app: { limits: FEW } });
    apps = [make(), make()];
    for (const { clock, services } of apps) {
      clock.set(new Date(Math.floor(Date.now() / 60_000) * 60_000).toISOString());
      await services.limiter.join();
    }
    tenant = await apps[0].tenant();
  });
  afterEach(() => Promise.all(apps.map(({ services }) => services.limiter.leave())));

  /** Asks the two in turn. */
  function ask(method: 'get' | 'post', path: string, headers: Record<string, string>): Promise<Response> {
    turn += 1;
    const { express } = apps[turn % 2] as TestApp;
    return Promise.resolve(request(express)[method](path).set(headers));
  }

  async function answers(howMany: number, one: () => Promise<Response>): Promise<number[]> {
    return (await Promise.all(Array.from({ length: howMany }, one))).map(({ status }) => status);
  }

  const refusedOf = (statuses: readonly number[]) => statuses.filter((status) => status === 429).length;
  const bearer = ({ token }: Pick<TestUser, 'token'>) => ({ authorization: `Bearer ${token}` });

  it('hold for a user, and leave the next one alone', async () => {
    const [ana, ben] = [await apps[0].user(tenant, 'manager'), await apps[0].user(tenant, 'collector')];
    const statuses = await answers(30, () => ask('get', '/api/me', bearer(ana)));
    expect(statuses.filter((status) => status === 200)).to.have.length(12);
    expect(refusedOf(statuses)).to.equal(18);
    expect((await ask('get', '/api/me', bearer(ben))).status).to.equal(200);
  });

  it('say when to come back', async () => {
    const ana = await apps[0].user(tenant, 'manager');
    await answers(12, () => ask('get', '/api/me', bearer(ana)));
    const refused = await ask('get', '/api/me', bearer(ana));
    expect(refused.body).to.include({ code: 'too_many_requests', status: 429 });
    const wait = Number(refused.headers['retry-after']);
    expect(wait).to.be.within(1, 60);
    for (const { clock } of apps) clock.set(new Date(clock.now().getTime() + wait * 1_000).toISOString());
    expect((await ask('get', '/api/me', bearer(ana))).status).to.equal(200);
  });

  it('hold for reports before they do for all calls', async () => {
    const ana = await apps[0].user(tenant, 'manager');
    const statuses = await answers(10, () => ask('get', '/api/reports/ageing', bearer(ana)));
    expect(statuses.filter((status) => status === 200)).to.have.length(4);
    expect((await ask('get', '/api/me', bearer(ana))).status).to.equal(200);
  });

  it('hold for messages', async () => {
    const ana = await apps[0].user(tenant, 'collector');
    // Counted whether or not a message comes of it.
    const statuses = await answers(8, () => ask('post', '/api/dispatches', bearer(ana)));
    expect(refusedOf(statuses)).to.equal(5);
  });

  it('hold for a machine key', async () => {
    const admin = await apps[0].user(tenant, 'admin');
    const made = await request(apps[0].express)
      .post('/api/machine-keys')
      .set(bearer(admin))
      .send({ name: 'Feed', scopes: ['feeds'], days: 1 });
    const statuses = await answers(20, () => ask('get', '/api/feed-runs?limit=1', bearer({ token: made.body.key })));
    expect(statuses.filter((status) => status === 200)).to.have.length(7);
    expect(refusedOf(statuses)).to.equal(13);
  });

  it('hold also for what a key or a user is not allowed, which is asked of the database all the same', async () => {
    const [admin, ana] = [await apps[0].user(tenant, 'admin'), await apps[0].user(tenant, 'collector')];
    const made = await request(apps[0].express)
      .post('/api/machine-keys')
      .set(bearer(admin))
      .send({ name: 'Documents', scopes: ['documents'], days: 1 });
    const ofKey = await answers(20, () => ask('get', '/api/feed-runs?limit=1', bearer({ token: made.body.key })));
    expect([ofKey.filter((status) => status === 403).length, refusedOf(ofKey)]).to.deep.equal([7, 13]);
    const ofUser = await answers(20, () => ask('get', '/api/users', bearer(ana)));
    expect([ofUser.filter((status) => status === 403).length, refusedOf(ofUser)]).to.deep.equal([12, 8]);
  });

  it('hold for the sign-in, by address', async () => {
    const from = (address: string) => ({ 'x-forwarded-for': address });
    const statuses = await answers(15, () => ask('get', '/sign-in', from('203.0.113.7')));
    expect(statuses.filter((status) => status === 200)).to.have.length(5);
    expect((await ask('get', '/sign-in', from('203.0.113.8'))).status).to.equal(200);
  });

  it('hold for the sign-out, by address: its form begins a session for whoever asks', async () => {
    const from = { 'x-forwarded-for': '203.0.113.9' };
    const statuses = await answers(15, () => ask('get', '/sign-out', from));
    expect(statuses.filter((status) => status === 200)).to.have.length(5);
    expect(refusedOf(statuses)).to.equal(10);
    expect(await mongoose.connection.collection('pageSessions').countDocuments()).to.equal(5);
  });

  it('hold for strangers, by address, and not for those who are signed in there', async () => {
    const ana = await apps[0].user(tenant, 'manager');
    const office = { 'x-forwarded-for': '198.51.100.4' };
    const guess = () => ask('get', '/api/me', { ...office, authorization: 'Bearer guessed' });
    const statuses = await answers(15, guess);
    expect(statuses.filter((status) => status === 401)).to.have.length(6);
    expect(refusedOf(statuses)).to.equal(9);
    expect((await ask('get', '/api/me', { ...office, ...bearer(ana) })).status).to.equal(200);
  });

  describe('without the database', () => {
    const { Collection } = mongoose.mongo;
    const real = Collection.prototype.findOneAndUpdate;
    const gone = function (this: mongoose.mongo.Collection, ...given: Parameters<typeof real>) {
      if (this.collectionName !== 'limitRounds') return real.apply(this, given);
      throw new mongoose.mongo.MongoNetworkError('gone');
    };
    beforeEach(() => {
      Collection.prototype.findOneAndUpdate = gone as typeof real;
    });
    afterEach(() => {
      Collection.prototype.findOneAndUpdate = real;
    });

    it('let nobody try to sign in, and go on with the rest, which the metrics show', async () => {
      const ana = await apps[0].user(tenant, 'manager');
      expect((await request(apps[0].express).get('/sign-in')).status).to.equal(503);
      expect((await request(apps[0].express).get('/api/me').set(bearer(ana))).status).to.equal(200);
      const metrics = await apps[0].services.metrics.registry.metrics();
      expect(metrics).to.match(/duethread_limit_unsure_total\{limit="signIns"\} 1/);
      expect(metrics).to.match(/duethread_limit_unsure_total\{limit="user"\} 1/);
    });
  });
});
