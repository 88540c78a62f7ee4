import { expect } from 'chai';
import fc from 'fast-check';
import request from 'supertest';
import { inTenant } from '../../../../server/mongo/tenancy.ts';
import { receivablesAgeing } from '../../../../server/reporting/receivables-ageing/receivables-ageing-read-model.ts';
import { reportText } from '../../../../server/reporting/report-text.ts';
import type { ReportAnswer } from '../../../../shared/api/reports.ts';
import { BUCKETS_TO_90, BUCKETS_TO_120 } from '../../../../shared/domain/ageing.ts';
import { currencyCode } from '../../../../shared/domain/currency.ts';
import type { TenantId } from '../../../../shared/domain/ids.ts';
import { balancesOn, itemCourses, openItemsOn } from '../../../../shared/domain/ledger.ts';
import { sumsFromDocuments } from '../../../../shared/domain/ledger-from-documents.ts';
import { money } from '../../../../shared/domain/money.ts';
import { useApp } from '../../../support/app.ts';
import { rowsOf } from '../../../support/history-rows.ts';
import { applicationRow, customerRow, eur, itemRow, paymentRow, runRequest } from '../../../support/ledger-rows.ts';
import { History, randomDay, randomDraws } from '../../../support/random-history.ts';

const USD = currencyCode('USD');
const LEDGER = [
  customerRow('C2', { name: '=HYPERLINK("http://evil.example")' }),
  customerRow('C1', { name: 'Kestrel Freight' }),
  itemRow('1001', { dueOn: '2026-11-20' }),
  itemRow('1002', { dueOn: '2026-10-01', amount: eur(5_000) }),
  itemRow('2001', { customerNumber: 'C2', dueOn: '2026-03-31', amount: eur(700) }),
  itemRow('2002', { customerNumber: 'C2', dueOn: '2026-11-01', amount: money(900, USD) }),
  paymentRow('P1', { amount: eur(6_000) }),
  applicationRow('1002', 'P1', eur(2_000)),
];

