import { expect } from 'chai';
import { Router } from 'express';
import { describe, it } from 'mocha';
import request from 'supertest';
import { mount } from '../../../server/http/mount.ts';
import { RequestLimits } from '../../../server/http/request-limits.ts';
import { readMe } from '../../../shared/api/sessions.ts';
import { useApp } from '../../support/app.ts';
import { PLENTY } from '../../support/settings.ts';

describe('an endpoint', () => {
  const app = useApp();

  it('answers 401 without a session, as a problem with its code', async () => {
    const { status, body, headers } = await request(app.express).get('/api/me');
    expect(status).to.equal(401);
    expect(body.code).to.equal('not_signed_in');
    expect(headers['content-type']).to.contain('application/problem+json');
  });

  it('tells a user who they are', async () => {
    const tenant = await app.tenant();
    const { token } = await app.user(tenant, 'manager');
    const { status, body } = await request(app.express).get('/api/me').set('Authorization', `Bearer ${token}`);
    expect(status).to.equal(200);
    expect(body.user).to.include({ email: 'manager@brightwater.example', role: 'manager' });
    expect(body.tenant.name).to.equal('Brightwater GmbH');
  });

  it('refuses a session that has run out', async () => {
    const { token } = await app.user(await app.tenant(), 'manager');
    app.clock.set('2026-11-20T09:16:00.000Z');
    const read = () => request(app.express).get('/api/me').set('Authorization', `Bearer ${token}`);
    const { status } = await read();
    app.clock.set('2026-11-20T09:00:00.000Z');
    expect(status).to.equal(401);
    // Also where it was good when it was looked at before.
    expect((await read()).status).to.equal(200);
    app.clock.set('2026-11-20T09:15:00.000Z');
    expect((await read()).status).to.equal(401);
    app.clock.set('2026-11-20T09:00:00.000Z');
  });

  it('is for no browser to show or keep', async () => {
    const { headers } = await request(app.express).get('/api/me');
    expect(headers['content-security-policy']).to.equal("default-src 'none';frame-ancestors 'none'");
    expect(headers).to.deep.include({ 'cache-control': 'no-store', 'x-content-type-options': 'nosniff' });
    expect(headers['x-request-id']).to.be.a('string');
  });

  it('is found however its address is spelt', async () => {
    const tenant = await app.tenant();
    const { token } = await app.user(tenant, 'manager');
    for (const path of ['/api/me', '/api/me/', '/API/me', '/api/me?x=1']) {
      const { body } = await request(app.express).get(path).set('Authorization', `Bearer ${token}`);
      expect(body.user?.role, path).to.equal('manager');
    }
  });

  it('answers 404 for a path that no route has', async () => {
    const { status, body } = await request(app.express).get('/api/nothing');
    expect(status).to.equal(404);
    expect(body.code).to.equal('route_unknown');
  });

  it('does not start when it names no policy', () => {
    const operation = { ...readMe, policy: undefined as never };
    const limits = new RequestLimits(app.services.limiter, PLENTY);
    const options = { findActor: app.services.findActor, limits, checkAnswers: true };
    expect(() => mount(Router(), [{ operation, handle: async () => ({}) }], options)).to.throw('names no policy');
  });
});
