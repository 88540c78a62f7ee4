import { expect } from 'chai';
import { callSaid, goesOnAs, plainOutcome } from '../../../addin/state/call-form.ts';
import { likelyAmount } from '../../../addin/state/form-base.ts';
import { outgoing } from '../../../addin/state/form-deed.ts';
import { RecordActivityBody } from '../../../shared/api/activities.ts';
import { calendarDate } from '../../../shared/domain/calendar-date.ts';
import { currencyCode } from '../../../shared/domain/currency.ts';
import { aCard, anItem, eur } from '../support/a-card.ts';
import { aCallForm, aFilling, EUR, NOW } from '../support/a-form.ts';

describe('callSaid', () => {
  const missing = [
    { what: 'no code', form: {}, problem: 'needsOutcome' },
    {
      what: 'no outcome where there is a choice',
      form: { code: 'phone_gatekeeper' },
      problem: 'needsOutcome',
    },
    {
      what: 'an amount that is none',
      form: { code: 'phone_payment_sent', outcome: 'payment_announced', amount: 'ten' },
      problem: 'amountWrong',
    },
  ] as const;
  for (const { what, form, problem } of missing) {
    it(`asks for what is missing: ${what}`, () => {
      expect(callSaid(aCallForm(form), aFilling())).to.deep.equal({ ok: false, problem });
    });
  }

  it('leaves out what the code does not ask for, though it was typed under another code', () => {
    const form = aCallForm({
      code: 'phone_no_answer',
      outcome: 'call_again',
      amount: '5',
      date: calendarDate('2026-11-27'),
      reason: 'cash_flow',
    });
    expect(callSaid(form, aFilling())).to.deep.equal({
      ok: true,
      body: { code: 'phone_no_answer', outcome: 'call_again' },
    });
  });
});

describe('outgoing, of a call', () => {
  it('is complete with the code alone where it leaves no choice of the outcome', () => {
    const filled = outgoing(aCallForm({ code: 'phone_no_answer' }), aFilling('item-1'));
    expect(filled.ok && filled.body.body).to.deep.equal({
      customerId: 'c1',
      itemIds: ['item-1'],
      code: 'phone_no_answer',
      outcome: 'call_again',
      client: 'outlook',
      message: { conversation: 'conv-1' },
      occurredAt: NOW,
      dataAsOf: '2026-11-20T17:00:00.000Z',
    });
  });

  it('says what was filled in, and fits the contract', () => {
    const form = aCallForm({
      code: 'phone_payment_sent',
      outcome: 'payment_announced',
      amount: '1,250.50',
      date: calendarDate('2026-11-19'),
      contact: { name: 'Ana Ruiz', email: 'ana@contoso.example' },
      note: '  by transfer ',
    });
    const filled = outgoing(form, aFilling());
    expect(filled.ok && RecordActivityBody.parse(filled.body.body)).to.deep.include({
      amount: eur(125_050),
      date: '2026-11-19',
      contact: { name: 'Ana Ruiz', email: 'ana@contoso.example' },
      note: 'by transfer',
    });
  });

  it('names the items that it keeps, and not those that are ticked by now', () => {
    const form = aCallForm({ code: 'phone_refused', items: [{ id: 'item-9', number: '9' }] });
    const filled = outgoing(form, aFilling('item-1'));
    expect(filled.ok && filled.body.body).to.deep.include({ itemIds: ['item-9'] });
  });
});

describe('goesOnAs', () => {
  it('leads a promise and a dispute to their own forms, and no other code', () => {
    expect(goesOnAs('phone_promise_to_pay')).to.equal('promise');
    expect(goesOnAs('phone_dispute_raised')).to.equal('dispute');
    expect(goesOnAs('phone_refused')).to.equal(null);
  });
});

describe('plainOutcome', () => {
  it('is the only one that the code has, and none where there is a choice', () => {
    expect(plainOutcome(aCallForm({ code: 'phone_refused' }))).to.equal('refused');
    expect(plainOutcome(aCallForm({ code: 'phone_gatekeeper' }))).to.equal(null);
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
      const card = aCard('c1', { oldestItems: [...oldestItems, credit] });
      expect(likelyAmount(card, ticked, EUR)).to.deep.equal(eur(minor));
    });
  }

  it('adds no other currency', () => {
    expect(likelyAmount(aCard(), ['item-1'], currencyCode('USD'))).to.equal(null);
  });

  it('is nothing where the ticked credit outweighs what is ticked', () => {
    const credit = anItem({ id: 'credit', kind: 'payment', left: eur(30_000) });
    expect(likelyAmount(aCard('c1', { oldestItems: [credit] }), ['credit'], EUR)).to.equal(null);
  });
});