describe('GET /api/reports/ageing', function () {
  this.timeout(120_000);
  const app = useApp();
  beforeEach(() => app.clock.set('2026-11-20T09:00:00.000Z'));

  async function company({ fed = true }: { fed?: boolean } = {}) {
    const tenant = await app.tenant();
    const manager = await app.user(tenant, 'manager');
    if (fed) await inTenant(tenant.id, () => app.services.ledgerRuns.take(runRequest(LEDGER)));
    return { tenant, token: manager.token };
  }

  const get = (token: string, query = '') =>
    request(app.express).get(`/api/reports/ageing${query}`).set('Authorization', `Bearer ${token}`);

  it('gives totals and one row a customer and currency, in the order of numbers', async () => {
    const { token, tenant } = await company();
    const { status, body } = await get(token);
    expect(status).to.equal(200);
    expect(body).to.include({ report: 'ageing', tenant: tenant.name, asOf: '2026-11-20', rowCount: 3 });
    expect(body).to.include({ knownAt: '2026-11-20T09:00:00.000Z', dataAsOf: '2026-11-19T22:00:00.000Z' });
    expect(body.definition.buckets).to.deep.equal(['current', '1-30', '31-60', '61-90', '90+']);
    expect(body.totals).to.deep.equal([
      {
        currency: 'EUR',
        invoiceOpen: eur(13_700),
        unapplied: eur(-4_000),
        netOpen: eur(9_700),
        buckets: { current: eur(10_000), '1-30': eur(0), '31-60': eur(3_000), '61-90': eur(0), '90+': eur(700) },
      },
      {
        currency: 'USD',
        invoiceOpen: money(900, USD),
        unapplied: money(0, USD),
        netOpen: money(900, USD),
        buckets: Object.fromEntries(BUCKETS_TO_90.map(({ label }) => [label, money(label === '1-30' ? 900 : 0, USD)])),
      },
    ]);
    const rows = body.rows.map((row: { customer: object; currency: string; netOpen: object }) => [
      row.customer,
      row.currency,
      row.netOpen,
    ]);
    const [first, second] = rows.map(([customer]: [{ id: string }]) => customer.id);
    expect(rows).to.deep.equal([
      [{ id: first, number: 'C1', name: 'Kestrel Freight' }, 'EUR', eur(9_000)],
      [{ id: rows[1][0].id, number: 'C2', name: '=HYPERLINK("http://evil.example")' }, 'EUR', eur(700)],
      [{ id: second, number: 'C2', name: '=HYPERLINK("http://evil.example")' }, 'USD', money(900, USD)],
    ]);
  });

  it('gives the same bytes for the same question, and for ever what was known at an instant', async () => {
    const { token, tenant } = await company();
    const first = await get(token, '?asOf=2026-11-20');
    app.clock.set('2026-11-20T09:05:00.000Z');
    expect((await get(token, '?asOf=2026-11-20')).text).to.equal(first.text);
    const more = runRequest([itemRow('1003')]);
    await inTenant(tenant.id, () => app.services.ledgerRuns.take(more));
    expect((await get(token, '?asOf=2026-11-20')).text).to.not.equal(first.text);
    expect((await get(token, `?asOf=2026-11-20&knownAt=${first.body.knownAt}`)).text).to.equal(first.text);
  });

  it('answers before the first feed with nothing, known at no instant', async () => {
    const { token } = await company({ fed: false });
    const { body } = await get(token);
    expect(body).to.deep.include({ knownAt: null, dataAsOf: null, totals: [], rows: [] });
  });

  it('narrows to a customer or a currency', async () => {
    const { token } = await company();
    const { body } = await get(token, '?currency=USD');
    expect(body.totals.map(({ currency }: { currency: string }) => currency)).to.deep.equal(['USD']);
    const { id } = body.rows[0].customer;
    const one = await get(token, `?customer=${id}`);
    expect(one.body.rows.map(({ currency }: { currency: string }) => currency)).to.deep.equal(['EUR', 'USD']);
    expect(one.body.totals[0].invoiceOpen).to.deep.equal(eur(700));
  });

  it('is for managers and admins', async () => {
    const { tenant } = await company();
    const collector = await app.user(tenant, 'collector');
    expect((await get(collector.token)).status).to.equal(403);
  });

  it('gives CSV in which no cell is a formula', async () => {
    const { token } = await company();
    const { text, headers } = await get(token, '?format=csv');
    expect(headers['content-type']).to.include('text/csv');
    const [titles, first, second] = text.replace('\uFEFF', '').split('\n');
    expect(titles).to.equal(
      'Customer,Customer name,Currency,Invoice open,current,1-30,31-60,61-90,90+,Unapplied,Net open',
    );
    expect(first).to.equal('C1,Kestrel Freight,EUR,130,100,0,30,0,0,-40,90');
    expect(second).to.match(/^C2,"'=HYPERLINK/);
  });

  it('reads as a table at a terminal', async () => {
    const { token } = await company();
    const { body } = await get(token);
    const text = reportText(app.services.reports.find('ageing'), body as ReportAnswer);
    expect(text).to.include('Brightwater GmbH, as of 2026-11-20');
    expect(text).to.include('currency EUR · invoice open 137.00 · unapplied -40.00 · net open 97.00 · current 100.00');
    expect(text).to.match(/C1 +Kestrel Freight +EUR +130\.00 +100\.00 +0\.00 +30\.00 +0\.00 +0\.00 +-40\.00 +90\.00/);
  });
});

describe('receivablesAgeing', function () {
  this.timeout(300_000);
  const app = useApp();

  it('holds the three sums of random ledgers per customer and currency, as the documents alone have them', async () => {
    let runs = 0;
    let compared = 0;
    await fc.assert(
      fc.asyncProperty(
        randomDraws(250),
        fc.array(randomDay, { minLength: 2, maxLength: 2 }),
        fc.constantFrom(BUCKETS_TO_90, BUCKETS_TO_120),
        async (draws, days, buckets) => {
          runs += 1;
          const history = new History(true);
          for (const one of draws) history.take(one);
          await inTenant(`random ${runs}` as TenantId, async () => {
            const nothing = new History(true).snapshot();
            const { number } = await app.services.ledgerRuns.take(runRequest(rowsOf(history, nothing)));
            for (const asOf of days) {
              const { byCustomer } = await receivablesAgeing({ asOf, run: number ?? 0, buckets });
              const plain = sumsFromDocuments(history, asOf, buckets);
              const balances = balancesOn(openItemsOn(itemCourses(history), asOf), asOf, buckets);
              const summed = byCustomer.map(({ buckets: of, invoiceOpen, unapplied, netOpen, currency }) => [
                currency,
                Object.values(of).map(({ minor }) => minor),
                [invoiceOpen.minor, unapplied.minor, netOpen.minor],
              ]);
              const expected = balances.map(({ customerId, currency, buckets: of, invoiceOpen }) => {
                const sums = plain.get(`${customerId} ${currency}`);
                if (sums === undefined) throw new Error(`${customerId} is not in the documents.`);
                const labels = Object.values(of).map(({ minor }) => minor);
                return [currency, labels, [invoiceOpen.minor, sums.unapplied + 0, sums.netOpen]];
              });
              expect(summed).to.have.deep.members(expected);
              compared += expected.length;
            }
          });
        },
      ),
      { numRuns: 25, endOnFailure: true },
    );
    expect(compared).to.be.greaterThan(25);
  });
});
