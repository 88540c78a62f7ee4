import { expect } from 'chai';
import { describe, it } from 'mocha';
import { FIRST_FIGURE_SETTINGS } from '../../../../server/identity/tenant-settings.ts';
import type { ReportQuestion } from '../../../../server/reporting/report.ts';
import { neglectedCustomers } from '../../../../server/reporting/weekly-review/neglected-customers.ts';
import type { Finding, FindingKind } from '../../../../server/reporting/weekly-review/review-finding.ts';
import { medianOf } from '../../../../server/reporting/weekly-review/review-week.ts';
import { weeklyReview } from '../../../../server/reporting/weekly-review/weekly-review.ts';
import { addDays, calendarDate, dayNumber } from '../../../../shared/domain/calendar-date.ts';
import { type FactsStory, factsOf } from '../../../support/facts.ts';
import { eur } from '../../../support/ledger-rows.ts';

const USERS = ['ana', 'ben', 'cem', 'dev'].map((id) => ({ id, name: id, email: `${id}@brightwater.example` }));
/** Monday to Sunday. */
const FROM = calendarDate('2026-05-04');
const TO = calendarDate('2026-05-10');

function review(story: (book: FactsStory) => void, kind: FindingKind): Finding[] {
  const question = { from: FROM, to: TO, asOf: TO, filters: {}, tenant: { settings: FIRST_FIGURE_SETTINGS } };
  const found = weeklyReview(factsOf(story), question as unknown as ReportQuestion, USERS);
  return found.filter(({ finding }) => finding === kind);
}

/** As many touches of different customers in the week that lies some weeks back. */
function calls(book: FactsStory, by: string, count: number, weeksBack = 0): void {
  for (let n = 0; n < count; n += 1) {
    book.did(by, 'phone_no_answer', addDays(FROM, (n % 5) - 7 * weeksBack), { customer: `K${by}${n}` });
  }
}

/** A hundred invoices paid one to forty days late. */
function past(book: FactsStory): void {
  for (let n = 0; n < 100; n += 1) {
    const customer = `Kana${n % 20}`;
    book.item(`K${n}`, { customer, issuedOn: '2025-11-01', dueOn: '2025-12-01' });
    const on = addDays(calendarDate('2025-12-02'), (n * 13) % 40);
    book.payment(`KP${n}`, { customer, on, minor: 10_000, to: { [`K${n}`]: 10_000 } });
  }
}

function calledAbout(book: FactsStory, n: number): void {
  const customer = `Kana${n}`;
  book.item(`I${n}`, { customer, issuedOn: '2026-03-24', dueOn: '2026-04-23' });
  book.did('ana', 'phone_no_answer', '2026-04-24', { customer });
}

function paid(book: FactsStory, n: number): void {
  book.payment(`P${n}`, { customer: `Kana${n}`, on: '2026-04-29', minor: 10_000, to: { [`I${n}`]: 10_000 } });
}

/** Ana called twenty customers about an invoice each, some of whom then paid; in the week she calls three times as many as the others. */
function busy(book: FactsStory, isPaid: (n: number) => boolean): void {
  past(book);
  for (let n = 0; n < 20; n += 1) calledAbout(book, n);
  for (let n = 0; n < 20; n += 1) if (isPaid(n)) paid(book, n);
  for (const by of ['ben', 'cem', 'dev']) calls(book, by, 6);
  calls(book, 'ana', 18);
}

interface Promised {
  readonly date: string;
  readonly minor: number;
  readonly item: string;
}

