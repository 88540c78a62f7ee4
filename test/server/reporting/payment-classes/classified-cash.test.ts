import { expect } from 'chai';
import fc from 'fast-check';
import { describe, it } from 'mocha';
import type { Baseline } from '../../../../server/reporting/effect/baseline.ts';
import type { Facts } from '../../../../server/reporting/facts/facts.ts';
import {
  type ClassifiedCash,
  cashAsked,
  classifiedCash,
} from '../../../../server/reporting/payment-classes/classified-cash.ts';
import { touches } from '../../../../shared/domain/activity-code.ts';
import { WEEKDAYS_ONLY } from '../../../../shared/domain/business-day.ts';
import { addDays, calendarDate, dayNumber, dayOfNumber } from '../../../../shared/domain/calendar-date.ts';
import { type FactsStory, factsOf } from '../../../support/facts.ts';
import { SeededChoice } from '../../../support/seeded-choice.ts';

const day = (text: string) => dayNumber(calendarDate(text));

/** Everybody pays with the same chance a day, past due or not. */
function everyDay(chanceADay: number): Baseline {
  return {
    until: day('2026-10-31'),
    correlation: 0,
    chance: (_customer, _dueOn, unpaidAt, until) => 1 - (1 - chanceADay) ** (until - unpaidAt),
  };
}

const NOVEMBER = { from: day('2026-11-01'), to: day('2026-11-30'), calendar: WEEKDAYS_ONLY, graceDays: 3 };

const classified = (facts: Facts, chanceADay = 0.1) => classifiedCash({ ...NOVEMBER, facts }, everyDay(chanceADay));

const told = (build: (book: FactsStory) => void, chanceADay = 0.1) => {
  const facts = factsOf(build);
  return classified(facts, chanceADay).map(
    ({ item, minor, class: of }) => `${item === null ? 'none' : facts.items.number(item)} ${minor} ${of}`,
  );
};

