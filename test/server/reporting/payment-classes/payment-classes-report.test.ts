import { expect } from 'chai';
import { describe, it } from 'mocha';
import { paymentClassesReport } from '../../../../server/reporting/payment-classes/payment-classes-report.ts';
import { paymentTrailReport } from '../../../../server/reporting/payment-trail/payment-trail-report.ts';
import type { ReportQuestion } from '../../../../server/reporting/report.ts';
import { addDays, calendarDate } from '../../../../shared/domain/calendar-date.ts';
import type { Money } from '../../../../shared/domain/money.ts';
import { PAYMENT_CLASSES } from '../../../../shared/domain/payment-class.ts';
import { type FactsStory, factsOf } from '../../../support/facts.ts';
import { questionOf } from '../../../support/report-question.ts';

const NOVEMBER = { from: '2026-11-01', to: '2026-11-30' };

interface Row {
  readonly class: string;
  readonly currency: string;
  readonly amount: Money;
  readonly automatic: Money;
  readonly share: number | null;
}

/** Four customers that paid 40 invoices each some twenty days late, and one invoice each that somebody works in November. */
function lateCompany(book: FactsStory) {
  for (const customer of ['C1', 'C2', 'C3', 'C4']) {
    for (let n = 0; n < 40; n += 1) {
      const issuedOn = addDays(calendarDate('2026-01-05'), n * 6);
      const dueOn = addDays(issuedOn, 14);
      book.item(`${customer}-${n}`, { customer, minor: 100, issuedOn, dueOn });
      const on = addDays(dueOn, 19 + (n % 3));
      if (on < '2026-11-01')
        book.payment(`${customer}-P${n}`, { customer, on, minor: 100, to: { [`${customer}-${n}`]: 100 } });
    }
    book.item(`${customer}-open`, { customer, minor: 1_000, issuedOn: '2026-10-15', dueOn: '2026-10-29' });
  }
}

function november(book: FactsStory) {
  lateCompany(book);
  const paid = (customer: string, on: string) =>
    book.payment(`${customer}-P`, { customer, on, minor: 1_000, to: { [`${customer}-open`]: 1_000 } });
  book.did('ana', 'phone_no_answer', '2026-11-02', { customer: 'C1', items: ['C1-open'] });
  paid('C1', '2026-11-05');
  book.did('ana', 'phone_no_answer', '2026-11-16', { customer: 'C2', items: ['C2-open'] });
  paid('C2', '2026-11-24');
  book.did('ben', 'phone_promise_to_pay', '2026-11-02', {
    ...{ customer: 'C3', items: ['C3-open'], minor: 600, date: '2026-11-25' },
  });
  paid('C3', '2026-11-24');
  paid('C4', '2026-11-18');
  book.payment('U', { customer: 'C5', on: '2026-11-20', minor: 70, currency: 'USD' });
}

const ask = async (build: (book: FactsStory) => void, filters: ReportQuestion['filters'] = {}) => {
  const question = questionOf(factsOf(build), { ...NOVEMBER, filters });
  const { totals, rows } = await paymentClassesReport.run(question);
  return { question, totals, rows: rows as unknown as Row[] };
};

describe('payment-classes', () => {
  it('tells what came earlier than half of the like would have from what came when it was to be expected', async () => {
    const { rows } = await ask(november);
    const told = rows.filter(({ currency }) => currency === 'EUR').map((row) => `${row.class} ${row.amount.minor}`);
    expect(told).to.deep.equal([
      'promised_and_kept 600',
      'worked_earlier 1000',
      'worked_as_expected 1000',
      'untouched 1400',
    ]);
  });

  it('adds up to the cash of the period, by currency', async () => {
    const { totals, rows } = await ask(november);
    expect(totals.map(({ currency, cash }) => [currency, (cash as Money).minor])).to.deep.equal([
      ['EUR', 4_000],
      ['USD', 70],
    ]);
    for (const { currency, cash, classes } of totals) {
      const own = rows.filter((row) => row.currency === currency);
      expect(own.reduce((sum, { amount }) => sum + amount.minor, 0)).to.equal((cash as Money).minor);
      expect(own.reduce((sum, { share }) => sum + (share ?? 0), 0)).to.be.closeTo(1, 1e-12);
      const amounts = classes as Readonly<Record<string, Money>>;
      for (const row of own) expect(amounts[row.class]?.minor).to.equal(row.amount.minor);
    }
  });

  it('opens down to rows of the payment trail that add up to each class', async () => {
    for (const filters of [{}, { collector: 'ana' }, { customer: 'C3' }, { currency: 'EUR' as never }]) {
      const { question, rows } = await ask(november, filters);
      for (const { class: paymentClass, currency, amount } of rows) {
        const opened = {
          ...question,
          filters: { ...filters, paymentClass: paymentClass as never, currency: currency as never },
        };
        const trail = (await paymentTrailReport.run(opened)).rows as unknown as { class: string; amount: Money }[];
        expect(trail.reduce((sum, row) => sum + row.amount.minor, 0)).to.equal(amount.minor);
        expect(trail.every((row) => row.class === paymentClass)).to.equal(true);
      }
    }
  });

  it('has a row for every class, and says why nothing is early where nothing was paid before', async () => {
    const { totals, rows } = await ask((book) => {
      book.item('1');
      book.did('ana', 'phone_no_answer', '2026-11-02', { items: ['1'] });
      book.payment('P', { on: '2026-11-03', minor: 10_000, to: { 1: 10_000 } });
    });
    expect(rows.map((row) => row.class)).to.deep.equal([...PAYMENT_CLASSES]);
    expect(rows.find((row) => row.class === 'worked_as_expected')?.amount.minor).to.equal(10_000);
    expect(totals[0]?.reason).to.match(/Nothing was paid before/);
  });

  it('shows apart what was touched automatically alone', async () => {
    const { rows } = await ask((book) => {
      lateCompany(book);
      const touched = { customer: 'C1', items: ['C1-open'] };
      book.did('job', 'email_first_notice', '2026-11-16', { ...touched, isAutomatic: true, delivery: 'confirmed' });
      book.payment('P', { customer: 'C1', on: '2026-11-24', minor: 1_000, to: { 'C1-open': 1_000 } });
    });
    const touched = rows.find((row) => row.class === 'worked_as_expected');
    expect([touched?.amount.minor, touched?.automatic.minor]).to.deep.equal([1_000, 1_000]);
  });
});
