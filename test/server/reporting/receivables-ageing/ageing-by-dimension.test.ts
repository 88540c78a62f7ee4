import { expect } from 'chai';
import request from 'supertest';
import { inTenant } from '../../../../server/mongo/tenancy.ts';
import { currencyCode } from '../../../../shared/domain/currency.ts';
import { money } from '../../../../shared/domain/money.ts';
import { useApp } from '../../../support/app.ts';
import { customerRow, eur, itemRow, paymentRow, runRequest } from '../../../support/ledger-rows.ts';

const USD = currencyCode('USD');
const ANNA = 'anna@brightwater.example';
const LEDGER = [
  customerRow('HQ', { name: 'Kestrel Group', ownerEmail: ANNA, creditLimit: eur(20_000) }),
  customerRow('NORTH', { name: 'Kestrel North', parentNumber: 'HQ', ownerEmail: ANNA }),
  customerRow('DOCK', { name: 'Kestrel Dock', parentNumber: 'NORTH', creditLimit: eur(400) }),
  customerRow('ALONE', { name: 'Halden Stone', ownerEmail: 'bo@brightwater.example', creditLimit: eur(0) }),
  itemRow('1', { customerNumber: 'HQ', issuedOn: '2026-10-01', dueOn: '2026-11-20', amount: eur(10_000) }),
  itemRow('2', { customerNumber: 'NORTH', issuedOn: '2026-07-01', dueOn: '2026-07-31', amount: eur(700) }),
  itemRow('3', { customerNumber: 'DOCK', issuedOn: '2026-11-01', dueOn: '2026-11-10', amount: eur(500) }),
  itemRow('4', {
    customerNumber: 'DOCK',
    issuedOn: '2026-11-01',
    dueOn: '2026-11-10',
    amount: money(1_000, USD),
    company: { amount: eur(901), rate: '0.9009', rateOn: '2026-11-01' as never },
  }),
  itemRow('5', { customerNumber: 'DOCK', issuedOn: '2026-11-01', dueOn: '2026-11-10', amount: money(77, USD) }),
  itemRow('6', { customerNumber: 'ALONE', issuedOn: '2026-11-01', dueOn: '2026-12-10', amount: eur(5) }),
  paymentRow('P1', { customerNumber: 'NORTH', amount: eur(200) }),
];

interface Line {
  readonly customer: { readonly number: string };
  readonly owner: string;
  readonly customerCount: number;
  readonly invoiceOpen: object;
  readonly netOpen: object;
  readonly used: number | null;
}

describe('Ageing and exposure by parent, collector, currency and basis', function () {
  this.timeout(120_000);
  const app = useApp();
  let token = '';

  beforeEach(async () => {
    app.clock.set('2026-11-20T09:00:00.000Z');
    const tenant = await app.tenant();
    token = (await app.user(tenant, 'manager')).token;
    await inTenant(tenant.id, () => app.services.ledgerRuns.take(runRequest(LEDGER)));
  });

  const get = async (path: string) => {
    const { status, body, text } = await request(app.express)
      .get(`/api/reports/${path}`)
      .set('Authorization', `Bearer ${token}`);
    expect(status, text).to.equal(200);
    return body;
  };

  it('puts subsidiaries of every depth under the parent at the top', async () => {
    const { rows, totals } = await get('ageing?by=parent&currency=EUR');
    expect(
      rows.map((row: Line) => [row.customer.number, row.customerCount, row.invoiceOpen, row.netOpen]),
    ).to.deep.equal([
      ['ALONE', 1, eur(5), eur(5)],
      ['HQ', 3, eur(11_200), eur(11_000)],
    ]);
    expect(totals[0].netOpen).to.deep.equal(eur(11_005));
  });

  it('puts customers under who owns them, those of nobody under no address', async () => {
    const { rows } = await get('ageing?by=collector&currency=EUR');
    expect(rows.map((row: Line) => [row.owner, row.customerCount, row.netOpen])).to.deep.equal([
      ['', 1, eur(500)],
      [ANNA, 2, eur(10_500)],
      ['bo@brightwater.example', 1, eur(5)],
    ]);
  });

  it('opens each figure of a collector, a group and a currency down to rows that add up to it', async () => {
    const own = await get(`open-items?owner=${encodeURIComponent(ANNA)}&currency=EUR`);
    expect(own.totals).to.deep.equal([{ currency: 'EUR', left: eur(10_500), items: 3 }]);
    const [, top] = (await get('ageing?by=parent&currency=EUR')).rows;
    const group = await get(`open-items?group=${top.customer.id}&currency=EUR`);
    expect(group.totals).to.deep.equal([{ currency: 'EUR', left: eur(11_000), items: 4 }]);
    expect((await get('ageing?owner=none')).rows.map((row: Line) => row.customer.number)).to.deep.equal([
      'DOCK',
      'DOCK',
    ]);
  });

  it('ages by the day of issue where that is asked for, and in the finer buckets', async () => {
    const { totals, definition } = await get('ageing?basis=issued&buckets=to_120&currency=EUR');
    expect(definition.buckets).to.deep.equal(['current', '1-30', '31-60', '61-90', '91-120', '120+']);
    expect(totals[0].buckets).to.deep.include({ '1-30': eur(505), '31-60': eur(10_000), '120+': eur(700) });
    const rows = await get('open-items?basis=issued&buckets=to_120&bucket=120%2B');
    expect(rows.totals).to.deep.equal([{ currency: 'EUR', left: eur(700), items: 1 }]);
  });

  it('gives the rows of a grouping as CSV under fitting titles', async () => {
    const { text } = await request(app.express)
      .get('/api/reports/ageing?by=collector&format=csv')
      .set('Authorization', `Bearer ${token}`);
    expect(text.split('\n')[0]?.replace('\uFEFF', '')).to.match(/^Collector,Customers,Currency,Invoice open,/);
  });

  it('sets what a customer owes beside its limit, other currencies at their own dated rates or beside', async () => {
    const { rows, totals } = await get('credit-exposure');
    expect(rows.map((row: Line) => [row.customer.number, row.used])).to.deep.equal([
      ['ALONE', null],
      ['DOCK', 3.5025],
      ['HQ', 0.5],
    ]);
    expect(rows[1]).to.deep.include({
      limit: eur(400),
      exposure: eur(1_401),
      atDatedRates: eur(901),
      free: eur(-1_001),
      withoutRate: [money(77, USD)],
    });
    expect(totals).to.deep.equal([
      { currency: 'EUR', limit: eur(20_400), exposure: eur(11_406), customers: 3, exceeded: 2 },
    ]);
  });

  it('sets what a whole group owes beside the limit of its parent', async () => {
    const { rows } = await get('credit-exposure?by=parent');
    const group = rows.find((row: Line) => row.customer.number === 'HQ');
    expect(group).to.deep.include({ exposure: eur(10_000 + 700 + 500 + 901 - 200), withoutRate: [money(77, USD)] });
    expect(rows.map((row: Line) => row.customer.number)).to.not.include('DOCK');
  });

  it('refuses a filter that a report does not take', async () => {
    const { status } = await request(app.express)
      .get('/api/reports/credit-exposure?basis=issued')
      .set('Authorization', `Bearer ${token}`);
    expect(status).to.equal(422);
  });
});
