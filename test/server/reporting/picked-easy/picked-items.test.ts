import { expect } from 'chai';
import { describe, it } from 'mocha';
import type { Baseline } from '../../../../server/reporting/effect/baseline.ts';
import { bodyOf } from '../../../../server/reporting/picked-easy/picked-easy-report.ts';
import { pickedItems } from '../../../../server/reporting/picked-easy/picked-items.ts';
import { calendarDate, dayNumber } from '../../../../shared/domain/calendar-date.ts';
import { type FactsStory, factsOf } from '../../../support/facts.ts';

const day = (text: string) => dayNumber(calendarDate(text));
const NOVEMBER = { from: day('2026-11-01'), to: day('2026-11-30') };

/** Everything is paid on the tenth day past due: certain within 7 days from the third day past due to the ninth. */
const TENTH_DAY: Baseline = {
  until: day('2026-10-31'),
  correlation: 0,
  chance: (_customer, dueOn, unpaidAt, until) => (unpaidAt < dueOn + 10 && until >= dueOn + 10 ? 1 : 0),
};

interface Total {
  readonly collector: { readonly name: string };
  readonly isAutomatic: boolean;
  readonly touched: number;
  readonly easy: number;
  readonly share: number;
  readonly companyShare: number;
}

const ask = (build: (book: FactsStory) => void, collector?: string) => {
  const facts = factsOf(build);
  const { totals, rows } = bodyOf(facts, pickedItems(facts, NOVEMBER, TENTH_DAY), collector);
  const told = (totals as unknown as Total[]).map(
    ({ collector: { name }, isAutomatic, touched, easy, share, companyShare }) =>
      `${name}${isAutomatic ? ' (automatic)' : ''} ${easy}/${touched} ${share} ${companyShare}`,
  );
  return { told, rows: rows as unknown as { by: { name: string }; isEasy: boolean; item: { number: string } }[] };
};

function twoPeople(book: FactsStory) {
  book.item('easy', { issuedOn: '2026-10-01', dueOn: '2026-11-01' });
  book.item('early', { issuedOn: '2026-10-01', dueOn: '2026-11-20' });
  book.item('hard', { issuedOn: '2026-08-01', dueOn: '2026-09-01' });
  book.did('ana', 'phone_no_answer', '2026-11-05', { items: ['easy'] });
  book.did('ana', 'phone_no_answer', '2026-11-06', { items: ['easy'] });
  book.did('ben', 'phone_no_answer', '2026-11-05', { items: ['easy', 'hard'] });
  book.did('ben', 'phone_no_answer', '2026-11-05', { items: ['early'] });
}

describe('picked-easy', () => {
  it('sets each person’s share of what was about to come beside that of all', () => {
    expect(ask(twoPeople).told).to.deep.equal([`ana 2/2 1 ${3 / 5}`, `ben 1/3 ${1 / 3} ${3 / 5}`]);
  });

  it('has the rows that the totals count', () => {
    const { rows } = ask(twoPeople);
    const easy = (name: string) => rows.filter(({ by, isEasy }) => by.name === name && isEasy).length;
    expect(rows).to.have.length(5);
    expect([easy('ana'), easy('ben')]).to.deep.equal([2, 1]);
  });

  it('shows one person’s rows alone beside the share of all', () => {
    const { told, rows } = ask(twoPeople, 'ben');
    expect(told).to.deep.equal([`ben 1/3 ${1 / 3} ${3 / 5}`]);
    expect(rows.map(({ item }) => item.number)).to.deep.equal(['early', 'easy', 'hard']);
  });

  it('counts an item once for a person and day, however often it was touched', () => {
    const { told } = ask((book) => {
      book.item('easy', { issuedOn: '2026-10-01', dueOn: '2026-11-01' });
      for (const _ of [1, 2, 3]) book.did('ana', 'phone_no_answer', '2026-11-05', { items: ['easy'] });
    });
    expect(told).to.deep.equal(['ana 1/1 1 1']);
  });

  it('takes a touch that names no item for one of what was past due and unpaid', () => {
    const { rows } = ask((book) => {
      twoPeople(book);
      book.item('paid', { issuedOn: '2026-10-01', dueOn: '2026-10-02' });
      book.payment('P', { on: '2026-11-09', minor: 10_000, to: { paid: 10_000 } });
      book.did('carla', 'phone_no_answer', '2026-11-10');
    });
    const carlas = rows.filter(({ by }) => by.name === 'carla').map(({ item, isEasy }) => `${item.number} ${isEasy}`);
    expect(carlas).to.deep.equal(['easy true', 'hard false']);
  });

  it('keeps what was done automatically out of everybody’s share', () => {
    const { told } = ask((book) => {
      twoPeople(book);
      book.did('ana', 'email_first_notice', '2026-11-05', {
        items: ['hard'],
        isAutomatic: true,
        delivery: 'confirmed',
      });
    });
    expect(told).to.deep.equal([`ana 2/2 1 ${3 / 5}`, `ana (automatic) 0/1 0 ${3 / 5}`, `ben 1/3 ${1 / 3} ${3 / 5}`]);
  });

  it('counts no notes, nothing of other days, and no credit items', () => {
    const { rows } = ask((book) => {
      book.item('easy', { issuedOn: '2026-10-01', dueOn: '2026-10-27' });
      book.payment('P', { on: '2026-10-01', minor: 100 });
      book.did('ana', 'note', '2026-11-05', { items: ['easy'] });
      book.did('ana', 'phone_no_answer', '2026-10-31', { items: ['easy'] });
      book.did('ana', 'phone_no_answer', '2026-12-01', { items: ['easy'] });
      book.did('ana', 'phone_no_answer', '2026-11-05', { items: ['P'] });
    });
    expect(rows).to.deep.equal([]);
  });
});
