import { expect } from 'chai';
import fc from 'fast-check';
import { describe, it } from 'mocha';
import type { Facts } from '../../../../server/reporting/facts/facts.ts';
import { promiseOutcomes } from '../../../../server/reporting/promises/promise-outcomes.ts';
import { neglectedCustomers } from '../../../../server/reporting/weekly-review/neglected-customers.ts';
import { duePromises } from '../../../../server/reporting/worklist-figures/due-promises.ts';
import { untouchedCustomers } from '../../../../server/reporting/worklist-figures/untouched-customers.ts';
import { WEEKDAYS_ONLY } from '../../../../shared/domain/business-day.ts';
import { calendarDate, dayNumber, dayOfNumber } from '../../../../shared/domain/calendar-date.ts';
import { currencyCode } from '../../../../shared/domain/currency.ts';
import type { UserId } from '../../../../shared/domain/ids.ts';
import { factsOf } from '../../../support/facts.ts';
import { dayOf, storyDraws, storyOf } from '../../../support/random-story.ts';

const OWNERS = ['owner-0@example.com', 'owner-1@example.com', 'nobody@example.com'];
const asked = fc.record({
  draws: storyDraws,
  day: fc.nat(380),
  graceDays: fc.nat(5),
  email: fc.constantFrom(...OWNERS),
  person: fc.constantFrom('ana', 'ben', 'cy'),
});

function ownedBy({ customers }: Facts, email: string): Set<number> {
  return new Set([...customers.all()].filter((customer) => customers.owner(customer) === email));
}

/** The last day up to one on which anybody reached out by hand, from the whole log. */
function contactDay({ activities }: Facts, customer: number, asOf: number): number {
  const days = [...activities.all()]
    .filter(
      (one) => activities.customer[one] === customer && activities.hasTouched(one) && !activities.isAutomatic(one),
    )
    .map((one) => activities.day[one] ?? 0);
  return Math.max(Number.NEGATIVE_INFINITY, ...days.filter((day) => day <= asOf));
}

describe('the worklist’s promises', function () {
  this.timeout(120_000);

  it('are those of the report of promises that are due or broken, whatever happened', () => {
    let found = 0;
    fc.assert(
      fc.property(asked, ({ draws, day, graceDays, email, person }) => {
        const facts = storyOf(draws);
        const today = calendarDate(dayOf(day));
        const asOf = dayNumber(today);
        const rules = { calendar: WEEKDAYS_ONLY, graceDays, portfolio: null };
        const own = ownedBy(facts, email);
        const expected = promiseOutcomes({ facts, asOf, ...rules })
          .filter((one) => own.has(one.customer) || facts.collectors.id(one.collector) === person)
          .filter(({ state, promisedFor, lastDay, customer }) => {
            if (state === 'open') return promisedFor <= asOf;
            return ['broken', 'partly_kept'].includes(state) && contactDay(facts, customer, asOf) <= lastDay;
          })
          .map((one) => [facts.activities.id(one.activity), dayOfNumber(one.promisedFor), one.state, one.paidMinor]);
        const reader = { id: person as UserId, email };
        const listed = duePromises(facts, own, { ...rules, reader, today });
        const inShort = listed.map(({ activityId, promisedFor, state, paid }) => [
          activityId,
          promisedFor,
          state,
          paid.minor,
        ]);
        expect(inShort).to.have.deep.members(expected);
        const isOpen = listed.map(({ state }) => state === 'open');
        expect(isOpen, 'broken ones first').to.deep.equal([...isOpen].sort((a, b) => Number(a) - Number(b)));
        found += listed.length;
      }),
      { numRuns: 300 },
    );
    expect(found).to.be.greaterThan(50);
  });

  it('are the instalments of one talk, each by itself', () => {
    const facts = factsOf((book) => {
      book.customer('C1', { owner: 'ana@example.com' });
      book.item('1', { minor: 1_000, issuedOn: '2026-09-01', dueOn: '2026-10-01' });
      book.payment('P', { on: '2026-11-06', minor: 300, to: { 1: 300 } });
      const instalments = { '2026-11-06': 300, '2026-11-11': 300, '2026-11-19': 300, '2026-11-27': 100 };
      book.did('ana', 'phone_promise_to_pay', '2026-11-03', { items: ['1'], instalments });
    });
    const reader = { id: 'ana' as UserId, email: 'ana@example.com' };
    const today = calendarDate('2026-11-20');
    const rules = { calendar: WEEKDAYS_ONLY, graceDays: 3, reader, today, portfolio: null };
    const listed = duePromises(facts, ownedBy(facts, 'ana@example.com'), rules);
    expect(listed.map(({ promisedFor, state, amount }) => `${promisedFor} ${state} ${amount.minor}`)).to.deep.equal([
      '2026-11-11 broken 300',
      '2026-11-19 open 300',
    ]);
  });
});

describe('the worklist’s untouched customers', function () {
  this.timeout(120_000);

  it('are the neglected ones of the weekly review, each once, with the last who reached out', () => {
    let found = 0;
    fc.assert(
      fc.property(asked, ({ draws, day, email }) => {
        const facts = storyOf(draws);
        const today = calendarDate(dayOf(day));
        const asOf = dayNumber(today);
        const own = ownedBy(facts, email);
        const expected = neglectedCustomers(facts, asOf)
          .filter(({ customer }) => own.has(customer))
          .map(({ customer, currency, pastDueMinor }) => `${facts.customers.id(customer)} ${pastDueMinor} ${currency}`);
        const listed = untouchedCustomers(facts, [...own], { today, currency: currencyCode('USD') });
        const amounts = listed.flatMap(({ customer, pastDue }) =>
          pastDue.map(({ minor, currency }) => `${customer.id} ${minor} ${currency}`),
        );
        expect(amounts).to.have.members(expected);
        expect(new Set(listed.map(({ customer }) => customer.id)).size).to.equal(listed.length);
        for (const { customer, lastContact, daysPastDue } of listed) {
          const place = facts.customers.find(customer.id) ?? -1;
          const contactOn = contactDay(facts, place, asOf);
          expect(lastContact === null).to.equal(contactOn === Number.NEGATIVE_INFINITY);
          if (lastContact !== null) expect(dayNumber(calendarDate(lastContact.at.slice(0, 10)))).to.equal(contactOn);
          expect(asOf - contactOn).to.be.at.least(14);
          expect(daysPastDue).to.be.greaterThan(0);
        }
        const inOwnCurrency = listed.map(({ pastDue: [first] }) => (first?.currency === 'USD' ? first.minor : -1));
        expect(inOwnCurrency).to.deep.equal([...inOwnCurrency].sort((a, b) => b - a));
        found += listed.length;
      }),
      { numRuns: 300 },
    );
    expect(found).to.be.greaterThan(50);
  });
});
