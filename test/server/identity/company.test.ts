import { expect } from 'chai';
import { describe, it } from 'mocha';
import request from 'supertest';
import { inTenant } from '../../../server/mongo/tenancy.ts';
import { useApp } from '../../support/app.ts';
import { customerRow } from '../../support/ledger-rows.ts';
import { ReportWorld } from '../../support/report-world.ts';

describe('the company', function () {
  this.timeout(120_000);
  const app = useApp();

  const begin = async () => {
    const world = await ReportWorld.open(app);
    const admin = await app.user(world.tenant, 'admin');
    const read = async () =>
      (await request(app.express).get('/api/company').auth(admin.token, { type: 'bearer' })).body;
    const put = (body: object) =>
      request(app.express).put('/api/company').auth(admin.token, { type: 'bearer' }).send(body);
    return { world, admin, read, put };
  };

  it('is shown as it was made', async () => {
    const { read } = await begin();
    expect(await read()).to.deep.equal({
      name: 'Brightwater GmbH',
      zone: 'Europe/Berlin',
      currency: 'EUR',
      isCurrencyFixed: false,
      ownDomains: ['brightwater.example'],
    });
  });

  it('takes what is named and leaves the rest; the log has before and after', async () => {
    const { world, admin, put } = await begin();
    const changed = await put({ zone: 'America/New_York', ownDomains: ['Brightwater.example', 'brightwater.test'] });
    expect(changed.status, changed.text).to.equal(200);
    expect(changed.body).to.include({ name: 'Brightwater GmbH', zone: 'America/New_York' });
    expect(changed.body.ownDomains).to.deep.equal(['brightwater.example', 'brightwater.test']);
    const { changes } = await world.in(() => app.services.adminLog.list({ area: 'company' }));
    expect(changes).to.have.lengthOf(1);
    expect(changes[0]).to.deep.include({ deed: 'changed', by: admin.actor.email });
    expect(changes[0]?.before).to.include({ zone: 'Europe/Berlin' });
    expect(changes[0]?.after).to.include({ zone: 'America/New_York' });
  });

  it('cuts days in the new zone from the next request on', async () => {
    const { admin, put } = await begin();
    app.clock.set('2026-11-20T23:30:00.000Z');
    const { userId, tenantId } = admin.actor;
    const { token } = app.services.sessionTokens.issue({ userId, tenantId });
    const zone = async () =>
      (await request(app.express).get('/api/me').auth(token, { type: 'bearer' })).body.tenant?.zone;
    expect(await zone()).to.equal('Europe/Berlin');
    app.clock.set('2026-11-20T09:00:00.000Z');
    await put({ zone: 'Asia/Tokyo' });
    app.clock.set('2026-11-20T23:30:00.000Z');
    expect(await zone()).to.equal('Asia/Tokyo');
    app.clock.set('2026-11-20T09:00:00.000Z');
  });

  const refused: readonly [what: string, body: object, sentence: RegExp][] = [
    ['an empty name', { name: '  ' }, /1 to 200 characters/],
    ['a zone that is none', { zone: 'Mars/Olympus' }, /not a time zone/],
    ['a domain that is none', { ownDomains: ['not a domain'] }, /not a domain/],
  ];
  for (const [what, body, sentence] of refused) {
    it(`refuses ${what}, and changes nothing`, async () => {
      const { read, put } = await begin();
      const before = await read();
      const answer = await put(body);
      expect([answer.status, answer.body.code]).to.deep.equal([422, 'company_refused']);
      expect(answer.body.detail).to.match(sentence);
      expect(await read()).to.deep.equal(before);
    });
  }

  it('refuses a name that another company has', async () => {
    const { put } = await begin();
    await app.tenant('Kestrel Ltd');
    const answer = await put({ name: 'Kestrel Ltd' });
    expect([answer.status, answer.body.code]).to.deep.equal([422, 'company_refused']);
  });

  it('keeps its currency once the ledger has a run', async () => {
    const { world, read, put } = await begin();
    expect((await put({ currency: 'CHF' })).body.currency).to.equal('CHF');
    await world.take([customerRow('C1')]);
    expect(await read()).to.include({ currency: 'CHF', isCurrencyFixed: true });
    const answer = await put({ currency: 'EUR' });
    expect([answer.status, answer.body.code]).to.deep.equal([422, 'company_refused']);
    expect((await put({ currency: 'CHF', name: 'Brightwater AG' })).status).to.equal(200);
    const { changes } = await inTenant(world.tenant.id, () => app.services.adminLog.list({ area: 'company' }));
    expect(changes).to.have.lengthOf(2);
  });
});
