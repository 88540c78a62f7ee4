import { expect } from 'chai';
import { describe, it } from 'mocha';
import request from 'supertest';
import { collectionNamed } from '../../../server/mongo/versions.ts';
import { addDays, calendarDate } from '../../../shared/domain/calendar-date.ts';
import { useApp } from '../../support/app.ts';
import { customerRow, itemRow } from '../../support/ledger-rows.ts';
import { ReportWorld } from '../../support/report-world.ts';

function everySundayOf2027(): string[] {
  return Array.from({ length: 52 }, (_, week) => addDays(calendarDate('2027-01-03'), 7 * week));
}

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
        calendar: { weekend: [6, 7], holidays: [] },
        promiseGraceDays: 3,
        targets: [],
        neverLog: [],
        keptOfMail: 'subject_and_recipients',
        sendAnyway: false,
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

  it('hold working days, grace and targets, each changed alone and put in order', async () => {
    const { read, put } = await signedIn();
    expect((await put({ calendar: { holidays: ['2027-01-01', '2026-12-25'] } })).status).to.equal(200);
    await put({ calendar: { weekend: [7, 5] }, promiseGraceDays: 0 });
    await put({ targets: [{ measure: 'dso.countback', value: 40 }] });
    const { settings, changes } = await read();
    expect(settings).to.deep.include({
      calendar: { weekend: [5, 7], holidays: ['2026-12-25', '2027-01-01'] },
      promiseGraceDays: 0,
      targets: [{ measure: 'dso.countback', value: 40 }],
    });
    expect(changes).to.have.length(3);
    expect(changes[2].before.calendar).to.deep.equal({ weekend: [6, 7], holidays: [] });
  });

  it('hold whose mail is never logged, in one form and once, what is kept of other mail, and who may pass the gate', async () => {
    const { read, put } = await signedIn();
    const neverLog = [' Lawyer@Firm.example', '@Bank.example', 'bank.example', 'lawyer@firm.example'];
    expect((await put({ neverLog, keptOfMail: 'nothing', sendAnyway: true })).status).to.equal(200);
    const { settings, changes } = await read();
    const kept = { neverLog: ['bank.example', 'lawyer@firm.example'], keptOfMail: 'nothing', sendAnyway: true };
    expect(settings).to.deep.include(kept);
    expect(changes[0].before).to.deep.include({ neverLog: [], sendAnyway: false });
    await put({ autoPost: true });
    expect((await read()).settings).to.deep.include(kept);
    expect((await put({ neverLog: [] })).body.neverLog).to.deep.equal([]);
  });

  it('show a change of before there were settings for figures', async () => {
    const { world, read } = await signedIn();
    const tenant = await app.services.tenants.findById(world.tenant.id);
    const { calendar: _, promiseGraceDays: __, targets: ___, ...then } = tenant?.settings ?? ({} as never);
    const about = { area: 'settings', deed: 'settings_changed', subject: 'settings' };
    const change = { at: app.clock.now(), by: 'command line', before: then, after: { ...then, autoPost: true } };
    await collectionNamed('adminChanges').insertOne({ ...about, ...change, tenantId: world.tenant.id } as never);
    expect((await read()).changes[0].after).to.deep.include({ autoPost: true, promiseGraceDays: 3 });
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
    ['a weekend of seven days', { calendar: { weekend: [1, 2, 3, 4, 5, 6, 7] } }],
    ['a day of the week named twice', { calendar: { weekend: [6, 6] } }],
    ['a holiday named twice', { calendar: { holidays: ['2026-12-25', '2026-12-25'] } }],
    ['a year without a working day', { calendar: { weekend: [1, 2, 3, 4, 5, 6], holidays: everySundayOf2027() } }],
    ['a target for what is no measure', { targets: [{ measure: 'dso.wishful', value: 1 }] }],
    ['two targets for one measure', { targets: [40, 45].map((value) => ({ measure: 'dso.countback', value })) }],
    ['a line of the never-log list that names nobody', { neverLog: ['bank.example', 'our bank'] }],
    ['a line that only looks like an address', { neverLog: ['a@b@bank.example'] }],
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
