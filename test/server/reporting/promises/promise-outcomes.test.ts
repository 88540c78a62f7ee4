import { expect } from 'chai';
import fc from 'fast-check';
import { describe, it } from 'mocha';
import { type PromiseOutcome, promiseOutcomes } from '../../../../server/reporting/promises/promise-outcomes.ts';
import { WEEKDAYS_ONLY } from '../../../../shared/domain/business-day.ts';
import { calendarDate, dayNumber, dayOfNumber } from '../../../../shared/domain/calendar-date.ts';
import { type FactsStory, factsOf } from '../../../support/facts.ts';

const FIRST = dayNumber(calendarDate('2026-10-01'));
const after = (days: number) => dayOfNumber(FIRST + days);

const ITEMS = ['1', '2', '3'];

const aPromise = fc.record({
  customer: fc.constantFrom('C1', 'C2'),
  items: fc.subarray(ITEMS),
  on: fc.nat(60),
  ahead: fc.nat(8),
  minor: fc.integer({ min: 1, max: 300 }),
});
const aPayment = fc.record({
  customer: fc.constantFrom('C1', 'C2'),
  on: fc.nat(70),
  minor: fc.integer({ min: 1, max: 400 }),
  to: fc.option(fc.constantFrom(...ITEMS)),
});
const aWorld = fc.record({
  promises: fc.array(aPromise, { maxLength: 15 }),
  payments: fc.array(aPayment, { maxLength: 15 }),
  asOf: fc.integer({ min: 0, max: 80 }),
  since: fc.integer({ min: 0, max: 80 }),
});
type World = typeof aWorld extends fc.Arbitrary<infer T> ? T : never;

function tell(book: FactsStory, { promises, payments }: World): void {
  for (const item of ITEMS) book.item(item, { customer: item === '3' ? 'C2' : 'C1', minor: 10_000 });
  for (const [at, { customer, on, minor, to }] of payments.entries()) {
    book.payment(`P${at}`, { customer, on: after(on), minor, to: to === null ? {} : { [to]: minor } });
  }
  for (const { customer, items, on, ahead, minor } of promises) {
    book.did('ana', 'phone_promise_to_pay', after(on), { customer, items, minor, date: after(on + ahead) });
  }
}

describe('promiseOutcomes', () => {
  it('knows all promises made by a day, in the order of the log’s days, none of them by more cash than came', () => {
    fc.assert(
      fc.property(aWorld, (world) => {
        const facts = factsOf((book) => tell(book, world));
        const outcomes = promiseOutcomes({ facts, asOf: FIRST + world.asOf, calendar: WEEKDAYS_ONLY, graceDays: 2 });
        const made = world.promises.filter(({ on }) => on <= world.asOf);
        expect(outcomes).to.have.length(made.length);
        const days = outcomes.map(({ madeOn }) => madeOn);
        expect(days).to.deep.equal([...days].sort((a, b) => a - b));
        const came = world.payments.filter(({ on }) => on <= world.asOf);
        const paid = outcomes.reduce((sum, { paidMinor }) => sum + paidMinor, 0);
        expect(paid).to.be.at.most(came.reduce((sum, { minor }) => sum + minor, 0));
      }),
      { numRuns: 200 },
    );
  });

  it('says the same of those since a day whether or not it is asked for the rest', () => {
    fc.assert(
      fc.property(aWorld, (world) => {
        const facts = factsOf((book) => tell(book, world));
        const question = { facts, asOf: FIRST + world.asOf, calendar: WEEKDAYS_ONLY, graceDays: 2 };
        const since = FIRST + world.since;
        const isSince = ({ lastDay }: PromiseOutcome) => lastDay >= since;
        expect(promiseOutcomes({ ...question, since })).to.deep.equal(promiseOutcomes(question).filter(isSince));
      }),
      { numRuns: 300 },
    );
  });
});
