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
  /** Days between the instalments, for those after the first. */
  more: fc.array(fc.integer({ min: 1, max: 9 }), { maxLength: 2 }),
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
  for (const promise of promises) {
    const { customer, items, on, minor } = promise;
    const instalments = Object.fromEntries(daysOf(promise).map((day) => [day, minor]));
    book.did('ana', 'phone_promise_to_pay', after(on), { customer, items, instalments });
  }
}

/** The same promises, each instalment told as a promise of its own. */
function tellApart(book: FactsStory, world: World): void {
  tell(book, { ...world, promises: [] });
  for (const promise of world.promises) {
    const { customer, items, on, minor } = promise;
    for (const date of daysOf(promise)) {
      book.did('ana', 'email_promise_to_pay', after(on), { customer, items, minor, date });
    }
  }
}

function daysOf({ on, ahead, more }: World['promises'][number]): string[] {
  let day = on + ahead;
  return [0, ...more].map((days) => {
    day += days;
    return after(day);
  });
}

describe('promiseOutcomes', () => {
  it('knows all promises made by a day, in the order of the log’s days, none of them by more cash than came', () => {
    fc.assert(
      fc.property(aWorld, (world) => {
        const facts = factsOf((book) => tell(book, world));
        const outcomes = promiseOutcomes({ facts, asOf: FIRST + world.asOf, calendar: WEEKDAYS_ONLY, graceDays: 2 });
        const made = world.promises.filter(({ on }) => on <= world.asOf);
        expect(outcomes).to.have.length(made.reduce((sum, { more }) => sum + 1 + more.length, 0));
        const days = outcomes.map(({ madeOn }) => madeOn);
        expect(days).to.deep.equal([...days].sort((a, b) => a - b));
        const came = world.payments.filter(({ on }) => on <= world.asOf);
        const paid = outcomes.reduce((sum, { paidMinor }) => sum + paidMinor, 0);
        expect(paid).to.be.at.most(came.reduce((sum, { minor }) => sum + minor, 0));
      }),
      { numRuns: 200 },
    );
  });

  it('judges an instalment as it would a promise of its own', () => {
    fc.assert(
      fc.property(aWorld, (world) => {
        const question = { asOf: FIRST + world.asOf, calendar: WEEKDAYS_ONLY, graceDays: 2 };
        const judged = (told: typeof tell) =>
          promiseOutcomes({ ...question, facts: factsOf((book) => told(book, world)) }).map(
            ({ activity: _, part: __, parts: ___, ...outcome }) => outcome,
          );
        expect(judged(tell)).to.deep.equal(judged(tellApart));
      }),
      { numRuns: 200 },
    );
  });

  it('numbers the instalments of a promise', () => {
    const facts = factsOf((book) => {
      book.item('1');
      book.payment('P', { on: '2026-10-06', minor: 500, to: { 1: 500 } });
      book.did('ana', 'phone_promise_to_pay', '2026-10-01', {
        items: ['1'],
        instalments: { '2026-10-05': 400, '2026-10-12': 400, '2026-10-19': 200 },
      });
    });
    const outcomes = promiseOutcomes({ facts, asOf: FIRST + 12, calendar: WEEKDAYS_ONLY, graceDays: 2 });
    expect(
      outcomes.map(({ part, parts, minor, paidMinor, state }) => `${part}/${parts} ${minor} ${paidMinor} ${state}`),
    ).to.deep.equal(['1/3 400 400 kept', '2/3 400 100 open', '3/3 200 0 open']);
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
