import { expect } from 'chai';
import { asItStood, correctionBody, correctionForm, isCorrectable } from '../../../addin/state/correction.ts';
import { type ActivityView, correctActivity } from '../../../shared/api/activities.ts';
import { calendarDate } from '../../../shared/domain/calendar-date.ts';
import { anActivity, eur } from '../support/a-card.ts';
import { aFilling, amountText, aStart } from '../support/a-form.ts';

const NOVEMBER = { amount: eur(1_000), promisedFor: calendarDate('2026-11-27') };
const DECEMBER = { amount: eur(2_000), promisedFor: calendarDate('2026-12-28') };

function aPromise(changes: Partial<ActivityView> = {}): ActivityView {
  return anActivity({
    code: 'phone_promise_to_pay',
    outcome: 'promised_in_part',
    itemIds: ['item-1', 'gone'],
    itemNumbers: ['104233', '99'],
    amount: eur(3_000),
    date: DECEMBER.promisedFor,
    instalments: [NOVEMBER, DECEMBER],
    reason: 'cash_flow',
    contact: { name: 'Left Since', email: 'left@contoso.example' },
    note: 'says so',
    ...changes,
  });
}

describe('isCorrectable', () => {
  const cases = [
    { what: 'a call of mine', entry: anActivity(), may: true },
    { what: 'a note of mine', entry: anActivity({ code: 'note' }), may: true },
    { what: 'a promise that came by mail', entry: anActivity({ code: 'email_promise_to_pay' }), may: true },
    { what: 'a call of mine of long ago', entry: anActivity({ businessDay: calendarDate('2020-01-02') }), may: true },
    { what: 'what is undone', entry: anActivity({ withdrawn: true }), may: false },
    { what: 'what was corrected', entry: anActivity({ correctedBy: 'a2' }), may: false },
    { what: 'a message of ours', entry: anActivity({ code: 'email_reply' }), may: false },
    { what: "a colleague's call", entry: anActivity({ actor: { id: 'u2', name: 'Ben' } }), may: false },
  ];
  for (const { what, entry, may } of cases) {
    it(`${may ? 'takes' : 'refuses'} ${what}`, () => {
      expect(isCorrectable(entry, 'u1')).to.equal(may);
    });
  }
});

describe('correctionForm', () => {
  const entries = [
    { what: 'a call', entry: anActivity({ code: 'phone_gatekeeper', outcome: 'message_taken', note: 'again' }) },
    {
      what: 'a payment sent',
      entry: anActivity({
        code: 'phone_payment_sent',
        outcome: 'payment_announced',
        amount: eur(99),
        date: calendarDate('2026-11-19'),
      }),
    },
    { what: 'a promise in parts', entry: aPromise() },
    {
      what: 'a promise in one part, by mail',
      entry: aPromise({ code: 'email_promise_to_pay', instalments: [], itemIds: [], itemNumbers: [] }),
    },
    {
      what: 'a dispute',
      entry: anActivity({
        code: 'phone_dispute_raised',
        outcome: 'dispute_opened',
        reason: 'deduction',
        amount: eur(5),
      }),
    },
    { what: 'a note', entry: anActivity({ code: 'note', outcome: null, note: 'moves in May' }) },
  ];
  for (const { what, entry } of entries) {
    it(`says again what ${what} said, where nothing is changed`, () => {
      const form = correctionForm(entry, aStart({ note: entry.note ?? '' }), amountText);
      const filled = correctionBody(form, aFilling('item-2'));
      expect(filled.ok && correctActivity.body.parse(filled.body)).to.deep.equal(asItStood(entry));
    });
  }

  it('keeps the items that the entry named, though they are closed by now, until others are taken', () => {
    const form = correctionForm(aPromise(), aStart(), amountText);
    expect(form.items).to.deep.equal([
      { id: 'item-1', number: '104233' },
      { id: 'gone', number: '99' },
    ]);
    const filled = correctionBody({ ...form, items: null }, aFilling('item-2'));
    expect(filled.ok && filled.body.itemIds).to.deep.equal(['item-2']);
  });
});

describe('asItStood', () => {
  it('fits the contract with all that an entry may have', () => {
    expect(correctActivity.body.parse(asItStood(aPromise()))).to.deep.include({
      instalments: [NOVEMBER, DECEMBER],
      outcome: 'promised_in_part',
      note: 'says so',
    });
  });
});
