import { randomUUID } from 'node:crypto';
import { expect } from 'chai';
import { describe, it } from 'mocha';
import request from 'supertest';
import type { GoalView } from '../../../../shared/api/goals.ts';
import { type TestUser, useApp } from '../../../support/app.ts';
import { applicationRow, customerRow, eur, itemRow, paymentRow } from '../../../support/ledger-rows.ts';
import { ReportWorld } from '../../../support/report-world.ts';

const NOVEMBER = { from: '2026-11-01', to: '2026-11-30' };

describe('/api/goals', function () {
  this.timeout(120_000);
  const app = useApp();

  /** Ana owns C1 and Ben C2; each was paid 100.00 on 10 November; Ana touched both, Ben his own. */
  const company = async () => {
    const world = await ReportWorld.open(app);
    const manager = await app.user(world.tenant, 'manager', 'mia@brightwater.example');
    const ana = await app.user(world.tenant, 'collector', 'ana@brightwater.example');
    const ben = await app.user(world.tenant, 'collector', 'ben@brightwater.example');
    await world.take([
      customerRow('C1', { ownerEmail: 'ana@brightwater.example' }),
      customerRow('C2', { ownerEmail: 'ben@brightwater.example' }),
      itemRow('1001', { issuedOn: '2026-10-01', dueOn: '2026-10-31' }),
      itemRow('2001', { issuedOn: '2026-10-01', dueOn: '2026-10-31', customerNumber: 'C2', amount: eur(30_000) }),
      paymentRow('P1', { issuedOn: '2026-11-10' }),
      paymentRow('P2', { issuedOn: '2026-11-10', customerNumber: 'C2' }),
      applicationRow('1001', 'P1', eur(10_000), { on: '2026-11-10' }),
      applicationRow('2001', 'P2', eur(10_000), { on: '2026-11-10' }),
    ]);
    const [anaId, benId] = [ana.actor.userId, ben.actor.userId];
    await world.log([
      { by: anaId, on: '2026-11-03' },
      { by: anaId, on: '2026-11-04', customer: 'C2' },
      { by: benId, on: '2026-11-04', customer: 'C2' },
      { by: benId, on: '2026-10-30', customer: 'C2' },
    ]);
    const { body: team } = await post(manager, '/api/teams', { name: 'All', memberIds: [anaId, benId] });
    return { world, manager, ana, ben, anaId, benId, teamId: team.id as string };
  };
  const post = ({ token }: TestUser, path: string, body: object, key: string = randomUUID()) =>
    request(app.express).post(path).auth(token, { type: 'bearer' }).set('idempotency-key', key).send(body);
  const list = async ({ token }: TestUser, on?: string): Promise<GoalView[]> =>
    (
      await request(app.express)
        .get('/api/goals')
        .query(on === undefined ? {} : { on })
        .auth(token, { type: 'bearer' })
    ).body.goals;

  it('shows progress, pace and forecast of a count, for who acted', async () => {
    const { manager, anaId, teamId } = await company();
    const goal = { measure: 'activities.human', ...NOVEMBER, target: 21 };
    const set = await post(manager, '/api/goals', { for: { kind: 'collector', id: anaId }, ...goal });
    expect(set.status, set.text).to.equal(201);
    expect(set.body).to.deep.include({ value: 2, unit: 'count', better: 'higher', elapsed: 15 / 21, state: 'behind' });
    expect(set.body.pace).to.be.closeTo(15, 1e-9);
    expect(set.body.forecast).to.be.closeTo(2.8, 1e-9);
    const team = await post(manager, '/api/goals', { for: { kind: 'team', id: teamId }, ...goal });
    expect(team.body).to.deep.include({ value: 3, for: { kind: 'team', id: teamId, name: 'All' } });
    const all = await post(manager, '/api/goals', { for: { kind: 'company' }, ...goal });
    expect(all.body.for).to.deep.equal({ kind: 'company', id: null, name: 'Brightwater GmbH' });
    expect((await list(manager)).map((one) => [one.for.kind, one.value])).to.deep.equal([
      ['company', 3],
      ['team', 3],
      ['collector', 2],
    ]);
  });

  it('asks a figure of the ledger of those who own the customers, of a team as of all of them together', async () => {
    const { manager, anaId, benId, teamId } = await company();
    const goal = { measure: 'receivables.past_due', ...NOVEMBER, target: 10_000, currency: 'EUR' };
    const values: (number | null)[] = [];
    for (const owner of [
      { kind: 'collector', id: anaId },
      { kind: 'collector', id: benId },
      { kind: 'team', id: teamId },
      { kind: 'company' },
    ]) {
      const { body } = await post(manager, '/api/goals', { for: owner, ...goal });
      values.push(body.value);
    }
    expect(values).to.deep.equal([0, 20_000, 20_000, 20_000]);
  });

  it('shows a goal on the days of its period alone, and as it stood on the day asked', async () => {
    const { manager, anaId } = await company();
    const goal = { for: { kind: 'collector', id: anaId }, measure: 'activities.human', target: 2 };
    await post(manager, '/api/goals', { ...goal, from: '2026-11-02', to: '2026-11-06' });
    const on = async (day: string) => (await list(manager, day)).map(({ value, state }) => [value, state]);
    expect(await on('2026-11-01')).to.deep.equal([]);
    expect(await on('2026-11-03')).to.deep.equal([[1, 'on_pace']]);
    expect(await on('2026-11-06')).to.deep.equal([[2, 'reached']]);
    expect(await on('2026-11-07')).to.deep.equal([]);
  });

  it('says of a goal to come that it has not begun', async () => {
    const { manager, anaId } = await company();
    const goal = { for: { kind: 'collector', id: anaId }, measure: 'activities.human', target: 2 };
    const { body } = await post(manager, '/api/goals', { ...goal, from: '2026-12-01', to: '2026-12-31' });
    expect(body).to.deep.include({ value: null, state: 'not_begun', elapsed: 0 });
    expect(body.reason).to.contain('2026-12-01');
  });

  it('says why where there is no figure, and never 0', async () => {
    const { manager, anaId } = await company();
    const goal = { for: { kind: 'collector', id: anaId }, measure: 'promises_kept.count', ...NOVEMBER, target: 0.8 };
    const { body } = await post(manager, '/api/goals', goal);
    expect(body).to.deep.include({ value: null, forecast: null, pace: null, state: 'unknown' });
    expect(body.reason).to.equal('No promise fell due in the period.');
  });

  for (const { what, change, code } of [
    { what: 'a measure that there is not', change: { measure: 'happiness.total' }, code: 'measure_unknown' },
    { what: 'a period that ends before it begins', change: { to: '2026-10-31' }, code: 'goal_refused' },
    { what: 'an amount without its currency', change: { measure: 'cash_touched.human' }, code: 'goal_refused' },
  ]) {
    it(`refuses ${what}, and keeps nothing of it`, async () => {
      const { manager, anaId } = await company();
      const goal = { for: { kind: 'collector', id: anaId }, measure: 'activities.human', ...NOVEMBER, target: 2 };
      const refused = await post(manager, '/api/goals', { ...goal, ...change });
      expect(refused.body).to.include({ status: 422, code });
      expect(await list(manager)).to.deep.equal([]);
    });
  }

  it('has one effect for one key, and answers the same however the figures move', async () => {
    const { world, manager, anaId } = await company();
    const goal = { for: { kind: 'collector', id: anaId }, measure: 'activities.human', ...NOVEMBER, target: 2 };
    const first = await post(manager, '/api/goals', goal, 'the-very-same-key');
    await world.log([{ by: anaId, on: '2026-11-05' }]);
    const again = await post(manager, '/api/goals', goal, 'the-very-same-key');
    expect(again.body).to.deep.equal(first.body);
    expect((await list(manager)).map(({ value }) => value)).to.deep.equal([3]);
  });
});
