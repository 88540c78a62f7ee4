import { randomUUID } from 'node:crypto';
import { expect } from 'chai';
import { describe, it } from 'mocha';
import request from 'supertest';
import { collectionNamed } from '../../../../server/mongo/versions.ts';
import { type TestUser, useApp } from '../../../support/app.ts';
import { applicationRow, customerRow, eur, itemRow, paymentRow } from '../../../support/ledger-rows.ts';
import { ReportWorld } from '../../../support/report-world.ts';

const PERIOD = { from: '2026-11-01', to: '2026-11-15' };

interface Line {
  readonly collector: { readonly id: string; readonly name: string };
  readonly touches: number;
  readonly touched: readonly { minor: number; currency: string }[];
}

describe('the figures of people', function () {
  this.timeout(120_000);
  const app = useApp();

  const get = async ({ token }: TestUser, path: string, query: object = {}) =>
    request(app.express).get(path).query(query).auth(token, { type: 'bearer' });
  const post = ({ token }: TestUser, path: string, body: object, key: string = randomUUID()) =>
    request(app.express).post(path).auth(token, { type: 'bearer' }).set('idempotency-key', key).send(body);

  /** Two invoices, both paid on 10 November; Ana touched one, Ben both. */
  const company = async () => {
    const world = await ReportWorld.open(app);
    const [manager, ana, ben, admin] = [
      await app.user(world.tenant, 'manager', 'mia@brightwater.example'),
      await app.user(world.tenant, 'collector', 'ana@brightwater.example'),
      await app.user(world.tenant, 'collector', 'ben@brightwater.example'),
      await app.user(world.tenant, 'admin', 'adi@brightwater.example'),
    ];
    const [anaId, benId] = [ana.actor.userId, ben.actor.userId];
    await world.take([
      customerRow('C1', { ownerEmail: 'ana@brightwater.example' }),
      itemRow('1001', { issuedOn: '2026-09-01', dueOn: '2026-10-01' }),
      itemRow('1002', { issuedOn: '2026-09-01', dueOn: '2026-10-01' }),
      itemRow('1003', { issuedOn: '2026-09-01', dueOn: '2026-10-01' }),
      paymentRow('P1', { issuedOn: '2026-11-10', amount: eur(25_000) }),
      applicationRow('1001', 'P1', eur(10_000), { on: '2026-11-10' }),
      applicationRow('1002', 'P1', eur(10_000), { on: '2026-11-10' }),
    ]);
    await world.log([
      { by: anaId, on: '2026-11-03', items: ['1001'] },
      { by: anaId, on: '2026-11-03', items: ['1001'] },
      { by: benId, on: '2026-11-04' },
    ]);
    return { world, manager, ana, ben, admin, anaId, benId };
  };

  it('are the manager’s line to the cent, for each their own and no one else’s', async () => {
    const { manager, ana, ben } = await company();
    const board = await get(manager, '/api/reports/collectors-board', PERIOD);
    expect(board.status, board.text).to.equal(200);
    const lines: Line[] = board.body.rows;
    const figures = lines.map(({ collector, touches, touched }) => [collector.id, [touches, touched[0]?.minor]]);
    expect(Object.fromEntries(figures)).to.deep.equal({
      [ana.actor.userId]: [1, 10_000],
      [ben.actor.userId]: [1, 25_000],
    });
    for (const user of [ana, ben]) {
      const own = await get(user, '/api/my-figures', PERIOD);
      expect(own.status, own.text).to.equal(200);
      expect(own.body.line).to.deep.equal(lines.find(({ collector }) => collector.id === user.actor.userId));
      expect(own.body.knownAt).to.equal(board.body.knownAt);
    }
  });

  it('are those of this month so far where no period is asked, and none where there is nothing', async () => {
    const { ana, admin } = await company();
    expect((await get(ana, '/api/my-figures')).body).to.deep.include({ from: '2026-11-01', to: '2026-11-20' });
    expect((await get(admin, '/api/my-figures')).body).to.deep.include({ line: null, goals: [] });
    const refused = await get(ana, '/api/my-figures', { from: '2026-11-02', to: '2026-11-01' });
    expect(refused.body).to.include({ status: 422, code: 'request_invalid' });
  });

  it('have one’s own goals and those of one’s teams, and no one else’s', async () => {
    const { manager, ana, ben, anaId, benId } = await company();
    const { body: team } = await post(manager, '/api/teams', { name: 'North', memberIds: [anaId] });
    const goal = { measure: 'activities.human', from: '2026-11-01', to: '2026-11-30', target: 5 };
    for (const owner of [
      { kind: 'collector', id: anaId },
      { kind: 'collector', id: benId },
      { kind: 'team', id: team.id },
      { kind: 'company' },
    ]) {
      await post(manager, '/api/goals', { ...goal, for: owner });
    }
    const goalsOf = async (user: TestUser) =>
      (await get(user, '/api/my-figures')).body.goals.map((one: { for: { name: string } }) => one.for.name);
    expect(await goalsOf(ana)).to.deep.equal(['North', 'Ana']);
    expect(await goalsOf(ben)).to.deep.equal(['Ben']);
  });

  it('are narrowed to a team, and open down to touches and cash that add up', async () => {
    const { manager, anaId } = await company();
    const { body: team } = await post(manager, '/api/teams', { name: 'North', memberIds: [anaId] });
    const report = async (name: string, query: object = {}) =>
      (await get(manager, `/api/reports/${name}`, { ...PERIOD, ...query })).body;
    const [line, ...others] = (await report('collectors-board', { team: team.id })).rows;
    expect(others).to.deep.equal([]);
    const touches = await report('touches', { team: team.id });
    expect(touches.rows).to.have.length(line.touches);
    expect(touches.rows[0]).to.deep.include({ activities: 2, on: '2026-11-03' });
    const cash = await report('cash-by-touch', { collector: anaId });
    const sum = cash.rows.reduce((total: number, { amount }: { amount: { minor: number } }) => total + amount.minor, 0);
    expect(sum).to.equal(line.touched[0].minor);
    const [{ cash: all, touched, untouched }] = (await report('cash-by-touch')).totals;
    const [trail] = (await report('payment-trail')).totals;
    expect([all, touched, untouched]).to.deep.equal([trail.cash, trail.touched, trail.untouched]);
    expect((await report('collectors-board', { team: 'nobody' })).code).to.equal('team_not_found');
  });

  it('are a file with each count once, and a currency a line', async () => {
    const { manager } = await company();
    const { text } = await get(manager, '/api/reports/collectors-board', { ...PERIOD, format: 'csv' });
    const [titles, ...lines] = text.trimEnd().split('\n');
    expect(titles).to.equal(
      '\uFEFFCollector,Touches,Customers,Right-party contacts,Automatic,Promises fallen due,Kept,Partly kept,Broken,Moved,Currency,Promised and came in time,"Touched, not caused",Excess cash,Excess from,Excess to,Told from luck',
    );
    expect(lines).to.have.length(2);
    const touched = lines.map((line) => /^[^,]+,1,1,0,0,0,0,0,0,0,EUR,,(\d+),/.exec(line)?.[1]);
    expect(touched).to.have.members(['100', '250']);
  });

  describe('in the weekly review', () => {
    const WEEK = { from: '2026-11-16', to: '2026-11-22' };

    it('lead to the rows behind each line, which add up to it', async () => {
      const { manager, anaId } = await company();
      const review = (await get(manager, '/api/reports/weekly-review', WEEK)).body;
      expect(review.totals[0]).to.deep.include({ findings: 1, neglected_customers: 1 });
      const [line] = review.rows;
      expect(line).to.deep.include({ finding: 'neglected_customers', title: 'Neglected customers' });
      expect(line.collector).to.deep.equal({ id: anaId, name: 'Ana' });
      const opened = await get(manager, `/api/reports/${line.opens.report}`, line.opens.query);
      expect(opened.status, opened.text).to.equal(200);
      expect(opened.body.totals).to.deep.equal([{ currency: 'EUR', pastDue: line.figures.pastDue, customers: 1 }]);
    });

    it('are kept with a note of the talk as they stood, however the data move', async () => {
      const { world, manager, ana, anaId } = await company();
      const body = { collectorId: anaId, ...WEEK, note: 'We call Kestrel on Monday.' };
      const noted = await post(manager, '/api/review-notes', body, 'the-very-same-key');
      expect(noted.status, noted.text).to.equal(201);
      expect(noted.body).to.deep.include({ note: body.note, by: 'Mia', ...WEEK });
      const review = (await get(manager, '/api/reports/weekly-review', { ...WEEK, collector: anaId })).body;
      expect(noted.body.evidence).to.deep.equal(review.rows);
      await world.take([itemRow('1003', { issuedOn: '2026-09-01', dueOn: '2026-10-01', amount: eur(90_000) })]);
      expect((await post(manager, '/api/review-notes', body, 'the-very-same-key')).body).to.deep.equal(noted.body);
      const { notes } = (await get(manager, '/api/review-notes', { collector: anaId })).body;
      expect(notes).to.deep.equal([noted.body]);
      expect((await get(ana, '/api/review-notes')).status).to.equal(403);
    });

    it('refuse a note of a week that ends before it begins, and keep nothing of it', async () => {
      const { manager, anaId } = await company();
      const body = { collectorId: anaId, from: WEEK.to, to: WEEK.from, note: 'Backwards.' };
      expect((await post(manager, '/api/review-notes', body)).body).to.include({
        status: 422,
        code: 'request_invalid',
      });
      expect(await collectionNamed('reviewNotes').countDocuments({ tenantId: manager.actor.tenantId })).to.equal(0);
    });
  });
});