describe('classifiedCash', () => {
  it('tells earlier from expected by the chance from the first touch to the value date', () => {
    const paidAfter = (days: number) => (book: FactsStory) => {
      book.item('1');
      book.did('ana', 'phone_no_answer', '2026-11-03', { items: ['1'] });
      book.did('ana', 'phone_no_answer', '2026-11-04', { items: ['1'] });
      book.payment('P', { on: addDays(calendarDate('2026-11-03'), days), minor: 10_000, to: { 1: 10_000 } });
    };
    // 1 − 0.9⁶ = 0.469 and 1 − 0.9⁷ = 0.522: half of the like would have come between the sixth day and the seventh.
    expect(told(paidAfter(6))).to.deep.equal(['1 10000 worked_earlier']);
    expect(told(paidAfter(7))).to.deep.equal(['1 10000 worked_as_expected']);
    expect(told(paidAfter(15))).to.deep.equal(['1 10000 worked_as_expected']);
    const beforeToo = (book: FactsStory) => {
      paidAfter(6)(book);
      book.did('ben', 'phone_no_answer', '2026-11-02', { items: ['1'] });
    };
    expect(told(beforeToo)).to.deep.equal(['1 10000 worked_as_expected']);
    expect(told(paidAfter(16))).to.deep.equal(['1 10000 untouched']);
  });

  it('knows nothing of what was done on the value date, of notes, and of messages that bounced', () => {
    const cash = told((book) => {
      book.item('1');
      book.did('ana', 'phone_no_answer', '2026-11-09');
      book.did('ana', 'note', '2026-11-08');
      book.did('ana', 'email_first_notice', '2026-11-08', { delivery: 'bounced' });
      book.payment('P', { on: '2026-11-09', minor: 10_000, to: { 1: 10_000 } });
    });
    expect(cash).to.deep.equal(['1 10000 untouched']);
  });

  it('takes what is not applied for no earlier than expected, and touched by what names no item alone', () => {
    const cash = told((book) => {
      book.did('ana', 'phone_no_answer', '2026-11-08');
      book.item('9', { customer: 'C2' });
      book.did('ana', 'phone_no_answer', '2026-11-08', { customer: 'C2', items: ['9'] });
      book.payment('P1', { on: '2026-11-09', minor: 100 });
      book.payment('P2', { on: '2026-11-09', minor: 200, customer: 'C2' });
    });
    expect(cash).to.deep.equal(['none 100 worked_as_expected', 'none 200 untouched']);
  });

  it('counts from the day on which the item came where the customer was touched before', () => {
    const cash = told((book) => {
      book.item('1', { issuedOn: '2026-11-08' });
      book.item('2', { issuedOn: '2026-11-09' });
      book.did('ana', 'phone_no_answer', '2026-11-01');
      book.payment('P', { on: '2026-11-09', minor: 20_000, to: { 1: 10_000, 2: 10_000 } });
    }, 0.4);
    expect(cash).to.deep.equal(['1 10000 worked_earlier', '2 10000 worked_as_expected']);
  });

  it('holds as promised no more than was promised; the rest of the part is classed by itself', () => {
    const cash = told((book) => {
      book.item('1');
      book.did('ana', 'phone_promise_to_pay', '2026-11-03', { items: ['1'], minor: 4_000, date: '2026-11-10' });
      book.payment('P', { on: '2026-11-10', minor: 10_000, to: { 1: 10_000 } });
    }, 0.01);
    expect(cash).to.deep.equal(['1 4000 promised_and_kept', '1 6000 worked_earlier']);
  });

  it('holds as promised what keeps a promise of long ago, and not what only some of one came of', () => {
    const cash = told((book) => {
      book.item('1');
      book.item('2');
      book.did('ana', 'phone_promise_to_pay', '2026-10-01', { items: ['1'], minor: 10_000, date: '2026-11-10' });
      book.did('ana', 'phone_promise_to_pay', '2026-10-01', { items: ['2'], minor: 10_000, date: '2026-11-10' });
      book.payment('P', { on: '2026-11-10', minor: 19_999, to: { 1: 10_000, 2: 9_999 } });
    });
    expect(cash).to.deep.equal(['1 10000 promised_and_kept', '2 9999 untouched']);
  });

  it('keeps a promise about an item in the item’s own currency, and shows the cash in its own', () => {
    const cash = told((book) => {
      book.item('1', { minor: 10_000, currency: 'EUR' });
      book.did('ana', 'phone_promise_to_pay', '2026-11-03', { items: ['1'], minor: 5_000, date: '2026-11-10' });
      book.payment('P', { on: '2026-11-10', minor: 12_000, currency: 'USD' });
      book.application({ debit: '1', credit: 'P', minor: 12_000, debitMinor: 10_000, on: '2026-11-10' });
    });
    expect(cash).to.deep.equal(['1 6000 promised_and_kept', '1 6000 worked_as_expected']);
  });

  it('sets apart what nobody’s hand touched', () => {
    const facts = factsOf((book) => {
      for (const item of ['1', '2']) book.item(item);
      book.did('job', 'email_first_notice', '2026-11-03', {
        items: ['1', '2'],
        isAutomatic: true,
        delivery: 'confirmed',
      });
      book.did('ana', 'phone_no_answer', '2026-11-03', { items: ['2'] });
      book.payment('P', { on: '2026-11-09', minor: 20_000, to: { 1: 10_000, 2: 10_000 } });
    });
    expect(classified(facts).map(({ isAutomatic }) => isAutomatic)).to.deep.equal([true, false]);
  });

  it('finds about half of the worked money early where work does nothing, however often it is touched', () => {
    const choice = new SeededChoice(20_261_122);
    const facts = factsOf((book) => {
      for (let n = 0; n < 400; n += 1) workedForNothing(book, `${n}`, choice);
    });
    const cash = classifiedCash({ ...NOVEMBER, to: day('2027-01-31'), facts }, everyDay(0.1));
    const early = cash.filter((part) => part.class === 'worked_earlier').length;
    expect(cash.length).to.be.above(390);
    expect(early / cash.length).to.be.within(0.42, 0.58);
  });

  it('adds up to every payment, and finds the touches that holding every activity against every part finds', () => {
    fc.assert(
      fc.property(fc.array(aDeed, { maxLength: 12 }), fc.array(aPayment, { maxLength: 8 }), (deeds, payments) => {
        const facts = factsOf((book) => tell(book, deeds, payments));
        const cash = classified(facts);
        for (const [at, payment] of payments.entries()) {
          const own = cash.filter((part) => facts.items.number(part.payment) === `P${at}`);
          expect(own.reduce((sum, { minor }) => sum + minor, 0)).to.equal(isInNovember(payment) ? payment.minor : 0);
        }
        for (const part of cash) expectTouched(facts, part, deeds);
        const [yes = [], no = []] = (['yes', 'no'] as const).map((touched) => cashAsked(facts, cash, { touched }));
        expect(yes.every(({ touches: own }) => own.length > 0)).to.equal(true);
        expect(yes.length + no.length).to.equal(cash.length);
      }),
      { numRuns: 200 },
    );
  });
});