describe('the weekly review', () => {
  it('is empty where nothing stands out', () => {
    const facts = factsOf((book) => {
      for (const { id } of USERS) for (let week = 0; week <= 8; week += 1) calls(book, id, 20, week);
    });
    const question = { from: FROM, to: TO, asOf: TO, filters: {}, tenant: { settings: FIRST_FIGURE_SETTINGS } };
    expect(weeklyReview(facts, question as unknown as ReportQuestion, USERS)).to.deep.equal([]);
  });

  it('is by person in the order of names, also of who is no user any more', () => {
    const found = review((book) => {
      for (const by of ['zoe', 'ana']) {
        for (let week = 1; week <= 8; week += 1) calls(book, by, 5, week);
        calls(book, by, 20);
      }
    }, 'outlier');
    expect(found.map(({ collector }) => collector.name)).to.deep.equal(['ana', 'zoe']);
  });

  describe('of neglected customers', () => {
    const owned = (book: FactsStory) => {
      book.customer('C1', { owner: 'ana@brightwater.example' });
      book.customer('C2', { owner: 'ana@brightwater.example' });
      book.customer('C3', { owner: 'ben@brightwater.example' });
      book.item('1', { customer: 'C1', minor: 10_000, issuedOn: '2026-03-01', dueOn: '2026-04-01' });
      book.item('2', { customer: 'C2', minor: 30_000, issuedOn: '2026-03-01', dueOn: '2026-04-01' });
      book.item('3', { customer: 'C3', minor: 70_000, issuedOn: '2026-03-01', dueOn: '2026-05-10' });
    };

    it('names those of one’s own with what is past due, the largest first, and opens down to them', () => {
      const [ana, ...others] = review(owned, 'neglected_customers');
      expect(others).to.deep.equal([]);
      expect(ana?.figures).to.deep.equal({ pastDue: eur(40_000), customers: 2 });
      expect(ana?.customers.map(({ number }) => number)).to.deep.equal(['C2', 'C1']);
      expect(ana?.says).to.equal(
        '2 customers of their own are past due with €400.00, and nobody has reached out to them for 14 days or more.',
      );
      expect(ana?.opens).to.deep.equal({
        report: 'neglected-customers',
        query: { asOf: TO, owner: 'ana@brightwater.example', currency: 'EUR' },
      });
    });

    for (const { what, on, by, told, left } of [
      { what: 'a call of 13 days before', on: '2026-04-27', by: 'ben', told: {}, left: ['C2'] },
      { what: 'a call of 14 days before', on: '2026-04-26', by: 'ben', told: {}, left: ['C2', 'C1'] },
      { what: 'a call after the day', on: '2026-05-11', by: 'ben', told: {}, left: ['C2', 'C1'] },
      { what: 'what a job sent', on: '2026-05-01', by: 'ben', told: { isAutomatic: true }, left: ['C2', 'C1'] },
    ]) {
      it(`takes ${what} for ${left.length === 1 ? 'reaching' : 'no reaching'} out`, () => {
        const facts = factsOf((book) => {
          owned(book);
          book.did(by, 'phone_no_answer', on, told);
        });
        const names = neglectedCustomers(facts, dayNumber(TO)).map(({ customer }) => facts.customers.number(customer));
        expect(names).to.deep.equal(left);
      });
    }

    it('has nobody in it who has paid', () => {
      const found = review((book) => {
        owned(book);
        book.payment('P1', { customer: 'C2', on: '2026-05-09', minor: 30_000, to: { 2: 30_000 } });
      }, 'neglected_customers');
      expect(found[0]?.figures).to.deep.equal({ pastDue: eur(10_000), customers: 1 });
    });
  });

  describe('of broken promises', () => {
    const promise = (book: FactsStory, by: string, { date, minor, item }: Promised) =>
      book.did(by, 'phone_promise_to_pay', '2026-04-20', { items: [item], minor, date, outcome: 'promised_in_full' });

    it('has those whose grace went by in the week, with the activities to talk about', () => {
      const ids: string[] = [];
      const [ana, ...others] = review((book) => {
        for (const item of ['1', '2', '3', '4', '5']) book.item(item);
        promise(book, 'ana', { date: '2026-04-24', minor: 99_000, item: '1' }); // Its last day was the Wednesday before.
        ids.push(promise(book, 'ana', { date: '2026-04-30', minor: 10_000, item: '2' })); // Its last day was the Tuesday.
        ids.push(promise(book, 'ana', { date: '2026-05-05', minor: 20_000, item: '3' })); // The Friday.
        promise(book, 'ana', { date: '2026-05-06', minor: 40_000, item: '4' }); // The Monday after.
        promise(book, 'ben', { date: '2026-05-05', minor: 10_000, item: '5' });
        book.payment('P', { on: '2026-05-06', minor: 10_000, to: { 5: 10_000 } });
      }, 'broken_promises');
      expect(others).to.deep.equal([]);
      expect(ana?.figures).to.deep.equal({ promised: eur(30_000), promises: 2 });
      expect(ana?.says).to.contain('2 promises over €300.00 broke');
      expect(ana?.examples).to.have.length(2);
      expect(ana?.opens).to.deep.equal({
        report: 'settled-promises',
        query: { from: FROM, to: TO, collector: 'ana', currency: 'EUR', promiseState: 'broken' },
      });
    });
  });

  describe('of who is unlike their own weeks before', () => {
    for (const { past, now, isTold } of [
      { past: 20, now: 40, isTold: true },
      { past: 20, now: 39, isTold: false },
      { past: 20, now: 10, isTold: true },
      { past: 20, now: 11, isTold: false },
      { past: 4, now: 13, isTold: false },
      { past: 4, now: 14, isTold: true },
    ]) {
      it(`${isTold ? 'tells' : 'does not tell'} of ${now} touches after weeks of ${past}`, () => {
        const found = review((book) => {
          for (let week = 1; week <= 8; week += 1) calls(book, 'ana', past, week);
          calls(book, 'ana', now);
        }, 'outlier');
        expect(found.map(({ figures }) => figures)).to.deep.equal(isTold ? [{ touches: now, ownMedian: past }] : []);
      });
    }

    it('has no median of fewer than four weeks of work', () => {
      const found = review((book) => {
        for (let week = 1; week <= 3; week += 1) calls(book, 'ana', 20, week);
        calls(book, 'ana', 60);
      }, 'outlier');
      expect(found).to.deep.equal([]);
    });

    it('brings the threads of up to three customers, those with most days first', () => {
      const facts: { ids: string[] } = { ids: [] };
      const [ana] = review((book) => {
        for (let week = 1; week <= 8; week += 1) calls(book, 'ana', 2, week);
        for (const on of [0, 1, 2, 3]) facts.ids.push(book.did('ana', 'phone_no_answer', addDays(FROM, on)));
        calls(book, 'ana', 12);
      }, 'outlier');
      expect(ana?.examples).to.have.length(3);
      expect(ana?.customers[0]?.number).to.equal('C1');
      expect(ana?.opens).to.deep.equal({ report: 'touches', query: { from: FROM, to: TO, collector: 'ana' } });
    });
  });

  describe('of busy with little return', () => {
    it('tells of who did far more than the others and brought nothing that can be told from luck', () => {
      const [ana, ...others] = review((book) => busy(book, (n) => n % 3 === 0), 'busy_with_little_return');
      expect(others).to.deep.equal([]);
      expect(ana?.figures).to.deep.equal({ touches: 18, colleaguesMedian: 6 });
      expect(ana?.says).to.match(/^18 touches, where the median of the colleagues is 6\. Cash beyond .* luck\.$/);
      expect(ana?.opens).to.deep.equal({ report: 'touches', query: { from: FROM, to: TO, collector: 'ana' } });
    });

    it('does not tell of who brought more than luck explains', () => {
      expect(review((book) => busy(book, () => true), 'busy_with_little_return')).to.deep.equal([]);
    });

    it('says nothing where the excess cannot be computed', () => {
      const found = review((book) => {
        for (const by of ['ben', 'cem', 'dev']) calls(book, by, 6);
        calls(book, 'ana', 18);
      }, 'busy_with_little_return');
      expect(found).to.deep.equal([]);
    });
  });

  describe('of quiet with luck', () => {
    const portfolios = (book: FactsStory) => {
      for (const { id, email } of USERS) {
        book.customer(`C${id}`, { owner: email });
        book.item(`I${id}`, { customer: `C${id}`, minor: 50_000 });
        const minor = id === 'ana' ? 30_000 : 20_000;
        book.payment(`P${id}`, { customer: `C${id}`, on: '2026-05-06', minor, to: { [`I${id}`]: minor } });
      }
      for (const by of ['ben', 'cem', 'dev']) {
        calls(book, by, 10);
        book.did(by, 'phone_no_answer', '2026-05-04', { customer: `C${by}` });
      }
    };

    it('tells of cash that came to one who did little, with nobody having reached out', () => {
      const [ana, ...others] = review(portfolios, 'quiet_with_luck');
      expect(others).to.deep.equal([]);
      expect(ana?.collector.name).to.equal('ana');
      expect(ana?.figures).to.deep.equal({ untouched: eur(30_000), cash: eur(30_000), touches: 0 });
      expect(ana?.opens.query).to.deep.include({ owner: 'ana@brightwater.example', touched: 'no', currency: 'EUR' });
    });

    it('is no luck where somebody had reached out', () => {
      const found = review((book) => {
        portfolios(book);
        book.did('ben', 'phone_no_answer', '2026-05-01', { customer: 'Cana' });
      }, 'quiet_with_luck');
      expect(found).to.deep.equal([]);
    });

    it('is no luck where less came than to the others', () => {
      const found = review((book) => {
        portfolios(book);
        for (const by of ['ben', 'cem', 'dev']) {
          book.payment(`Q${by}`, { customer: `C${by}`, on: '2026-05-07', minor: 15_000 });
        }
      }, 'quiet_with_luck');
      expect(found).to.deep.equal([]);
    });
  });
});

describe('medianOf', () => {
  for (const { of, median } of [
    { of: [], median: null },
    { of: [7], median: 7 },
    { of: [9, 1], median: 5 },
    { of: [9, 1, 2], median: 2 },
    { of: [4, 1, 9, 2], median: 3 },
  ]) {
    it(`is ${median} of ${JSON.stringify(of)}`, () => {
      expect(medianOf(of)).to.equal(median);
    });
  }
});
