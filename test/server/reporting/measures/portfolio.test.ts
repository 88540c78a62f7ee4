import { expect } from 'chai';
import { describe, it } from 'mocha';
import type { Facts } from '../../../../server/reporting/facts/facts.ts';
import { findMeasure } from '../../../../server/reporting/measures/measure-registry.ts';
import { bucketsOfLastDays } from '../../../../shared/domain/ageing.ts';
import { factsOf } from '../../../support/facts.ts';
import { measureQuestion, onlyValue } from '../../../support/measures.ts';

const JUNE = ['2026-06-01', '2026-06-30'] as const;

const eur = (minor: number) => ({ minor, currency: 'EUR' });

/** 150.00 open at the end of June: 40.00 current, 80.00 past due, 30.00 for more than 90 days. */
function juneLedger(): Facts {
  return factsOf((book) => {
    book.customer('C1', { owner: 'ana@example.com' });
    book.item('old', { minor: 3_000, issuedOn: '2026-01-10', dueOn: '2026-02-10' });
    book.item('past', { minor: 8_000, issuedOn: '2026-05-01', dueOn: '2026-06-29', customer: 'C2' });
    book.item('today', { minor: 1_000, issuedOn: '2026-06-10', dueOn: '2026-06-30' });
    book.item('later', { minor: 3_000, issuedOn: '2026-06-20', dueOn: '2026-07-20' });
    book.item('paid', { minor: 7_000, issuedOn: '2026-06-05', dueOn: '2026-06-20' });
    book.payment('P1', { on: '2026-06-25', minor: 7_000, to: { paid: 7_000 } });
    book.item('july', { minor: 9_900, issuedOn: '2026-07-01', dueOn: '2026-07-31' });
    book.item('memo', { kind: 'credit_memo', minor: 1_000, issuedOn: '2026-06-12' });
  });
}

describe('Measures of what there is', () => {
  const question = measureQuestion(juneLedger(), ...JUNE);

  for (const { key, value, inputs } of [
    { key: 'receivables.net_open', value: 14_000, inputs: { invoiceOpen: eur(15_000), unappliedMemos: eur(1_000) } },
    { key: 'receivables.past_due', value: 11_000, inputs: { pastDue: eur(11_000) } },
    { key: 'ageing.current_share', value: 4 / 15, inputs: { part: eur(4_000), invoiceOpen: eur(15_000) } },
    { key: 'ageing.past_due_share', value: 11 / 15, inputs: { part: eur(11_000) } },
    { key: 'ageing.over_90_share', value: 3 / 15, inputs: { part: eur(3_000) } },
    { key: 'dso.simple', value: 42, inputs: { receivables: eur(14_000), sales: eur(10_000), days: 30 } },
    { key: 'dso.best_possible', value: 12, inputs: { currentReceivables: eur(4_000), sales: eur(10_000) } },
    { key: 'average_days_delinquent.dso_less_best_possible', value: 30, inputs: { pastDue: eur(11_000) } },
    { key: 'cash_collected.value_date', value: 7_000, inputs: { cash: eur(7_000) } },
    {
      key: 'cei.period',
      value: (11_000 + 10_000 - 14_000) / (11_000 + 10_000 - 4_000),
      inputs: { receivablesBefore: eur(11_000), receivables: eur(14_000) },
    },
    { key: 'cei.crf', value: 7 / 17, inputs: { months: 1 } },
    { key: 'collection_rate.fallen_due', value: 7 / 16, inputs: { paid: eur(7_000), fallenDue: eur(16_000) } },
  ]) {
    it(`makes ${value} of ${key}`, () => {
      const { value: made, currency, inputs: with_ } = onlyValue(key, question);
      expect(made).to.be.closeTo(value, 1e-12);
      expect(currency).to.equal('EUR');
      expect(with_).to.deep.include(inputs);
    });
  }

  it('narrows to the customers that somebody owns, or nobody', () => {
    const owned = { ...question, owner: 'Ana@example.com' };
    expect(onlyValue('receivables.past_due', owned).value).to.equal(3_000);
    expect(onlyValue('receivables.past_due', { ...question, owner: 'none' }).value).to.equal(8_000);
  });

  it('says why where there are no sales, or nothing at all', () => {
    const [from, to] = ['2026-08-01', '2026-08-31'];
    const later = measureQuestion(juneLedger(), from, to);
    for (const key of ['dso.simple', 'dso.best_possible', 'bad_debt.of_sales']) {
      expect(onlyValue(key, later)).to.include({ value: null, reason: 'There are no net credit sales in the period.' });
    }
    const empty = measureQuestion(
      factsOf(() => undefined),
      from,
      to,
    );
    for (const key of ['dso.countback', 'dso.true', 'cei.crf', 'ageing.current_share', 'collection_rate.fallen_due']) {
      const { value, reason, currency } = onlyValue(key, empty);
      expect([value, currency]).to.deep.equal([null, undefined]);
      expect(reason).to.have.length.above(10);
    }
  });

  it('leaves out what is dated after the last day, also what comes off', () => {
    const facts = factsOf((book) => {
      book.item('a', { minor: 5_000, issuedOn: '2026-06-02', dueOn: '2026-06-20' });
      book.payment('P', { on: '2026-07-01', minor: 5_000, to: { a: 5_000 } });
    });
    expect(onlyValue('receivables.past_due', measureQuestion(facts, ...JUNE)).value).to.equal(5_000);
    expect(onlyValue('receivables.past_due', measureQuestion(facts, '2026-06-01', '2026-07-01')).value).to.equal(0);
  });

  it('takes currencies apart, each with its own value and reason', () => {
    const facts = factsOf((book) => {
      book.item('a', { minor: 5_000, issuedOn: '2026-06-02', dueOn: '2026-06-20' });
      book.item('b', { minor: 900, currency: 'JPY', issuedOn: '2026-01-02', dueOn: '2026-02-20' });
    });
    const values = findMeasure('dso.simple').compute(measureQuestion(facts, ...JUNE));
    expect(values.map(({ value, currency }) => [currency, value])).to.deep.equal([
      ['EUR', 30],
      ['JPY', null],
    ]);
    const yen = measureQuestion(facts, ...JUNE, { currency: 'JPY' as never });
    expect(findMeasure('receivables.past_due').compute(yen)).to.have.length(1);
    expect(onlyValue('receivables.past_due', yen)).to.deep.include({ value: 900, currency: 'JPY' });
  });
});

