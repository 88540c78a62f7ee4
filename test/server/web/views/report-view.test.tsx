import { fireEvent } from '@testing-library/preact';
import { expect } from 'chai';
import { describe, it } from 'mocha';
import { Route, Router } from 'preact-iso';
import { ReportView } from '../../../../server/web/views/ReportView.tsx';
import { listTeams } from '../../../../shared/api/teams.ts';
import { eventually } from '../../../addin/support/eventually.ts';
import { anAnswer, draw, PageApi, usePages } from '../support/a-page.tsx';

const EUR = (minor: number) => ({ minor, currency: 'EUR' });
const CUSTOMER = { id: 'c1', number: '1001', name: 'Contoso' };
const PROMISE = {
  activityId: 'a1',
  customer: CUSTOMER,
  by: { id: 'u1', name: 'Ana Reyes', isAutomatic: false },
  items: [{ id: 'i1', number: 'R-7' }],
  promisedFor: '2026-11-12',
  state: 'partly_kept',
  amount: EUR(50_000),
  paid: EUR(20_000),
};
const PROMISES_TOTAL = {
  currency: 'EUR',
  states: { kept: 0, partly_kept: 1 },
  fellDue: 1,
  keptShare: 0,
  paid: EUR(20_000),
};

const page = <Router>{[<Route key="report" path="/reports/:name" component={ReportView} />]}</Router>;

function api(): PageApi {
  return new PageApi()
    .report('collector-activity', () => anAnswer('collector-activity'))
    .report('promises', () => anAnswer('promises', { totals: [PROMISES_TOTAL], rows: [PROMISE] }))
    .on(listTeams, () => ({ teams: [{ id: 't1', name: 'North', members: [] }], people: [] }));
}

