import { expect } from 'chai';
import { describe, it } from 'mocha';
import { lateContacts } from '../../../../server/reporting/contacted-after-paying/late-contacts.ts';
import { calendarDate, dayNumber, dayOfNumber } from '../../../../shared/domain/calendar-date.ts';
import { type FactsStory, factsOf } from '../../../support/facts.ts';

const NOVEMBER = { from: dayNumber(calendarDate('2026-11-01')), to: dayNumber(calendarDate('2026-11-30')) };

const late = (build: (book: FactsStory) => void) => {
  const facts = factsOf(build);
  return lateContacts(facts, NOVEMBER).map(
    ({ activity, paidOn }) =>
      `${dayOfNumber(facts.activities.day[activity] ?? 0).slice(8)} paid ${dayOfNumber(paidOn)}`,
  );
};

/** An invoice that was paid on the 9th, and applied on the 20th. */
function paidLate(book: FactsStory) {
  book.item('1');
  book.payment('P', { on: '2026-11-09', minor: 10_000 });
  book.application({ debit: '1', credit: 'P', minor: 10_000, on: '2026-11-20' });
}

describe('lateContacts', () => {
  it('finds contacts after the value date of what paid their item, however late it was applied', () => {
    const contacts = late((book) => {
      paidLate(book);
      book.did('ana', 'phone_no_answer', '2026-11-09', { items: ['1'] });
      book.did('ana', 'phone_no_answer', '2026-11-10', { items: ['1'] });
    });
    expect(contacts).to.deep.equal(['10 paid 2026-11-09']);
  });

  it('does not when one of the items was still open, or is partly open', () => {
    const contacts = late((book) => {
      paidLate(book);
      book.item('2');
      book.item('3');
      book.payment('P3', { on: '2026-11-02', minor: 9_999, to: { 3: 9_999 } });
      book.did('ana', 'phone_no_answer', '2026-11-10', { items: ['1', '2'] });
      book.did('ana', 'phone_no_answer', '2026-11-10', { items: ['3'] });
      book.did('ana', 'phone_no_answer', '2026-11-10');
    });
    expect(contacts).to.deep.equal([]);
  });

  it('asks of a contact without items for all that the customer had been billed by then', () => {
    const contacts = late((book) => {
      paidLate(book);
      book.item('2', { issuedOn: '2026-11-12' });
      book.item('M', { kind: 'credit_memo', issuedOn: '2026-11-01' });
      book.did('ana', 'email_statement', '2026-11-11', { delivery: 'confirmed' });
      book.did('ana', 'email_statement', '2026-11-13', { delivery: 'confirmed' });
      book.did('ana', 'phone_no_answer', '2026-11-13', { customer: 'C2' });
    });
    expect(contacts).to.deep.equal(['11 paid 2026-11-09']);
  });

  it('takes what was written off or credited for no payment, and for nothing owed beside one', () => {
    const contacts = late((book) => {
      for (const item of ['1', '2']) book.item(item);
      book.adjustment('1', 10_000, '2026-11-02');
      book.payment('P', { on: '2026-11-05', minor: 6_000, to: { 2: 6_000 } });
      book.adjustment('2', 4_000, '2026-11-06');
      book.did('ana', 'phone_no_answer', '2026-11-10', { items: ['1'] });
      book.did('ana', 'phone_no_answer', '2026-11-06', { items: ['2'] });
      book.did('ana', 'phone_no_answer', '2026-11-07', { items: ['2'] });
      book.did('ana', 'phone_no_answer', '2026-11-08');
    });
    expect(contacts).to.deep.equal(['07 paid 2026-11-06', '08 paid 2026-11-06']);
  });

  it('counts what a source said was cleared as paid on that day', () => {
    const contacts = late((book) => {
      book.item('1');
      book.statedLeft('1', 0, '2026-11-05');
      book.did('ana', 'phone_no_answer', '2026-11-05', { items: ['1'] });
      book.did('ana', 'phone_no_answer', '2026-11-06', { items: ['1'] });
    });
    expect(contacts).to.deep.equal(['06 paid 2026-11-05']);
  });

  it('does not count answers, notes, and what was taken back by the end of the period', () => {
    const contacts = late((book) => {
      paidLate(book);
      book.item('2');
      book.payment('P2', { on: '2026-11-02', minor: 10_000, to: { 2: 10_000 } });
      book.unapplication('2', 'P2', '2026-11-25');
      book.did('ana', 'email_reply', '2026-11-12', { items: ['1'], delivery: 'confirmed' });
      book.did('ana', 'email_copy_of_invoice', '2026-11-12', { items: ['1'], delivery: 'confirmed' });
      book.did('ana', 'note', '2026-11-12', { items: ['1'] });
      book.did('ana', 'email_dispute_raised', '2026-11-12', { items: ['1'] });
      book.did('ana', 'phone_no_answer', '2026-11-12', { items: ['2'] });
    });
    expect(contacts).to.deep.equal([]);
  });
});
