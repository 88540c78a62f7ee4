import { expect } from 'chai';
import { outgoing } from '../../../addin/state/form-deed.ts';
import {
  type PromisePart,
  promiseOutcome,
  promiseSaid,
  splitParts,
  sumOfParts,
  wordIn,
} from '../../../addin/state/promise-form.ts';
import { recordPromise } from '../../../shared/api/promises-to-pay.ts';
import { calendarDate } from '../../../shared/domain/calendar-date.ts';
import { aCard, anActivity, eur } from '../support/a-card.ts';
import { aFilling, amountFrom, amountText, aPromiseForm } from '../support/a-form.ts';
import { aMessage } from '../support/fake-host.ts';

function part(amount: string | null, date: string | null): PromisePart {
  return { amount, date: date === null ? null : calendarDate(date) };
}

describe('promiseSaid', () => {
  it('takes the amount from what is ticked, as long as nobody typed one', () => {
    const form = aPromiseForm({ parts: [part(null, '2026-11-27')] });
    const said = promiseSaid(form, aFilling('item-2'));
    expect(said.ok && said.body.instalments).to.deep.equal([{ amount: eur(50_000), promisedFor: '2026-11-27' }]);
    const typed = promiseSaid({ ...form, parts: [part('12', '2026-11-27')] }, aFilling('item-2'));
    expect(typed.ok && typed.body.instalments[0]?.amount).to.deep.equal(eur(1_200));
  });

  const missing = [
    { what: 'no day', parts: [part('10', null)], problem: 'needsDate', at: 0 },
    { what: 'an emptied amount', parts: [part('', '2026-11-27')], problem: 'needsAmount', at: 0 },
    { what: 'an amount that is none', parts: [part('x', '2026-11-27')], problem: 'amountWrong', at: 0 },
    { what: 'a day that has gone by', parts: [part('10', '2026-11-19')], problem: 'dateInPast', at: 0 },
    {
      what: 'two parts for one day',
      parts: [part('10', '2026-11-27'), part('20', '2026-11-27')],
      problem: 'sameDay',
      at: 1,
    },
    {
      what: 'a later part without amount',
      parts: [part('10', '2026-11-27'), part('', '2026-12-27')],
      problem: 'needsAmount',
      at: 1,
    },
  ];
  for (const { what, parts, problem, at } of missing) {
    it(`says in which part something is missing: ${what}`, () => {
      expect(promiseSaid(aPromiseForm({ parts }), aFilling())).to.deep.equal({ ok: false, problem, part: at });
    });
  }

  it('has no amount where nothing is past due and nothing is ticked', () => {
    const form = aPromiseForm({ card: aCard('c1', { positions: [] }), parts: [part(null, '2026-11-27')] });
    expect(promiseSaid(form, aFilling())).to.deep.equal({ ok: false, problem: 'needsAmount', part: 0 });
  });

  it('puts the parts in the order of their days', () => {
    const form = aPromiseForm({ parts: [part('10', '2026-12-27'), part('20', '2026-11-27')] });
    const said = promiseSaid(form, aFilling());
    expect(said.ok && said.body.instalments.map(({ amount }) => amount.minor)).to.deep.equal([2_000, 1_000]);
  });

  it('lets a corrected promise be of a day that has gone by', () => {
    const form = aPromiseForm({ parts: [part('10', '2026-11-19')], corrects: anActivity() });
    expect(promiseSaid(form, aFilling()).ok).to.equal(true);
  });
});

describe('outgoing, of a promise', () => {
  it('says how the word came, and fits the contract', () => {
    const parts = [part('10', '2026-11-27'), part('20', '2026-12-28')];
    const filled = outgoing(aPromiseForm({ channel: 'email', parts, reason: 'cash_flow' }), aFilling('item-1'));
    expect(filled.ok && recordPromise.body.parse(filled.body.body)).to.deep.include({
      channel: 'email',
      itemIds: ['item-1'],
      reason: 'cash_flow',
      instalments: [
        { amount: eur(1_000), promisedFor: '2026-11-27' },
        { amount: eur(2_000), promisedFor: '2026-12-28' },
      ],
    });
  });
});

describe('wordIn', () => {
  const { contacts } = aCard();
  const from = (address: string) => [{ role: 'from' as const, address, name: '' }];
  const cases = [
    { what: 'from a contact', item: aMessage(), channel: 'email', name: 'Ana Ruiz' },
    {
      what: 'from a contact in capitals',
      item: aMessage({ participants: from('ANA@Contoso.example') }),
      channel: 'email',
      name: 'Ana Ruiz',
    },
    {
      what: 'from somebody of the same company',
      item: aMessage({ participants: from('boss@contoso.example') }),
      channel: 'email',
      name: undefined,
    },
    {
      what: 'from ourselves',
      item: aMessage({ participants: from('ar@own.example') }),
      channel: 'phone',
      name: undefined,
    },
    { what: 'that is being written', item: aMessage({ mode: 'compose' }), channel: 'phone', name: undefined },
    { what: 'without a sender', item: aMessage({ participants: [] }), channel: 'phone', name: undefined },
  ] as const;
  for (const { what, item, channel, name } of cases) {
    it(`is by ${channel} beside a message ${what}`, () => {
      const word = wordIn(item, contacts);
      expect([word.channel, word.contact?.name]).to.deep.equal([channel, name]);
    });
  }

  it('is by phone where neither side has a domain', () => {
    const item = aMessage({ participants: [], ownAddress: 'x@own.example' });
    expect(wordIn(item, [{ name: 'No address', email: '' }]).channel).to.equal('phone');
  });
});

describe('splitParts', () => {
  it('makes parts that are typed and dated, and come to the whole', () => {
    const first = calendarDate('2026-11-27');
    const parts = splitParts({ count: 3, step: 'month', sum: eur(100_000), first, amountText });
    expect(parts).to.deep.equal([
      part('333.34', '2026-11-27'),
      part('333.33', '2026-12-28'),
      part('333.33', '2027-01-27'),
    ]);
    expect(sumOfParts(aPromiseForm({ parts }), [], amountFrom)).to.deep.equal(eur(100_000));
  });

  it('makes no more parts than the contract takes', () => {
    const first = calendarDate('2026-11-27');
    expect(splitParts({ count: 99, step: 'week', sum: eur(100_000), first, amountText })).to.have.length(12);
  });
});

describe('sumOfParts', () => {
  it('is unknown while a part is no amount', () => {
    const form = aPromiseForm({ parts: [part('10', null), part('x', null)] });
    expect(sumOfParts(form, [], amountFrom)).to.equal(null);
  });
});

describe('promiseOutcome', () => {
  it('is in full where the sum covers what is ticked, else in part', () => {
    const form = aPromiseForm();
    const of = (minor: number) => [{ amount: eur(minor), promisedFor: calendarDate('2026-11-27') }];
    expect(promiseOutcome(form, ['item-2'], of(50_000))).to.equal('promised_in_full');
    expect(promiseOutcome(form, ['item-2'], of(49_999))).to.equal('promised_in_part');
  });
});
