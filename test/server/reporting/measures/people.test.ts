import { expect } from 'chai';
import { describe, it } from 'mocha';
import { findMeasure } from '../../../../server/reporting/measures/measure-registry.ts';
import { type FactsStory, factsOf } from '../../../support/facts.ts';
import { measureQuestion, onlyValue } from '../../../support/measures.ts';

const NOVEMBER = ['2026-11-01', '2026-11-20'] as const;
const eur = (minor: number) => ({ minor, currency: 'EUR' });

/** The worked example of the trade, an item each. */
function fivePromises(book: FactsStory) {
  for (const item of ['a', 'b', 'c', 'd', 'e']) book.item(item, { minor: 50_000, issuedOn: '2026-10-01' });
  book.payment('P1', { on: '2026-11-10', minor: 25_000, to: { a: 10_000, b: 15_000 } });
  book.payment('P2', { on: '2026-11-12', minor: 40_000, to: { d: 40_000 } });
  for (const [item, minor, date] of [
    ['a', 10_000, '2026-11-10'],
    ['b', 20_000, '2026-11-10'],
    ['c', 30_000, '2026-11-10'],
    ['d', 40_000, '2026-11-10'],
    ['e', 50_000, '2026-11-27'],
  ] as const) {
    book.did('ana', 'phone_promise_to_pay', '2026-11-02', { items: [item], minor, date });
  }
}

describe('Measures of promises', () => {
  it('make 2 of 4 by count and 65 % by amount of the worked example', () => {
    const question = measureQuestion(factsOf(fivePromises), ...NOVEMBER);
    expect(onlyValue('promises_kept.count', question)).to.deep.equal({ value: 0.5, inputs: { kept: 2, fellDue: 4 } });
    expect(onlyValue('promises_kept.amount', question)).to.deep.equal({
      value: 0.65,
      currency: 'EUR',
      inputs: { paid: eur(65_000), promised: eur(100_000) },
    });
  });

  it('let each promise fall due in one period alone, when its last day has passed', () => {
    const facts = factsOf(fivePromises);
    const fellDue = (from: string, to: string) =>
      onlyValue('promises_kept.count', measureQuestion(facts, from, to)).inputs.fellDue;
    // Friday the 13th is the last day of those promised for Tuesday the 10th.
    expect(fellDue('2026-11-01', '2026-11-13')).to.equal(0);
    expect(fellDue('2026-11-14', '2026-11-14')).to.equal(4);
    expect(fellDue('2026-11-15', '2026-11-30')).to.equal(0);
    expect(fellDue('2026-12-01', '2026-12-31')).to.equal(1);
  });

  it('say why where none fell due, and tell people apart', () => {
    const question = measureQuestion(factsOf(fivePromises), '2026-01-01', '2026-01-31');
    expect(onlyValue('promises_kept.count', question).reason).to.equal('No promise fell due in the period.');
    expect(onlyValue('promises_kept.amount', question)).to.deep.include({ value: null, inputs: {} });
    const ben = measureQuestion(factsOf(fivePromises), ...NOVEMBER, { collectors: new Set(['ben']) });
    expect(onlyValue('promises_kept.count', ben).value).to.equal(null);
  });

  it('see a promise that was moved', () => {
    const facts = factsOf((book) => {
      book.item('a', { minor: 10_000, issuedOn: '2026-10-01' });
      book.did('ana', 'phone_promise_to_pay', '2026-11-02', { items: ['a'], minor: 10_000, date: '2026-11-04' });
      book.did('ana', 'phone_promise_to_pay', '2026-11-04', { items: ['a'], minor: 10_000, date: '2026-11-09' });
    });
    const question = measureQuestion(facts, ...NOVEMBER);
    expect(onlyValue('promises_moved.count', question)).to.deep.equal({ value: 0.5, inputs: { moved: 1, fellDue: 1 } });
    expect(onlyValue('promises_kept.count', question).inputs).to.deep.equal({ kept: 0, fellDue: 1 });
  });
});

