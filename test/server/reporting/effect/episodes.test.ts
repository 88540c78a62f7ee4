import { expect } from 'chai';
import { describe, it } from 'mocha';
import { type Episodes, episodesOf } from '../../../../server/reporting/effect/episodes.ts';
import type { Facts } from '../../../../server/reporting/facts/facts.ts';
import { WEEKDAYS_ONLY } from '../../../../shared/domain/business-day.ts';
import { calendarDate, dayNumber, dayOfNumber } from '../../../../shared/domain/calendar-date.ts';
import { type FactsStory, factsOf } from '../../../support/facts.ts';

const day = (text: string) => dayNumber(calendarDate(text));

/** A past of sixty invoices, all paid on time or some days late, and the invoice X of 100.00 due on Monday, 2 March 2026. */
function story(tell: (book: FactsStory) => void, x: Parameters<FactsStory['item']>[1] = {}): Facts {
  return factsOf((book) => {
    for (let at = 0; at < 60; at += 1) {
      const due = day('2025-06-02') + 4 * at;
      const [issuedOn, dueOn, on] = [due - 30, due, due + 7 + (at % 5)].map((one) => String(dayOfNumber(one)));
      book.item(`past ${at}`, { customer: `C${at % 6}`, minor: 10_000, issuedOn: issuedOn ?? '', dueOn: dueOn ?? '' });
      book.payment(`paid ${at}`, {
        ...{ customer: `C${at % 6}`, on: on ?? '', minor: 10_000 },
        to: { [`past ${at}`]: 10_000 },
      });
    }
    book.item('X', { customer: 'C1', minor: 10_000, issuedOn: '2026-02-01', dueOn: '2026-03-02', ...x });
    tell(book);
  });
}

const ask = (facts: Facts): Episodes =>
  episodesOf({ facts, from: day('2026-03-01'), to: day('2026-04-30'), calendar: WEEKDAYS_ONLY, graceDays: 3 });

/** The one episode there is. */
function theOne(facts: Facts) {
  const { episodes } = ask(facts);
  expect(episodes).to.have.length(1);
  const [episode] = episodes;
  if (episode === undefined) throw new Error('There is no episode.');
  return episode;
}

const named = { customer: 'C1', items: ['X'] };
const sumOf = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0);