describe('dso.countback', () => {
  /** 212.00 owed; sales of 100.00, 80.00 and 70.00 in June, May and April. */
  const facts = (asOfJuly = false) =>
    factsOf((book) => {
      for (const [month, minor] of [
        ['04', 7_000],
        ['05', 8_000],
        ['06', 10_000],
      ] as const) {
        book.item(`sold ${month}`, { minor, issuedOn: `2026-${month}-10`, dueOn: `2026-${month}-28` });
      }
      book.payment('P', { on: '2026-06-11', minor: 3_800, to: { 'sold 04': 3_800 } });
      if (asOfJuly) book.item('sold 07', { minor: 1_000, issuedOn: '2026-07-02', dueOn: '2026-08-01' });
    });

  it('counts whole months back and part of the last', () => {
    const { value, inputs } = onlyValue('dso.countback', measureQuestion(facts(), ...JUNE));
    expect(value).to.be.closeTo(30 + 31 + (3_200 / 7_000) * 30, 1e-9);
    expect(inputs.months).to.deep.equal([
      { month: '2026-06', days: 30, sales: eur(10_000) },
      { month: '2026-05', days: 31, sales: eur(8_000) },
      { month: '2026-04', days: 30, sales: eur(7_000) },
    ]);
    expect(inputs.sales).to.deep.equal(eur(25_000));
  });

  it('counts a month that has not ended with the days gone by', () => {
    const { value } = onlyValue('dso.countback', measureQuestion(facts(true), '2026-04-04', '2026-07-04'));
    expect(value).to.be.closeTo(4 + 30 + 31 + (3_200 / 7_000) * 30, 1e-9);
  });

  it('stops at a month without sales and names it', () => {
    const gap = factsOf((book) => {
      book.item('a', { minor: 500, issuedOn: '2026-06-10', dueOn: '2026-06-28' });
      book.item('b', { minor: 500, issuedOn: '2026-04-10', dueOn: '2026-06-28' });
      book.item('memo', { kind: 'credit_memo', minor: 100, issuedOn: '2026-05-10' });
    });
    const { value, reason } = onlyValue('dso.countback', measureQuestion(gap, ...JUNE));
    expect(value).to.equal(null);
    expect(reason).to.contain('2026-05');
  });
});