/** One customer, worked by two people and a job. */
function worked(book: FactsStory) {
  book.item('a', { minor: 10_000, issuedOn: '2026-10-01', dueOn: '2026-10-30' });
  book.item('b', { minor: 5_000, issuedOn: '2026-10-01', dueOn: '2026-11-09' });
  book.item('c', { minor: 7_000, issuedOn: '2026-10-01', dueOn: '2026-11-03', customer: 'C2' });
  book.did('ana', 'phone_no_answer', '2026-10-30', { items: ['a'], hour: 9 });
  book.did('ana', 'phone_no_answer', '2026-11-04', { items: ['a'], hour: 9 });
  book.did('ana', 'phone_left_voicemail', '2026-11-04', { hour: 10 });
  book.did('ana', 'phone_spoke_with_ap', '2026-11-04', { hour: 11 });
  book.did('ben', 'phone_gatekeeper', '2026-11-05', { customer: 'C2' });
  book.did('ben', 'email_first_notice', '2026-11-06', { items: ['a'], delivery: 'bounced' });
  book.did('ben', 'email_first_notice', '2026-11-06', { items: ['b'], delivery: 'confirmed', hour: 12 });
  book.did('ben', 'note', '2026-11-06');
  book.did('ana', 'email_statement', '2026-11-10', { isAutomatic: true, items: ['a', 'b'] });
  book.payment('P', { on: '2026-11-12', minor: 10_500, to: { a: 10_000 } });
}

describe('Measures of work', () => {
  const question = measureQuestion(factsOf(worked), ...NOVEMBER);
  const by = (...people: string[]) => ({ ...question, collectors: new Set(people) });

  for (const { key, all, ana, ben } of [
    { key: 'activities.human', all: 3, ana: 1, ben: 2 },
    { key: 'activities.calls', all: 2, ana: 1, ben: 1 },
    { key: 'activities.right_party_contacts', all: 1, ana: 1, ben: 0 },
    { key: 'activities.automatic', all: 1, ana: 1, ben: 0 },
    { key: 'right_party_contact.attempts', all: 1 / 4, ana: 1 / 3, ben: 0 },
    { key: 'right_party_contact.reached', all: 1 / 2, ana: 1, ben: 0 },
    { key: 'cash_touched.human', all: 10_500, ana: 10_500, ben: 0 },
  ]) {
    it(`credits ${key} to who acted`, () => {
      const values = [question, by('ana'), by('ben')].map((asked) => onlyValue(key, asked).value);
      expect(values).to.deep.equal([all, ana, ben]);
    });
  }

  it('counts ten calls to one customer on one day as one touch', () => {
    const facts = factsOf((book) => {
      for (let call = 0; call < 10; call += 1) book.did('ana', 'phone_no_answer', '2026-11-04', { hour: call });
    });
    const asked = measureQuestion(facts, ...NOVEMBER);
    expect(onlyValue('activities.human', asked).value).to.equal(1);
    expect(findMeasure('activities.human').rows(asked)).to.have.length(1);
  });

  it('takes no touch on the value date for one before it, nor one of 15 days before', () => {
    const touched = (on: string) => {
      const facts = factsOf((book) => {
        book.item('a', { minor: 10_000, issuedOn: '2026-10-01' });
        book.did('ana', 'phone_no_answer', on, { items: ['a'] });
        book.payment('P', { on: '2026-11-16', minor: 10_000, to: { a: 10_000 } });
      });
      return onlyValue('cash_touched.human', measureQuestion(facts, ...NOVEMBER)).value;
    };
    expect(['2026-11-01', '2026-11-02', '2026-11-15', '2026-11-16'].map(touched)).to.deep.equal([0, 10_000, 10_000, 0]);
  });

  it('counts the working days from the due day to the first touch by a person', () => {
    // Item a: Friday 30 October to Wednesday 4 November. Item c: 3 to 5 November. Item b was touched before it was due only.
    expect(onlyValue('first_contact_delay.mean', question)).to.deep.equal({
      value: (3 + 2) / 2,
      inputs: { workingDays: 5, items: 2, waiting: 1 },
    });
    expect(onlyValue('first_contact_delay.mean', by('ben')).inputs).to.deep.equal({
      workingDays: 2,
      items: 1,
      waiting: 0,
    });
  });

  it('has no first contact for an item that was paid before it, or touched before the period', () => {
    const facts = factsOf((book) => {
      book.item('a', { minor: 10_000, issuedOn: '2026-10-01', dueOn: '2026-11-02' });
      book.item('b', { minor: 10_000, issuedOn: '2026-10-01', dueOn: '2026-10-20', customer: 'C2' });
      book.payment('P', { on: '2026-11-03', minor: 10_000, to: { a: 10_000 } });
      book.did('ana', 'phone_no_answer', '2026-11-04', { items: ['a'] });
      book.did('ana', 'phone_no_answer', '2026-10-22', { customer: 'C2' });
      book.did('ana', 'phone_no_answer', '2026-11-05', { customer: 'C2' });
    });
    expect(onlyValue('first_contact_delay.mean', measureQuestion(facts, ...NOVEMBER)).value).to.equal(null);
  });

  it('counts the customers past due that a person touched', () => {
    // Both customers have something past due; at the end of the 4th only one was touched.
    expect(onlyValue('coverage.past_due_customers', question)).to.deep.equal({
      value: 1,
      inputs: { touched: 2, pastDue: 2 },
    });
    const early = measureQuestion(factsOf(worked), '2026-11-01', '2026-11-04');
    expect(onlyValue('coverage.past_due_customers', early).value).to.equal(0.5);
  });

  it('counts the touches before an item is paid, one a person and day', () => {
    // Item a: ana on 30 October and, three calls, on 4 November.
    expect(onlyValue('contacts_to_payment.mean', question)).to.deep.equal({
      value: 2,
      inputs: { touches: 2, items: 1, untouched: 0 },
    });
  });

  it('counts the messages that went out about what is still open', () => {
    expect(onlyValue('times_sent.without_payment', question)).to.deep.equal({
      value: 2,
      inputs: { messages: 2, itemsSent: 1, neverSent: 1 },
    });
    const before = measureQuestion(factsOf(worked), '2026-11-01', '2026-11-11');
    expect(onlyValue('times_sent.without_payment', before).inputs).to.deep.equal({
      ...{ messages: 3, itemsSent: 2, neverSent: 1 },
    });
  });
});