describe('episodesOf', function () {
  this.timeout(60_000);

  it('counts what is paid after the working day that follows the contact, up to 14 days after it', () => {
    const paidOn = (on: string) =>
      story((book) => {
        book.did('ann', 'email_first_notice', '2026-03-06', named);
        book.payment('P', { customer: 'C1', on, minor: 10_000, to: { X: 10_000 } });
      });
    const { stages } = theOne(paidOn('2026-03-10'));
    expect(stages.map(({ after, until, observed }) => [after, until, observed])).to.deep.equal([
      [day('2026-03-09'), day('2026-03-20'), 10_000],
    ]);
    expect(theOne(paidOn('2026-03-20')).stages[0]?.observed).to.equal(10_000);
    expect(theOne(paidOn('2026-03-23')).stages[0]?.observed).to.equal(0);
    // Friday's contact: money of that day, of the weekend and of Monday was on its way before.
    for (const on of ['2026-03-05', '2026-03-06', '2026-03-07', '2026-03-09']) {
      expect(ask(paidOn(on)).episodes, on).to.deep.equal([]);
    }
  });

  it('waits for a promise until its day and the grace are over', () => {
    const { stages } = theOne(
      story((book) => {
        const promise = { ...named, minor: 10_000, date: '2026-03-31', outcome: 'promised_in_full' as const };
        book.did('ann', 'phone_promise_to_pay', '2026-03-06', promise);
      }),
    );
    expect(stages[0]?.until).to.equal(day('2026-04-03'));
  });

  it('goes on with a further contact, and what was expected of the first adds up with it', () => {
    const { stages } = theOne(
      story((book) => {
        book.did('ann', 'email_first_notice', '2026-03-06', named);
        book.did('bob', 'phone_left_voicemail', '2026-03-13', { ...named, outcome: 'awaiting_reply' });
        book.payment('P', { customer: 'C1', on: '2026-03-25', minor: 10_000, to: { X: 10_000 } });
      }),
    );
    expect(stages.map(({ after, until }) => [after, until])).to.deep.equal([
      [day('2026-03-09'), day('2026-03-16')],
      [day('2026-03-16'), day('2026-03-27')],
    ]);
    expect(sumOf(stages.map(({ observed }) => observed))).to.equal(10_000);
    expect(stages.map(({ shares }) => shares.map(({ weight }) => weight))).to.deep.equal([[1], [1 / 3, 2 / 3]]);
    const [first, second] = stages;
    expect(first?.expected).to.be.below((first?.minor ?? 0) * (first?.chance ?? 0));
    expect(second?.expected).to.be.closeTo((second?.minor ?? 0) * (second?.chance ?? 0), 1e-6);
  });

  it('begins anew after the end of an episode', () => {
    const { episodes } = ask(
      story((book) => {
        book.did('ann', 'email_first_notice', '2026-03-06', named);
        book.did('ann', 'email_second_notice', '2026-04-06', named);
      }),
    );
    expect(episodes.map(({ stages }) => stages.length)).to.deep.equal([1, 1]);
  });

  it('counts one contact a person and day, and one for the customer for each of its items', () => {
    const { stages } = theOne(
      story((book) => {
        book.did('ann', 'phone_left_voicemail', '2026-03-06', { customer: 'C1', outcome: 'awaiting_reply' });
        book.did('ann', 'phone_spoke_with_ap', '2026-03-06', { ...named, outcome: 'information_given' });
        book.did('bob', 'email_first_notice', '2026-03-06', { customer: 'C1' });
      }),
    );
    expect(stages.map(({ shares }) => shares.map(({ weight }) => weight))).to.deep.equal([[0.5, 0.5]]);
  });

  it('keeps out what only says that money was sent, notes, and messages that reached nobody', () => {
    const facts = story((book) => {
      book.did('ann', 'phone_payment_sent', '2026-03-06', { ...named, outcome: 'payment_announced' });
      book.did('ann', 'note', '2026-03-06', named);
      book.did('ann', 'email_first_notice', '2026-03-06', { ...named, delivery: 'bounced' });
    });
    expect(ask(facts).episodes).to.deep.equal([]);
  });

  it('keeps contested items apart and counts them', () => {
    const facts = story((book) => book.did('ann', 'email_first_notice', '2026-03-06', named), { dispute: 'disputed' });
    expect(ask(facts)).to.deep.include({ episodes: [], leftOut: { contested: 1, withoutPast: 0 } });
  });

  it('takes no credit memo or write-off for a payment, and expects nothing of what they took', () => {
    const { stages } = theOne(
      story((book) => {
        book.did('ann', 'email_first_notice', '2026-03-06', named);
        book.item('M', { customer: 'C1', kind: 'credit_memo', minor: 4_000, issuedOn: '2026-03-11' });
        book.application({ debit: 'X', credit: 'M', minor: 4_000, on: '2026-03-11' });
        book.payment('P', { customer: 'C1', on: '2026-03-12', minor: 5_000, to: { X: 5_000 } });
        book.adjustment('X', 1_000, '2026-03-13');
      }),
    );
    expect(stages[0]).to.include({ minor: 5_000, observed: 5_000 });
  });

  it('expects nothing where there is no past to learn from', () => {
    const facts = factsOf((book) => {
      book.item('X', { issuedOn: '2026-02-01', dueOn: '2026-03-02' });
      book.did('ann', 'email_first_notice', '2026-03-06', named);
    });
    expect(ask(facts)).to.deep.include({ episodes: [], leftOut: { contested: 0, withoutPast: 1 } });
  });
});