describe('dso.true', () => {
  it('weighs the age of each open invoice by the sales of its month', () => {
    const facts = factsOf((book) => {
      book.item('a', { minor: 3_000, issuedOn: '2026-06-20', dueOn: '2026-07-20' });
      book.item('b', { minor: 7_000, issuedOn: '2026-06-02', dueOn: '2026-06-30' });
      book.item('c', { minor: 8_000, issuedOn: '2026-05-21', dueOn: '2026-06-21' });
      book.payment('P', { on: '2026-06-25', minor: 14_000, to: { b: 7_000, c: 7_000 } });
    });
    const { value, inputs } = onlyValue('dso.true', measureQuestion(facts, ...JUNE));
    expect(value).to.be.closeTo((10 * 3_000) / 10_000 + (40 * 1_000) / 8_000, 1e-9);
    expect(inputs).to.deep.include({ invoices: 2, left: eur(4_000) });
  });
});

describe('roll_rate', () => {
  /** At the end of April 100.00 is 1 to 30 days past due; a month later 50.00 of it is 31 to 60, 20.00 is further, and 30.00 is paid. */
  const facts = factsOf((book) => {
    book.item('next', { minor: 5_000, issuedOn: '2026-03-01', dueOn: '2026-04-10' });
    book.item('skips', { minor: 2_000, issuedOn: '2026-03-01', dueOn: '2026-03-31' });
    book.item('paid', { minor: 3_000, issuedOn: '2026-03-01', dueOn: '2026-04-10' });
    book.payment('P', { on: '2026-05-20', minor: 3_000, to: { paid: 3_000 } });
    book.item('new', { minor: 9_900, issuedOn: '2026-05-01', dueOn: '2026-05-20' });
  });

  it('follows the same items from one month-end to the next', () => {
    const { value, inputs } = onlyValue('roll_rate.b1-b2', measureQuestion(facts, '2026-05-01', '2026-06-17'));
    expect(value).to.equal(0.5);
    expect(inputs).to.deep.equal({
      ...{ before: eur(10_000), rolled: eur(5_000), rolledFurther: eur(2_000) },
      ...{ from: '1-30', into: '31-60', monthBefore: '2026-04-30', monthAfter: '2026-05-31' },
    });
  });

  it('has a value for the buckets of the company alone', () => {
    const buckets = bucketsOfLastDays([0, 15]);
    const question = measureQuestion(facts, '2026-05-01', '2026-05-31', { buckets });
    expect(findMeasure('roll_rate.b0-b1').compute(question)).to.have.length(1);
    expect(findMeasure('roll_rate.b1-b2').compute(question)).to.have.length(1);
    expect(findMeasure('roll_rate.b2-b3').compute(question)).to.deep.equal([]);
    expect(findMeasure('roll_rate.b2-b3').rows(question)).to.deep.equal([]);
    expect(findMeasure('roll_rate.b4-b5').compute(measureQuestion(facts, ...JUNE))).to.deep.equal([]);
  });
});