describe('the page of a report', () => {
  usePages();

  it('shows each field as what it is: day, amount, state in words, customer as a filter; ids are left out', async () => {
    const { findByRole, container } = await draw(api(), '/reports/promises?promiseState=partly_kept', page);
    const link = await findByRole('link', { name: 'Contoso' });
    expect(link.getAttribute('href')).to.equal('/reports/promises?promiseState=partly_kept&customer=c1');
    const titles = [...container.querySelectorAll('thead th')].map(({ textContent }) => textContent);
    expect(titles).to.deep.equal([
      'Customer',
      'Collector',
      'Items',
      'Promised for',
      'State',
      'Promised',
      'Came in time',
    ]);
    const cells = [...container.querySelectorAll('tbody td')].map(({ textContent }) => textContent);
    expect(cells).to.deep.equal([
      'Contoso 1001',
      'Ana Reyes',
      'R-7',
      'Nov 12, 2026',
      'partly kept',
      '€500.00',
      '€200.00',
    ]);
  });

  it('shows totals by currency, parts of a figure each by its name, shares as percentages', async () => {
    const { findByRole } = await draw(api(), '/reports/promises', page);
    const group = await findByRole('region', { name: 'EUR' });
    const shown = [...group.querySelectorAll('dl div')].map(({ textContent }) => textContent);
    expect(shown).to.deep.equal(['Kept0', 'Partly kept1', 'Fell due1', 'Kept by count0 %', 'Came in time€200.00']);
  });

  it('puts totals of an earlier period beside them where the address says so', async () => {
    const pages = api().report('promises', ({ query }) =>
      query.to === '2025-11-30'
        ? anAnswer('promises', {
            from: '2025-11-01',
            to: '2025-11-30',
            totals: [{ ...PROMISES_TOTAL, paid: EUR(7_000) }],
          } as never)
        : anAnswer('promises', { totals: [PROMISES_TOTAL] }),
    );
    const { findByRole } = await draw(pages, '/reports/promises?compare=year_before&promiseState=kept', page);
    const compared = await findByRole('region', { name: 'Compared' });
    const row = [...compared.querySelectorAll('tr')].find(({ textContent }) => textContent?.includes('Came in time'));
    expect(row?.textContent).to.equal('EURCame in time€200.00€70.00');
    const then = pages.askedOf('promises').find(({ to }) => to === '2025-11-30');
    expect(then).to.include({ from: '2025-11-01', promiseState: 'kept' });
  });

  it('puts every filter of the form into the address, and only what the report takes', async () => {
    const pages = api().report('collectors-board', () => anAnswer('collectors-board', { totals: [] }));
    const { findByLabelText, getByRole } = await draw(pages, '/reports/collectors-board', page);
    const team = (await findByLabelText('Team')) as HTMLSelectElement;
    await eventually(() => team.options.length === 2);
    fireEvent.change(team, { target: { value: 't1' } });
    fireEvent.change(await findByLabelText('Compared with'), { target: { value: 'previous' } });
    fireEvent.submit(getByRole('form', { name: 'Filters' }));
    await eventually(() => location.search.includes('team=t1'));
    expect(new URLSearchParams(location.search).get('compare')).to.equal('previous');
    await eventually(() => pages.askedOf('collectors-board').some(({ team: asked }) => asked === 't1'));
    expect(pages.askedOf('collectors-board').some((query) => 'compare' in query)).to.equal(false);
  });

  it('says on paper whose figures these are, how narrowed and when printed', async () => {
    const { findByText, container } = await draw(api(), '/reports/promises?promiseState=kept&currency=EUR', page);
    await findByText('Own GmbH');
    const head = container.querySelector('.print-head')?.textContent ?? '';
    expect(head).to.include('Currency: EUR');
    expect(head).to.include('Promise state: kept');
    expect(head).to.match(/Printed at \w+ \d/);
  });

  it('draws the classes of cash, each part opening down to its payments, with the table behind', async () => {
    const rows = [
      { class: 'untouched', title: 'Nobody touched it', currency: 'EUR', amount: EUR(300), share: 0.75, payments: 3 },
      {
        class: 'worked_earlier',
        title: 'Worked, earlier',
        currency: 'EUR',
        amount: EUR(100),
        share: 0.25,
        payments: 1,
      },
    ];
    const pages = api().report('payment-classes', () => anAnswer('payment-classes', { rows }));
    const { findByRole, container } = await draw(pages, '/reports/payment-classes?collector=u1', page);
    const bar = await findByRole('link', { name: 'Nobody touched it: €3.00' });
    expect(bar.getAttribute('href')).to.equal(
      '/reports/payment-trail?from=2026-11-01&to=2026-11-30&collector=u1&currency=EUR&paymentClass=untouched',
    );
    fireEvent.click(await findByRole('button', { name: 'Show as table' }));
    await eventually(() => container.querySelectorAll('figure tbody tr').length === 2);
  });

  it('draws excess cash with its interval, and says what cannot be told from luck', async () => {
    const of = (name: string) => ({ by: 'collector', group: name.toLowerCase(), label: name, currency: 'EUR' });
    const rows = [
      { ...of('Ana'), excess: EUR(541_500), low: EUR(-508_100), high: EUR(1_591_100), isTold: false },
      { ...of('Ben'), excess: EUR(90_000), low: EUR(10_000), high: EUR(170_000), isTold: true },
    ];
    const pages = api().report('excess-cash', () => anAnswer('excess-cash', { rows }));
    const { findByRole } = await draw(pages, '/reports/excess-cash', page);
    const ana = await findByRole('link', { name: /^Ana: €5,415\.00 .*, cannot be told from luck$/ });
    expect(ana.getAttribute('href')).to.equal(
      '/reports/excess-episodes?from=2026-11-01&to=2026-11-30&collector=ana&currency=EUR',
    );
    await findByRole('link', { name: 'Ben: €900.00 (€100.00 to €1,700.00)' });
  });

  it('draws how well payments were expected', async () => {
    const deciles = [
      { expected: 0.1, observed: 0.12, n: 50 },
      { expected: 0.9, observed: 0.85, n: 50 },
    ];
    const totals = [{ brier: 0.1, brierGlobal: 0.15, brierConstant: 0.2, invoices: 100, deciles }];
    const pages = api().report('baseline-calibration', () => anAnswer('baseline-calibration', { totals }));
    const { findByRole, container } = await draw(pages, '/reports/baseline-calibration', page);
    fireEvent.click(await findByRole('button', { name: 'Show as table' }));
    await eventually(() => container.querySelectorAll('figure tbody tr').length === 2);
    expect(container.querySelector('figure tbody tr')?.textContent).to.equal('110 %12 %50');
  });

  it('shows a measure over the months before, a gap saying why', async () => {
    const total = { measure: 'dso', variant: 'simple', title: 'DSO', unit: 'days', currency: 'EUR', inputs: {} };
    const pages = api()
      .report('measure-rows', () => anAnswer('measure-rows'))
      .report('kpis', ({ query }) => {
        const { from, to } = query;
        const value = to === '2026-08-30' ? { value: null, reason: 'No sales.' } : { value: 40 };
        return anAnswer('kpis', { from, to, totals: [{ ...total, ...value }] } as never);
      });
    const { findByRole, container } = await draw(pages, '/reports/measure-rows?measure=dso.simple', page);
    fireEvent.click(await findByRole('button', { name: 'Show as table' }));
    await eventually(() => container.querySelectorAll('figure tbody tr').length === 6);
    const rows = [...container.querySelectorAll('figure tbody tr')].map(({ textContent }) => textContent);
    expect(rows).to.include('Aug 30, 2026No sales.');
    expect(rows).to.include('Nov 30, 202640 days');
  });
});