const FIRST = day('2026-10-27');
const ITEMS = ['1', '2', '3'];
/** Items 1 and 2 are C1's, 3 is C2's. */
const ownerOf = (item: string) => (item === '3' ? 'C2' : 'C1');

const aDeed = fc.record({
  customer: fc.constantFrom('C1', 'C2'),
  items: fc.subarray(ITEMS),
  code: fc.constantFrom('phone_no_answer', 'note', 'phone_promise_to_pay'),
  on: fc.integer({ min: 0, max: 40 }),
  ahead: fc.integer({ min: 0, max: 20 }),
  minor: fc.integer({ min: 1, max: 500 }),
});
type Deed = typeof aDeed extends fc.Arbitrary<infer T> ? T : never;

const aPayment = fc
  .record({
    customer: fc.constantFrom('C1', 'C2'),
    on: fc.integer({ min: 0, max: 40 }),
    parts: fc.dictionary(fc.constantFrom(...ITEMS), fc.integer({ min: 1, max: 300 }), { maxKeys: 2 }),
    rest: fc.nat(100),
  })
  .map(({ parts, rest, ...payment }) => ({
    ...payment,
    parts,
    minor: Object.values(parts).reduce((sum, part) => sum + part, rest) || 1,
  }));
type Payment = typeof aPayment extends fc.Arbitrary<infer T> ? T : never;

/** An item that is touched every week until it is paid: from the first touch on with a chance of a tenth a day, whatever is done. */
function workedForNothing(book: FactsStory, item: string, choice: SeededChoice): void {
  const customer = `C${item}`;
  const first = choice.below(10);
  const paid = first + 1 + Math.floor(Math.log(1 - choice.fraction()) / Math.log(0.9));
  book.item(item, { customer, issuedOn: '2026-10-20', dueOn: '2026-10-28' });
  for (let on = first; on < paid; on += 7) {
    book.did('ana', 'phone_no_answer', dayAfter(5 + on), { customer, items: [item] });
  }
  book.payment(`P${item}`, { customer, on: dayAfter(5 + paid), minor: 10_000, to: { [item]: 10_000 } });
}

const isInNovember = ({ on }: Payment) => on >= 5 && on <= 34;
const dayAfter = (days: number) => dayOfNumber(FIRST + days);

function tell(book: FactsStory, deeds: readonly Deed[], payments: readonly Payment[]): void {
  for (const item of ITEMS) book.item(item, { customer: ownerOf(item), minor: 10_000 });
  for (const [at, { customer, on, minor, parts }] of payments.entries()) {
    book.payment(`P${at}`, { customer, on: dayAfter(on), minor, to: parts });
  }
  for (const { customer, items, code, on, ahead, minor } of deeds) {
    const promise = code === 'phone_promise_to_pay' ? { minor, date: dayAfter(on + ahead) } : {};
    book.did('ana', code as 'note', dayAfter(on), { customer, items, ...promise });
  }
}

function expectTouched(facts: Facts, part: ClassifiedCash, deeds: readonly Deed[]): void {
  const number = part.item === null ? null : facts.items.number(part.item);
  const customer = facts.customers.id(part.customer);
  const plain = deeds.filter((deed) => plainlyTouched(deed, { customer, number, on: part.on - FIRST }));
  expect(part.touches).to.have.length(plain.length);
  expect(part.class === 'untouched').to.equal(plain.length === 0 && part.promises.length === 0);
}

function plainlyTouched(deed: Deed, part: { customer: string; number: string | null; on: number }): boolean {
  const names = deed.items.length === 0 || (part.number !== null && deed.items.includes(part.number));
  const days = part.on - deed.on;
  return touches(deed.code as 'note') && deed.customer === part.customer && names && days >= 1 && days <= 14;
}
