import { expect } from 'chai';
import { beforeEach, describe, it } from 'mocha';
import request from 'supertest';
import { ALL_MEASURES } from '../../../../server/reporting/measures/measure-registry.ts';
import { useApp } from '../../../support/app.ts';
import { adjustmentRow, applicationRow, customerRow, eur, itemRow, paymentRow } from '../../../support/ledger-rows.ts';
import { ReportWorld } from '../../../support/report-world.ts';

interface Total {
  readonly measure: string;
  readonly variant: string;
  readonly value: number | null;
  readonly unit: string;
  readonly currency?: string;
  readonly reason?: string;
  readonly inputs: Readonly<Record<string, unknown>>;
  readonly target?: number;
  readonly usual?: object;
}

const JUNE = 'from=2026-06-01&to=2026-06-30';

describe('The report kpis', function () {
  this.timeout(120_000);
  const app = useApp();
  let world: ReportWorld;
  let token: string;

  beforeEach(async () => {
    world = await ReportWorld.open(app);
    ({ token } = await app.user(world.tenant, 'manager'));
    await world.take([
      customerRow('C1', { ownerEmail: 'ana@brightwater.example' }),
      customerRow('C2'),
      itemRow('1001', { issuedOn: '2026-05-20', dueOn: '2026-06-10', amount: eur(6_000) }),
      itemRow('1002', { issuedOn: '2026-06-05', dueOn: '2026-07-05', amount: eur(4_000), customerNumber: 'C2' }),
      itemRow('1003', { issuedOn: '2026-06-08', dueOn: '2026-06-20', amount: eur(6_000) }),
      paymentRow('P1', { issuedOn: '2026-06-24', amount: eur(6_000) }),
      applicationRow('1003', 'P1', eur(6_000), { on: '2026-06-26' }),
      adjustmentRow('1001', eur(500), '2026-06-15'),
    ]);
    await world.log([
      { by: 'ana', on: '2026-06-12', items: ['1003'] },
      { by: 'ben', on: '2026-06-16', customer: 'C2' },
    ]);
  });

  const ask = (path: string) => request(app.express).get(path).set('Authorization', `Bearer ${token}`);
  const kpis = async (query: string): Promise<Total[]> =>
    (await ask(`/api/reports/kpis?${query}`).expect(200)).body.totals;
  const find = (totals: readonly Total[], measure: string, variant: string) =>
    totals.find((total) => total.measure === measure && total.variant === variant);

  it('answers every measure with its inputs, or why not', async () => {
    const { body } = await ask('/api/reports/kpis?asOf=2026-06-30').expect(200);
    expect(body).to.include({ report: 'kpis', from: '2026-04-02', to: '2026-06-30', rowCount: body.totals.length });
    const answered = new Set(body.totals.map(({ measure, variant }: Total) => `${measure}.${variant}`));
    const missing = ALL_MEASURES.filter(({ name, variant }) => !answered.has(`${name}.${variant}`));
    const laterRolls = [4, 5, 6, 7, 8, 9, 10, 11].map((bucket) => `b${bucket}-b${bucket + 1}`);
    expect(missing.map(({ variant }) => variant)).to.deep.equal(['observed_less_expected', ...laterRolls]);
    for (const { value, reason, unit, inputs } of body.totals as Total[]) {
      expect(unit).to.be.oneOf(['days', 'fraction', 'count', 'money', 'times']);
      expect(inputs).to.be.an('object');
      expect(value === null).to.equal(reason !== undefined);
    }
    expect(body.definition.measures).to.have.length(ALL_MEASURES.length);
    expect(body.definition.measures[0]).to.include.keys('words', 'symbols', 'source', 'example', 'asOfRule');
  });

  it('says the figures of the period to the cent', async () => {
    const totals = await kpis(JUNE);
    expect(find(totals, 'dso', 'simple')).to.deep.include({
      ...{ value: 28.5, unit: 'days', currency: 'EUR' },
      inputs: { receivables: eur(9_500), sales: eur(10_000), days: 30 },
    });
    expect(find(totals, 'dso', 'simple')?.usual).to.include({ low: 30, high: 45 });
    expect(find(totals, 'days_beyond_terms', 'by_invoice')).to.deep.include({ value: 4 });
    expect(find(totals, 'bad_debt', 'of_sales')).to.deep.include({ value: 0.05 });
    expect(find(totals, 'cash_touched', 'human')).to.deep.include({ value: 6_000 });
    expect(find(totals, 'coverage', 'past_due_customers')).to.deep.include({ value: 1 });
    expect(find(totals, 'promises_kept', 'count')).to.deep.include({
      value: null,
      reason: 'No promise fell due in the period.',
    });
  });

  it('opens a figure down to the rows that add up to it', async () => {
    const { body } = await ask(`/api/reports/measure-rows?measure=dso.simple&${JUNE}`).expect(200);
    expect(body.totals).to.have.length(1);
    expect(body.totals[0]).to.deep.include({ value: 28.5, addsUp: ['receivables', 'sales'] });
    const lines = body.rows.map((row: Record<string, { minor: number }> & { number: string }) => [
      ...[row.number, row.receivables?.minor ?? 0, row.sales?.minor ?? 0],
    ]);
    expect(lines).to.deep.equal([
      ['1001', 5_500, 0],
      ['1003', 0, 6_000],
      ['1002', 4_000, 4_000],
    ]);
    const csv = await ask(`/api/reports/measure-rows?measure=dso.simple&${JUNE}&format=csv`).expect(200);
    expect(csv.text).to.contain(
      'Customer number,Customer name,Item id,Number,Kind,Issued on,Due on,Receivables,Sales,Currency',
    );
    expect(csv.text).to.contain('1002,invoice,2026-06-05,2026-07-05,40,40,EUR');
  });

  it('takes one measure, and refuses what there is not', async () => {
    const totals = await kpis(`${JUNE}&measure=dso.countback`);
    expect(totals.map(({ variant }) => variant)).to.deep.equal(['countback']);
    const [excess] = await kpis(`${JUNE}&measure=excess_cash.observed_less_expected`);
    expect(excess).to.include({ measure: 'excess_cash', value: null }).and.to.have.property('reason');
    const unknown = await ask('/api/reports/kpis?measure=dso').expect(422);
    expect(unknown.body).to.include({ code: 'measure_unknown' });
    expect(unknown.body.detail).to.contain('dso.countback');
    const missing = await ask('/api/reports/measure-rows').expect(422);
    expect(missing.body.problems[0]).to.include({ field: 'measure' });
  });

  it('narrows to owners and to people, and says which figures know no people', async () => {
    const owned = await kpis(`${JUNE}&owner=ana@brightwater.example`);
    expect(find(owned, 'receivables', 'net_open')).to.include({ value: 5_500 });
    const byAna = await kpis(`${JUNE}&collector=ana`);
    expect(find(byAna, 'activities', 'human')).to.include({ value: 1 });
    expect(find(byAna, 'dso', 'simple'))
      .to.include({ value: null })
      .and.to.have.property('reason')
      .that.contains('who did what');
    const { body } = await ask(`/api/reports/measure-rows?measure=dso.simple&collector=ana&${JUNE}`).expect(200);
    expect(body.rows).to.deep.equal([]);
  });

  it('narrows to a team, as it is when it is asked', async () => {
    const ana = await app.user(world.tenant, 'collector', 'ana@brightwater.example');
    await world.log([{ by: ana.actor.userId, on: '2026-06-17' }]);
    const post = (path: string, body: object) =>
      request(app.express)
        .post(path)
        .set({ authorization: `Bearer ${token}`, 'idempotency-key': 'the-only-team' })
        .send(body);
    const { body: team } = await post('/api/teams', { name: 'North', memberIds: [ana.actor.userId] }).expect(201);
    const touches = async () => find(await kpis(`${JUNE}&team=${team.id}`), 'activities', 'human')?.value;
    expect(await touches()).to.equal(1);
    await request(app.express)
      .put(`/api/teams/${team.id}`)
      .set('authorization', `Bearer ${token}`)
      .send({ name: 'North', memberIds: [] })
      .expect(200);
    expect(await touches()).to.equal(0);
  });

  it('shows the company’s target beside the figure', async () => {
    const admin = await app.user(world.tenant, 'admin');
    await request(app.express)
      .put('/api/settings')
      .set('authorization', `Bearer ${admin.token}`)
      .send({ targets: [{ measure: 'dso.simple', value: 35 }] })
      .expect(200);
    expect(find(await kpis(JUNE), 'dso', 'simple')).to.include({ value: 28.5, target: 35 });
  });

  it('says the rates when currencies are together, and what is left out', async () => {
    const dollars = { minor: 1_000, currency: eur(0).currency.replace('EUR', 'USD') as never };
    await world.take([itemRow('2001', { issuedOn: '2026-06-05', dueOn: '2026-06-20', amount: dollars })]);
    const apart = await kpis(`${JUNE}&measure=receivables.past_due`);
    expect(apart.map(({ currency, value }) => [currency, value])).to.deep.equal([
      ['EUR', 5_500],
      ['USD', 1_000],
    ]);
    const [together] = await kpis(`${JUNE}&measure=receivables.past_due&together=yes`);
    expect(together?.inputs).to.deep.equal({
      pastDue: eur(5_500),
      rates: [],
      leftOut: [{ currency: 'USD', items: 1 }],
    });
  });

  it('gives the same figures again as they were known then', async () => {
    const before = await kpis(JUNE);
    const knownAt = app.clock.now().toISOString();
    app.clock.set('2026-11-20T09:10:00.000Z');
    await world.take([
      paymentRow('P2', { issuedOn: '2026-06-20', amount: eur(5_500) }),
      applicationRow('1001', 'P2', eur(5_500)),
    ]);
    expect(find(await kpis(JUNE), 'dso', 'simple')).to.include({ value: 12 });
    expect(await kpis(`${JUNE}&knownAt=${knownAt}`)).to.deep.equal(before);
  });
});
