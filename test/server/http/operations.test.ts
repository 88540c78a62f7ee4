import { expect } from 'chai';
import { describe, it } from 'mocha';
import mongoose from 'mongoose';
import request from 'supertest';
import { createLog } from '../../../server/log.ts';
import { connectedDatabase } from '../../../server/mongo/connect.ts';
import { MIGRATIONS } from '../../../server/mongo/migrations/migration-list.ts';
import { MigrationRecords } from '../../../server/mongo/migrations/migration-records.ts';
import { runMigrations } from '../../../server/mongo/migrations/run-migrations.ts';
import { TestApp, useApp } from '../../support/app.ts';
import { PLENTY } from '../../support/settings.ts';

const METRICS_TOKEN = 'a-token-that-only-Prometheus-knows-32';

describe('what a server says of itself', function () {
  this.timeout(60_000);
  const app = useApp({ environment: { METRICS_TOKEN } });

  it('is alive, and ready while it has its database and is not about to end', async () => {
    expect((await request(app.express).get('/healthz')).status).to.equal(200);
    expect((await request(app.express).get('/readyz')).body).to.deep.equal({ ready: true });
    const ending = new TestApp();
    ending.services.lifecycle.stopping = true;
    const end = await request(ending.express).get('/readyz');
    expect(end.status).to.equal(503);
    expect(end.body).to.deep.equal({ ready: false, because: ['stopping'] });
    expect((await request(ending.express).get('/healthz')).status).to.equal(200);
    const { connection } = mongoose;
    const { db } = connection;
    Object.defineProperty(connection, 'db', { value: undefined, configurable: true, writable: true });
    try {
      const cutOff = await request(app.express).get('/readyz');
      expect(cutOff.body).to.deep.equal({ ready: false, because: ['database_unreachable'] });
    } finally {
      Object.defineProperty(connection, 'db', { value: db, configurable: true, writable: true });
    }
  });

  it('is not ready before its migrations are done, nor where a newer version has gone further than it can follow', async () => {
    const starting = new TestApp();
    const { lifecycle } = starting.services;
    lifecycle.migrations = MIGRATIONS;
    const because = async () => (await request(starting.express).get('/readyz')).body.because;
    expect(await because()).to.deep.equal(['migrations_not_done']);
    lifecycle.stopping = true;
    expect(await because()).to.deep.equal(['stopping', 'migrations_not_done']);
    lifecycle.stopping = false;
    await runMigrations({ db: connectedDatabase(), migrations: MIGRATIONS, clock: app.clock });
    expect(await because()).to.equal(undefined);
    const ofLater = { name: 'of a later version', doneAt: app.clock.now(), written: 0 };
    const keep = (number: number, servedFrom: number) =>
      new MigrationRecords(connectedDatabase()).keepDone({ _id: number, servedFrom, ...ofLater });
    const known = MIGRATIONS.length;
    await keep(known + 1, known);
    expect(await because()).to.equal(undefined);
    await keep(known + 2, known + 1);
    expect(await because()).to.deep.equal(['schema_too_new']);
  });

  it('is not ready where what answers takes no writes', async () => {
    const { connection } = mongoose;
    const { db } = connection;
    const secondary = { admin: () => ({ command: async () => ({ isWritablePrimary: false }) }) };
    Object.defineProperty(connection, 'db', { value: secondary, configurable: true, writable: true });
    try {
      const { body } = await request(app.express).get('/readyz');
      expect(body).to.deep.equal({ ready: false, because: ['database_without_primary'] });
    } finally {
      Object.defineProperty(connection, 'db', { value: db, configurable: true, writable: true });
    }
  });

  it('gives each request an id, and keeps the one of its caller beside it where it can be nothing else', async () => {
    const lines: string[] = [];
    const logging = new TestApp({}, createLog('info', { write: (line: string) => void lines.push(line) }));
    const ofAddon = '0f9c6a4e-3a57-4a0e-8d43-0c8d1b9f2a11';
    const asked = await request(logging.express).get('/api/me').set('X-Request-Id', ofAddon);
    expect(asked.body.requestId).to.equal(asked.headers['x-request-id']).and.not.equal(ofAddon);
    await request(logging.express).get('/api/me').set('X-Request-Id', 'kim@kestrel.example');
    const [kept, left] = lines.map((line) => JSON.parse(line).req);
    expect(kept).to.include({ id: asked.headers['x-request-id'], parent: ofAddon });
    expect(left).to.not.have.property('parent');
  });

  it('measures requests by their operation', async () => {
    await request(app.express).get('/api/me');
    const { text } = await request(app.express).get('/metrics');
    expect(text).to.match(/duethread_request_seconds_count\{operation="readMe",status="401"\} \d/);
  });

  it('shows what it measures to this machine, or to who knows the token', async () => {
    const passedOn = (authorization: string) =>
      request(app.express).get('/metrics').set({ 'X-Forwarded-For': '203.0.113.9', authorization });
    expect((await passedOn('')).status).to.equal(403);
    expect((await passedOn('Bearer wrong')).status).to.equal(403);
    expect((await passedOn(`Bearer ${METRICS_TOKEN}`)).status).to.equal(200);
  });

  it('lets one address try to sign in so often a minute and no more', async () => {
    const limited = new TestApp({ environment: { TRUST_PROXY: '1' }, app: { limits: { ...PLENTY, signIns: 3 } } });
    const attempt = (address: string) =>
      request(limited.express).post('/api/sessions').set('X-Forwarded-For', address).send({ kind: 'page' });
    for (let round = 0; round < 3; round += 1) expect((await attempt('203.0.113.9')).status).to.equal(403);
    const refused = await attempt('203.0.113.9');
    expect(refused.status).to.equal(429);
    expect(refused.body.code).to.equal('too_many_requests');
    expect(Number(refused.headers['retry-after'])).to.be.within(1, 60);
    expect((await attempt('203.0.113.10')).status).to.equal(403);
    for (const last of ['1', '2', '3']) await attempt(`2001:db8:1:2::${last}`);
    expect((await attempt('2001:db8:1:2:ffff::4')).status).to.equal(429);
    expect((await attempt('2001:db8:1:3::1')).status).to.equal(403);
  });

  it('never writes a token, a cookie, a body or a query into its log', async () => {
    const lines: string[] = [];
    const log = createLog('trace', { write: (line: string) => void lines.push(line) });
    const logging = new TestApp({}, log);
    const secret = 'geheim-5f2a';
    await request(logging.express)
      .post(`/api/sessions?secret=${secret}`)
      .set({ Authorization: `Bearer ${secret}`, Cookie: `duethread=${secret}` })
      .send({ kind: 'entra', token: secret });
    await request(logging.express).get(`/sign-in/link?secret=${secret}`);
    log.info({ token: secret, deep: { body: secret, deeper: { html: secret } } }, 'by mistake');
    log.error({ err: Object.assign(new Error('write failed'), { document: { note: secret } }) }, 'by mistake');
    expect(lines.length).to.be.greaterThan(4);
    expect(lines.join('')).not.to.contain(secret);
  });
});
