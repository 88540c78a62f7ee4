import { expect } from 'chai';
import { describe, it } from 'mocha';
import { Route, Router } from 'preact-iso';
import { ReportView } from '../../../../server/web/views/ReportView.tsx';
import { anAnswer, draw, PageApi, usePages } from '../support/a-page.tsx';

const TOTALS = [
  {
    measure: 'dso',
    variant: 'countback',
    title: 'Days sales outstanding, countback',
    value: 41.3,
    unit: 'days',
    currency: 'EUR',
    inputs: { receivables: { minor: 120_000_00, currency: 'EUR' } },
    target: 40,
    usual: { low: 30, high: 45, source: 'CRF 2024' },
    better: 'lower',
  },
  {
    measure: 'dso',
    variant: 'countback',
    title: 'Days sales outstanding, countback',
    value: null,
    unit: 'days',
    currency: 'USD',
    inputs: {},
    reason: 'There were no sales in the months before.',
  },
];

const MEASURES = [
  {
    key: 'dso.countback',
    title: 'Days sales outstanding, countback',
    unit: 'days',
    words: ['Months of sales are taken off the receivables, the latest first.'],
    symbols: 'DSO = Σ days',
    asOfRule: 'The last day of the period.',
    source: 'Atradius',
    about: 'portfolio',
  },
];

const measures = { title: 'Measures', words: ['All of them.'], measures: MEASURES };

const page = <Router>{[<Route key="report" path="/reports/:name" component={ReportView} />]}</Router>;

describe('the page of the measures', () => {
  usePages();

  function api(): PageApi {
    return new PageApi().report('kpis', ({ query }) =>
      query.from === '2026-10-02'
        ? anAnswer('kpis', {
            definition: measures,
            from: '2026-10-02',
            to: '2026-10-31',
            totals: [{ ...TOTALS[0], value: 38.1 }],
          } as never)
        : anAnswer('kpis', { definition: measures, totals: TOTALS } as never),
    );
  }

  it('shows a figure with its unit, what it is held against and how it is made', async () => {
    const { findByRole, container } = await draw(api(), '/reports/kpis', page);
    await findByRole('heading', { name: 'Days sales outstanding, countback, EUR' });
    const [tile] = container.querySelectorAll('.tile');
    expect(tile?.querySelector('.tile-value')?.textContent).to.equal('41.3 days');
    expect(tile?.textContent).to.include('Target 40 days: not reached');
    expect(tile?.textContent).to.include('Usual in the trade 30 days to 45 days (CRF 2024)');
    expect(tile?.textContent).to.include('Months of sales are taken off the receivables, the latest first.');
    expect(tile?.textContent).to.include('€120,000.00');
    expect(tile?.querySelector('a')?.getAttribute('href')).to.equal(
      '/reports/measure-rows?from=2026-11-01&to=2026-11-30&measure=dso.countback&currency=EUR',
    );
  });

  it('says why where a figure cannot be computed, and never zero', async () => {
    const { findByRole, container } = await draw(api(), '/reports/kpis', page);
    await findByRole('heading', { name: 'Days sales outstanding, countback, USD' });
    const tile = container.querySelectorAll('.tile')[1];
    expect(tile?.querySelector('.tile-value')).to.equal(null);
    expect(tile?.textContent).to.include('Cannot be computed: There were no sales in the months before.');
  });

  it('compares with the period before in words, whether better or worse', async () => {
    const asked = api();
    const { findByText } = await draw(asked, '/reports/kpis?compare=previous', page);
    await findByText('3.2 days more than 38.1 days: worse');
    expect(asked.askedOf('kpis').some(({ from, to }) => from === '2026-10-02' && to === '2026-10-31')).to.equal(true);
  });

  it('says what is left out where currencies are taken together and a rate is missing', async () => {
    const inputs = { rates: [], leftOut: [{ currency: 'USD', items: 1893 }] };
    const pages = new PageApi().report('kpis', () => anAnswer('kpis', { totals: [{ ...TOTALS[0], inputs }] }));
    const { findByText } = await draw(pages, '/reports/kpis?together=yes', page);
    await findByText('Left out for want of a rate: 1,893 items in USD');
  });
});
