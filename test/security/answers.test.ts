import { expect } from 'chai';
import { describe, it } from 'mocha';
import pino from 'pino';
import request from 'supertest';
import { TestApp, useStore } from '../support/app.ts';

describe('answers to others than our own', function () {
  this.timeout(60_000);
  useStore();

  it('let no page of another origin read or send anything', async () => {
    const app = new TestApp();
    const { token } = await app.user(await app.tenant(), 'manager');
    const asked = { origin: 'https://evil.example', 'access-control-request-method': 'PUT' };
    for (const path of ['/api/me', '/api/settings', '/api/sessions', '/']) {
      const preflight = await request(app.express).options(path).set(asked);
      const read = await request(app.express).get(path).set('origin', asked.origin).auth(token, { type: 'bearer' });
      for (const { headers } of [preflight, read]) {
        const allowed = Object.keys(headers).filter((name) => name.startsWith('access-control-'));
        expect(allowed, path).to.deep.equal([]);
      }
    }
  });

  it('are in the log with who was let in where, and who was refused what', async () => {
    const lines: Record<string, unknown>[] = [];
    const log = pino({ level: 'info' }, { write: (line: string) => lines.push(JSON.parse(line)) });
    const app = new TestApp({}, log);
    const { token } = await app.user(await app.tenant(), 'collector');
    await request(app.express).get('/api/settings').auth(token, { type: 'bearer' }).expect(403);
    await request(app.express).get('/api/settings').auth('stolen', { type: 'bearer' }).expect(401);
    await request(app.express).post('/api/sessions').send({ kind: 'entra', token: 'made-up' }).expect(401);
    const refused = lines.map(({ req, res, time }) => ({ req, res, time }) as Refused);
    expect(refused.map(({ req, res }) => `${req?.method} ${req?.path} ${res?.statusCode}`)).to.include.members([
      'GET /api/settings 403',
      'GET /api/settings 401',
      'POST /api/sessions 401',
    ]);
    for (const { time } of refused) expect(time).to.be.a('number');
  });
});

interface Refused {
  readonly req?: { readonly method: string; readonly path: string };
  readonly res?: { readonly statusCode: number };
  readonly time: unknown;
}
