import { expect } from 'chai';
import { describe, it } from 'mocha';
import request from 'supertest';
import { useApp } from '../../support/app.ts';
import { customerRow, itemRow } from '../../support/ledger-rows.ts';
import { ReportWorld } from '../../support/report-world.ts';

describe('the settings of a company', function () {
  this.timeout(120_000);
  const app = useApp();

  const signedIn = async () => {
    const world = await ReportWorld.open(app);
    const users = {
      admin: await app.user(world.tenant, 'admin'),
      manager: await app.user(world.tenant, 'manager'),
    };
    const read = async () =>
      (await request(app.express).get('/api/settings').auth(users.manager.token, { type: 'bearer' })).body;
    const put = (body: object) =>
      request(app.express).put('/api/settings').auth(users.admin.token, { type: 'bearer' }).send(body);
    return { world, users, read, put };
  };

  it('begin with the five buckets, nothing posting by itself and nothing written off', async () => {
    const { read } = await signedIn();
    expect(await read()).to.deep.equal({
      settings: {
        ageing: { preset: 'to_90', lastDays: [0, 30, 60, 90], labels: ['current', '1-30', '31-60', '61-90', '90+'] },
        autoPost: false,
        writeOffTolerance: [],
        matchingTolerance: { fraction: 0, amounts: [] },
        oldestFirst: false,
      },
      changes: [],
    });
  });

  it('take buckets of the company’s own, in which every report then cuts', async () => {
    const { world, put } = await signedIn();
    await world.take([customerRow('C1'), itemRow('1001', { issuedOn: '2026-10-01', dueOn: '2026-11-02' })]);
    const changed = await put({ buckets: [0, 1, 17, 30] });
    expect(changed.status, changed.text).to.equal(200);
    expect(changed.body.ageing.labels).to.deep.equal(['current', '1', '2-17', '18-30', '30+']);
    const tenant = await app.services.tenants.findById(world.tenant.id);
    const asked = await world.in(() =>
      app.services.reports.answer('ageing', { asOf: '2026-11-20' as never }, tenant as never),
    );
    expect(asked.definition.buckets).to.deep.equal(changed.body.ageing.labels);
    expect(asked.totals[0]).to.have.nested.property('buckets.18-30.minor', 10_000);
  });

  it('change only in what is named, and keep who changed what from what', async () => {
    const { users, read, put } = await signedIn();
    await put({ autoPost: true, writeOffTolerance: [{ minor: 500, currency: 'EUR' }] });
    app.clock.set('2026-11-20T09:05:00.000Z');
    await put({ buckets: 'to_120' });
    await put({ buckets: 'to_120' });
    const { settings, changes } = await read();
    expect(settings).to.deep.include({ autoPost: true, writeOffTolerance: [{ minor: 500, currency: 'EUR' }] });
    expect(changes).to.have.length(2);
    expect(changes[0]).to.deep.include({
      at: '2026-11-20T09:05:00.000Z',
      by: users.admin.actor.email,
      after: settings,
    });
    expect(changes[0].before.ageing.preset).to.equal('to_90');
    expect(changes[1].before.autoPost).to.equal(false);
  });

  for (const [what, body] of [
    ['last days that do not rise', { buckets: [0, 30, 30] }],
    ['last days that do not begin with what is not past due', { buckets: [15, 30] }],
    ['a currency named twice', { writeOffTolerance: [5, 6].map((minor) => ({ minor, currency: 'EUR' })) }],
    ['an amount below 0', { matchingTolerance: { fraction: 0, amounts: [{ minor: -1, currency: 'EUR' }] } }],
  ] as const) {
    it(`refuse ${what}`, async () => {
      const { read, put } = await signedIn();
      const answer = await put({ ...body, autoPost: true });
      expect(answer.status, answer.text).to.equal(422);
      expect(answer.body.code).to.equal('settings_refused');
      expect((await read()).settings.autoPost).to.equal(false);
    });
  }

  it('are another company’s business only', async () => {
    const { put } = await signedIn();
    const other = await app.tenant('Lodestar GmbH');
    await put({ autoPost: true });
    const theirs = await app.services.tenants.findById(other.id);
    expect(theirs?.settings.autoPost).to.equal(false);
  });
});
