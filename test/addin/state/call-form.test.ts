import { expect } from 'chai';
import {
  bodyOf,
  type CallForm,
  dateChoices,
  likelyAmount,
  newCallForm,
  plainOutcome,
} from '../../../addin/state/call-form.ts';
import { RecordActivityBody } from '../../../shared/api/activities.ts';
import { calendarDate } from '../../../shared/domain/calendar-date.ts';
import { currencyCode } from '../../../shared/domain/currency.ts';
import { Formats } from '../../../shared/words/formats.ts';
import { aCard, anItem, eur } from '../support/a-card.ts';

const EUR = currencyCode('EUR');
const formats = new Formats('en-GB', 'Europe/Berlin');
const amountFrom = formats.amountFrom.bind(formats);

function aForm(changes: Partial<CallForm>): CallForm {
  return { ...newCallForm(aCard(), { conversation: 'conv-1' }, EUR), ...changes };
}

describe('bodyOf', () => {
  const missing = [
    { what: 'no code', form: {}, problem: 'needsOutcome' },
    { what: 'no outcome', form: { code: 'phone_no_answer' }, problem: 'needsOutcome' },
    { what: 'a promise without amount', form: { code: 'phone_promise_to_pay' }, problem: 'needsAmount' },
    { what: 'a promise without day', form: { code: 'phone_promise_to_pay', amount: '10' }, problem: 'needsDate' },
    { what: 'a dispute without reason', form: { code: 'phone_dispute_raised' }, problem: 'needsReason' },
    {
      what: 'an amount that is none',
      form: { code: 'phone_payment_sent', outcome: 'payment_announced', amount: 'ten' },
      problem: 'amountWrong',
    },
  ] as const;
  for (const { what, form, problem } of missing) {
    it(`asks for what is missing: ${what}`, () => {
      expect(bodyOf(aForm(form), [], amountFrom)).to.deep.equal({ ok: false, problem });
    });
  }

  it('is complete with code and outcome where the code asks for nothing more', () => {
    const filled = bodyOf(aForm({ code: 'phone_no_answer', outcome: 'call_again' }), ['item-1'], amountFrom);
    expect(filled).to.deep.equal({
      ok: true,
      body: {
        customerId: 'c1',
        itemIds: ['item-1'],
        code: 'phone_no_answer',
        outcome: 'call_again',
        client: 'outlook',
        message: { conversation: 'conv-1' },
        dataAsOf: '2026-11-20T17:00:00.000Z',
      },
    });
  });

  it('says what was filled in, and fits the contract', () => {
    const form = aForm({
      code: 'phone_promise_to_pay',
      outcome: 'promised_in_part',
      amount: '1,250.50',
      date: calendarDate('2026-11-27'),
      reason: 'cash_flow',
      contact: 'ana@contoso.example',
      note: '  calls on Friday ',
    });
    const filled = bodyOf(form, [], amountFrom);
    expect(filled.ok && RecordActivityBody.parse(filled.body)).to.deep.include({
      amount: eur(125_050),
      date: '2026-11-27',
      reason: 'cash_flow',
      contact: { name: 'Ana Ruiz', email: 'ana@contoso.example' },
      note: 'calls on Friday',
    });
  });

  it('leaves out what the code does not ask for, though it was typed under another code', () => {
    const form = aForm({
      code: 'phone_no_answer',
      outcome: 'call_again',
      amount: '5',
      date: calendarDate('2026-11-27'),
    });
    const filled = bodyOf(form, [], amountFrom);
    expect(filled.ok && filled.body).to.not.have.any.keys('amount', 'date', 'reason');
  });
});

describe('plainOutcome', () => {
  it('is the only one that the code has, and none where there is a choice', () => {
    expect(plainOutcome(aForm({ code: 'phone_refused' }))).to.equal('refused');
    expect(plainOutcome(aForm({ code: 'phone_gatekeeper' }))).to.equal(null);
  });
});

describe('likelyAmount', () => {
  const cases = [
    { what: 'what is ticked', ticked: ['item-2'], minor: 50_000 },
    { what: 'all that is past due where nothing is ticked', ticked: [], minor: 150_000 },
    { what: 'what is ticked less a credit', ticked: ['item-1', 'credit'], minor: 70_000 },
  ];
  for (const { what, ticked, minor } of cases) {
    it(`is ${what}`, () => {
      const { oldestItems } = aCard();
      const credit = anItem({ id: 'credit', kind: 'credit_memo', left: eur(30_000) });
      expect(likelyAmount(aCard('c1', { oldestItems: [...oldestItems, credit] }), ticked, EUR)).to.deep.equal(
        eur(minor),
      );
    });
  }

  it('adds no other currency', () => {
    expect(likelyAmount(aCard(), ['item-1'], currencyCode('USD'))).to.equal(null);
  });
});

describe('dateChoices', () => {
  const cases = [
    { today: '2026-11-20', days: ['2026-11-20', '2026-11-21', '2026-11-27', '2026-11-30'] },
    { today: '2026-12-31', days: ['2026-12-31', '2027-01-01', '2027-01-07', '2026-12-31'] },
    { today: '2028-02-01', days: ['2028-02-01', '2028-02-02', '2028-02-08', '2028-02-29'] },
  ];
  for (const { today, days } of cases) {
    it(`are right on ${today}`, () => {
      expect(dateChoices(calendarDate(today)).map(({ day }) => day)).to.deep.equal(days);
    });
  }
});