describe('bad_debt, collection_rate and disputes', () => {
  const facts = factsOf((book) => {
    for (const item of ['a', 'b', 'c', 'd'])
      book.item(item, { minor: 10_000, issuedOn: '2026-05-20', dueOn: '2026-06-10' });
    book.item('e', { minor: 10_000, issuedOn: '2026-06-05', dueOn: '2026-07-05', dispute: 'disputed' });
    book.item('f', { minor: 10_000, issuedOn: '2026-06-05', dueOn: '2026-07-05', dispute: 'pending', customer: 'C2' });
    book.item('g', { minor: 10_000, issuedOn: '2026-06-05', dueOn: '2026-07-05', dispute: 'resolved' });
    book.payment('P', { on: '2026-06-02', minor: 15_000, to: { a: 10_000, b: 4_000 } });
    book.adjustment('b', 1_000, '2026-06-15', 'discount');
    book.adjustment('c', 3_000, '2026-06-16', 'write_off');
    book.adjustment('d', 2_000, '2026-07-01', 'write_off');
    book.item('memo', { kind: 'credit_memo', minor: 2_500, issuedOn: '2026-06-12' });
    book.application({ debit: 'd', credit: 'memo', minor: 2_500, on: '2026-06-12' });
    book.statedLeft('d', 7_000, '2026-06-13');
    book.did('ana', 'phone_dispute_raised', '2026-06-10', { items: ['e'] });
    book.did('ben', 'phone_dispute_raised', '2026-06-20', { items: ['e'] });
    book.did('ben', 'phone_dispute_raised', '2026-06-21', { items: ['g'] });
  });
  const question = measureQuestion(facts, ...JUNE);

  it('counts write-offs alone as bad debt, by their own day', () => {
    const { value, inputs } = onlyValue('bad_debt.of_sales', question);
    expect(inputs).to.deep.equal({ writtenOff: eur(3_000), sales: eur(27_500) });
    expect(value).to.be.closeTo(3_000 / 27_500, 1e-12);
  });

  it('takes of what fell due what was granted, not what was written off; what nobody explains is paid', () => {
    const { inputs } = onlyValue('collection_rate.fallen_due', question);
    expect(inputs).to.deep.equal({ paid: eur(10_000 + 4_000 + 500), fallenDue: eur(10_000 + 9_000 + 10_000 + 7_500) });
  });

  it('says how much of what is open is contested, by amount and by count', () => {
    expect(onlyValue('dispute_rate.amount', question).inputs).to.deep.equal({
      contested: eur(20_000),
      invoiceOpen: eur(30_000 + 5_000 + 7_000 + 7_000),
    });
    expect(onlyValue('dispute_rate.count', question)).to.deep.include({ value: 2 / 6 });
  });

  it('counts the age of disputes from their first entry, and those without one apart', () => {
    expect(onlyValue('dispute_age.mean', question)).to.deep.equal({
      value: 20,
      inputs: { days: 20, disputes: 1, undated: 1 },
    });
    const { value, reason } = onlyValue('dispute_age.mean', measureQuestion(facts, '2026-06-01', '2026-06-09'));
    expect(value).to.equal(null);
    expect(reason).to.contain('does not say since when');
  });

  it('ends a dispute on the day of its resolution, and begins anew where it is raised again', () => {
    const disputed = factsOf((book) => {
      book.item('e', { issuedOn: '2026-06-01', dispute: 'disputed' });
      book.item('f', { issuedOn: '2026-06-01', dispute: 'disputed' });
      const first = book.did('ana', 'email_dispute_raised', '2026-06-10', { items: ['e'] });
      const second = book.did('ben', 'phone_dispute_raised', '2026-06-12', { items: ['e', 'f'] });
      book.resolved(first, '2026-06-15');
      book.resolved(second, '2026-06-20');
      book.did('ben', 'phone_dispute_raised', '2026-06-24', { items: ['f'] });
    });
    const until = (to: string) => {
      const asked = measureQuestion(disputed, '2026-06-01', to);
      const { days, disputes } = onlyValue('dispute_age.mean', asked).inputs as Record<string, number>;
      return [onlyValue('dispute_rate.count', asked).value, disputes === 0 ? null : days];
    };
    expect(until('2026-06-14')).to.deep.equal([1, 4 + 2]);
    expect(until('2026-06-15')).to.deep.equal([1, 3 + 3]);
    expect(until('2026-06-19')).to.deep.equal([1, 7 + 7]);
    expect(until('2026-06-20')).to.deep.equal([0, null]);
    expect(until('2026-06-30')).to.deep.equal([0.5, 6]);
  });
});

describe('A cancelled invoice', () => {
  const facts = factsOf((book) => {
    book.item('a', { minor: 10_000, issuedOn: '2026-06-02', dueOn: '2026-06-20' });
    book.item('wrong', { minor: 7_000, issuedOn: '2026-06-03', dueOn: '2026-06-20' });
    book.reversal('wrong', 7_000, '2026-06-25');
  });

  it('is no sale and no payment from the day of its cancelling on', () => {
    const before = measureQuestion(facts, '2026-06-01', '2026-06-24');
    const after = measureQuestion(facts, ...JUNE);
    const salesOf = (question: typeof after) => onlyValue('bad_debt.of_sales', question).inputs.sales;
    expect([before, after].map(salesOf)).to.deep.equal([eur(17_000), eur(10_000)]);
    expect(onlyValue('collection_rate.fallen_due', after).inputs).to.deep.equal({
      paid: eur(0),
      fallenDue: eur(10_000),
    });
    expect(onlyValue('days_beyond_terms.by_invoice', after).value).to.equal(null);
  });
});
