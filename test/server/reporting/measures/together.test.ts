import { expect } from 'chai';
import { describe, it } from 'mocha';
import { findMeasure } from '../../../../server/reporting/measures/measure-registry.ts';
import { Together } from '../../../../server/reporting/measures/workings/together.ts';
import { calendarDate, dayNumber } from '../../../../shared/domain/calendar-date.ts';
import { currencyCode } from '../../../../shared/domain/currency.ts';
import { factsOf } from '../../../support/facts.ts';
import { measureQuestion, onlyValue } from '../../../support/measures.ts';

const JUNE = ['2026-06-01', '2026-06-30'] as const;
const EUR = currencyCode('EUR');
const eur = (minor: number) => ({ minor, currency: 'EUR' });

/** Invoices in euro, in dollars at two rates, in yen at one, and in pounds of which the ERP says nothing. */
const facts = factsOf((book) => {
  const june = { issuedOn: '2026-06-10', dueOn: '2026-06-20' };
  book.item('euro', { ...june, minor: 10_000 });
  const rated = (minor: number, ratedOn: string) => ({ minor, currency: 'EUR', ratedOn });
  book.item('dollar', { ...june, minor: 20_000, currency: 'USD', company: rated(18_000, '2026-06-10') });
  book.item('dollar 2', {
    ...june,
    minor: 10_000,
    currency: 'USD',
    company: rated(8_000, '2026-06-12'),
    customer: 'C2',
  });
  book.item('yen', { ...june, minor: 16_000, currency: 'JPY', company: rated(10_000, '2026-06-10') });
  book.item('pound', { ...june, minor: 5_000, currency: 'GBP' });
  book.payment('P', { on: '2026-06-25', minor: 10_000, currency: 'USD', to: { dollar: 10_000 } });
  book.did('ana', 'phone_promise_to_pay', '2026-06-11', {
    items: ['dollar'],
    minor: 20_000,
    currency: 'USD',
    date: '2026-06-22',
  });
  book.did('ana', 'phone_promise_to_pay', '2026-06-11', { items: ['euro'], minor: 1_000, date: '2026-06-22' });
});
const together = Together.of(facts, EUR);
const question = measureQuestion(facts, ...JUNE, { together });

describe('Currencies together', () => {
  it('add up what is left at the rate that the ERP gave with each item', () => {
    const { value, currency, inputs } = onlyValue('receivables.past_due', question);
    expect({ value, currency, inputs }).to.deep.equal({
      value: 10_000 + 9_000 + 8_000 + 10_000,
      currency: 'EUR',
      inputs: { pastDue: eur(37_000) },
    });
    const rows = findMeasure('receivables.past_due').rows(question);
    expect(rows.map(({ number, pastDue }) => [number, pastDue])).to.deep.equal([
      ['dollar', eur(9_000)],
      ['euro', eur(10_000)],
      ['yen', eur(10_000)],
      ['dollar 2', eur(8_000)],
    ]);
  });

  it('are in every formula: sales, months, and promises by the items that they name; cash without a rate is in none', () => {
    const countback = onlyValue('dso.countback', question);
    expect(countback.inputs.sales).to.deep.equal(eur(10_000 + 18_000 + 8_000 + 10_000));
    expect(onlyValue('promises_kept.amount', question).inputs).to.deep.equal({
      paid: eur(9_000),
      promised: eur(18_000 + 1_000),
    });
    expect(onlyValue('cash_collected.value_date', question).value).to.equal(0);
  });

  it('say the rates, their days, and what is left out', () => {
    const { rates, leftOut } = together.ratesUsed(dayNumber(calendarDate('2026-06-30')));
    expect(leftOut).to.deep.equal([
      { currency: 'GBP', items: 1 },
      { currency: 'USD', items: 1 },
    ]);
    const [yen, dollar] = rates;
    expect(dollar).to.deep.equal({
      ...{ currency: 'USD', into: 'EUR', items: 2, lowest: 0.8, highest: 0.9 },
      ...{ mean: 26_000 / 30_000, from: '2026-06-10', to: '2026-06-12' },
    });
    // 16,000 yen have no cents: 100.00 euro for 16,000 yen.
    expect(yen).to.deep.include({ currency: 'JPY', items: 1, lowest: 0.00625, from: '2026-06-10', to: '2026-06-10' });
  });
});