describe('days_beyond_terms', () => {
  const facts = factsOf((book) => {
    book.item('in time', { minor: 4_000, issuedOn: '2026-10-01', dueOn: '2026-11-02' });
    book.item('six', { minor: 6_000, issuedOn: '2026-10-01', dueOn: '2026-11-02' });
    book.item('eight', { minor: 2_000, issuedOn: '2026-10-01', dueOn: '2026-11-02' });
    book.item('part', { minor: 2_000, issuedOn: '2026-10-01', dueOn: '2026-11-02' });
    book.item('credited', { minor: 2_000, issuedOn: '2026-10-01', dueOn: '2026-11-02' });
    book.payment('P1', { on: '2026-11-02', minor: 4_000, to: { 'in time': 4_000 } });
    book.payment('P2', { on: '2026-11-08', minor: 7_000, to: { six: 6_000, part: 1_000 } });
    book.payment('P3', { on: '2026-11-10', minor: 2_000 });
    book.application({ debit: 'eight', credit: 'P3', minor: 2_000, on: '2026-11-15' });
    book.item('memo', { kind: 'credit_memo', minor: 2_000, issuedOn: '2026-11-09' });
    book.application({ debit: 'credited', credit: 'memo', minor: 2_000, on: '2026-11-09' });
  });

  it('means the days between due day and value date of what was paid in full', () => {
    const question = measureQuestion(facts, ...NOVEMBER);
    expect(onlyValue('days_beyond_terms.by_invoice', question)).to.deep.equal({
      value: 14 / 3,
      inputs: { daysLate: 14, invoices: 3 },
    });
    const weighted = onlyValue('days_beyond_terms.by_amount', question);
    expect(weighted.value).to.be.closeTo(52 / 12, 1e-12);
    expect(weighted.inputs).to.deep.equal({ amountDays: 52_000, paid: eur(12_000) });
  });

  it('sees an item that was paid, though it was opened again later', () => {
    const reopened = factsOf((book) => {
      book.item('a', { minor: 4_000, issuedOn: '2026-10-01', dueOn: '2026-11-02' });
      book.payment('P', { on: '2026-11-05', minor: 4_000, to: { a: 4_000 } });
      book.unapplication('a', 'P', '2026-11-18');
    });
    const asked = (to: string) =>
      onlyValue('days_beyond_terms.by_invoice', measureQuestion(reopened, '2026-11-01', to));
    expect(asked('2026-11-17')).to.deep.include({ value: 3 });
    expect(asked('2026-11-18')).to.deep.include({ value: null, reason: 'Nothing was paid in full in the period.' });
  });
});

describe('response_rate', () => {
  const facts = factsOf((book) => {
    const sent = (on: string, customer: string, template?: string) =>
      book.did('ana', 'email_first_notice', on, {
        customer,
        delivery: 'confirmed',
        hour: 9,
        ...(template && { template }),
      });
    sent('2026-11-02', 'C1', 'T1');
    book.did('ana', 'email_reply', '2026-11-09', { customer: 'C1', hour: 8 });
    sent('2026-11-02', 'C2', 'T1');
    book.did('ana', 'email_reply', '2026-11-10', { customer: 'C2' });
    sent('2026-11-03', 'C3', 'T2');
    book.did('ben', 'phone_promise_to_pay', '2026-11-03', { customer: 'C3', minor: 1, date: '2026-11-30', hour: 10 });
    sent('2026-11-03', 'C4');
    book.did('ben', 'phone_dispute_raised', '2026-11-03', { customer: 'C4', hour: 8 });
    book.payment('P', { customer: 'C4', on: '2026-11-05', minor: 100 });
    book.did('ben', 'phone_left_voicemail', '2026-11-04', { customer: 'C5' });
    sent('2026-11-19', 'C6');
    book.did('ana', 'email_first_notice', '2026-11-03', { customer: 'C7', delivery: 'failed' });
  });

  it('takes replies, promises and disputes of the 7 days after, and payments beside', () => {
    const { value, inputs } = onlyValue('response_rate.by_code', measureQuestion(facts, ...NOVEMBER));
    expect(value).to.equal(2 / 5);
    expect(inputs).to.deep.equal({
      ...{ answered: 2, sent: 5, followedByPayment: 1 },
      codes: [
        { name: 'email_first_notice', sent: 4, answered: 2, followedByPayment: 1, value: 0.5 },
        { name: 'phone_left_voicemail', sent: 1, answered: 0, followedByPayment: 0, value: 0 },
      ],
    });
  });

  it('takes a mail of the customer as an answer, and not as a message of ours', () => {
    const answered = factsOf((book) => {
      book.item('I1');
      book.did('ana', 'email_first_notice', '2026-11-02', { items: ['I1'], delivery: 'confirmed' });
      book.did('ana', 'email_promise_to_pay', '2026-11-04', { items: ['I1'], minor: 1, date: '2026-11-30' });
      book.did('ana', 'email_first_notice', '2026-11-02', { customer: 'C2', delivery: 'confirmed' });
      book.did('ana', 'email_dispute_raised', '2026-11-10', { customer: 'C2' });
    });
    const asked = measureQuestion(answered, ...NOVEMBER);
    expect(onlyValue('response_rate.by_code', asked).inputs).to.deep.include({ answered: 1, sent: 2 });
    expect(onlyValue('times_sent.without_payment', asked).inputs).to.deep.include({ messages: 1, itemsSent: 1 });
  });

  it('tells templates apart', () => {
    const { value, inputs } = onlyValue('response_rate.by_template', measureQuestion(facts, ...NOVEMBER));
    expect(value).to.equal(2 / 3);
    expect(inputs.templates).to.deep.equal([
      { name: 'T1', sent: 2, answered: 1, followedByPayment: 0, value: 0.5 },
      { name: 'T2', sent: 1, answered: 1, followedByPayment: 0, value: 1 },
    ]);
  });

  it('counts a message when its seventh day has come, in one period alone', () => {
    const sent = (from: string, to: string) =>
      onlyValue('response_rate.by_code', measureQuestion(facts, from, to)).inputs.sent;
    expect(sent('2026-11-01', '2026-11-09')).to.equal(2);
    expect(sent('2026-11-10', '2026-11-10')).to.equal(2);
    expect(sent('2026-11-21', '2026-11-30')).to.equal(1);
  });
});
