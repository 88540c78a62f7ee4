import { expect } from 'chai';
import fc from 'fast-check';
import { describe, it } from 'mocha';
import { addBusinessDays, WEEKDAYS_ONLY } from '../../../shared/domain/business-day.ts';
import { calendarDate, dayNumber } from '../../../shared/domain/calendar-date.ts';
import {
  judgePromises,
  type PromiseCash,
  type PromiseMade,
  type PromiseVerdict,
  promiseKeeping,
} from '../../../shared/domain/promise-outcome.ts';

const GRACE = 3;
const day = (text: string) => dayNumber(calendarDate(`2026-11-${text}`));

function promise(minor: number, promisedFor: string, changes: { items?: string[]; madeOn?: string } = {}) {
  const { items = [], madeOn = '02' } = changes;
  const lastDay = dayNumber(addBusinessDays(calendarDate(`2026-11-${promisedFor}`), GRACE, WEEKDAYS_ONLY));
  return { items, madeOn: day(madeOn), promisedFor: day(promisedFor), lastDay, minor };
}

const paid = (minor: number, on: string, item: string | null = null): PromiseCash<string> => ({
  item,
  on: day(on),
  minor,
});

const told = (promises: PromiseMade<string>[], cash: PromiseCash<string>[], asOf: string) =>
  judgePromises(promises, cash, day(asOf)).map(({ state, paidMinor }) => `${state} ${paidMinor}`);

describe('judgePromises', () => {
  const five = [
    promise(100, '10', { items: ['a'] }),
    promise(200, '10', { items: ['b'] }),
    promise(300, '10', { items: ['c'] }),
    promise(400, '10', { items: ['d'] }),
    promise(500, '27', { items: ['e'] }),
  ];
  const came = [paid(100, '10', 'a'), paid(150, '10', 'b'), paid(400, '12', 'd')];

  it('judges the worked example of the trade: by count 2 of 4, by amount 65 %, with a threshold of 75 % 3 of 4', () => {
    const verdicts = judgePromises(five, came, day('20'));
    expect(verdicts.map(({ state }) => state)).to.deep.equal(['kept', 'partly_kept', 'broken', 'kept', 'open']);
    const outcomes = verdicts.map((verdict, at) => ({ ...verdict, minor: five[at]?.minor ?? 0 }));
    expect(promiseKeeping(outcomes)).to.deep.equal({
      fellDue: 4,
      kept: 2,
      share: 0.5,
      promisedMinor: 1_000,
      paidMinor: 650,
      amountShare: 0.65,
    });
    expect(promiseKeeping(outcomes, 0.75)).to.include({ kept: 3, share: 0.75 });
    expect(promiseKeeping(outcomes.slice(4))).to.include({ share: null, amountShare: null });
  });

  it('lets a promise run to the end of its last day: Tuesday and three working days is Friday', () => {
    expect(told([promise(100, '10')], [], '13')).to.deep.equal(['open 0']);
    expect(told([promise(100, '10')], [], '14')).to.deep.equal(['broken 0']);
    expect(told([promise(100, '10')], [paid(100, '13')], '13')).to.deep.equal(['kept 100']);
    expect(told([promise(100, '10')], [paid(100, '14')], '16')).to.deep.equal(['broken 0']);
    expect(told([promise(100, '10')], [paid(40, '10')], '13')).to.deep.equal(['open 40']);
  });

  it('counts cash from the day of the promise on, and none of before', () => {
    const made = promise(100, '10', { madeOn: '05' });
    expect(told([made], [paid(100, '04')], '20')).to.deep.equal(['broken 0']);
    expect(told([made], [paid(100, '05')], '20')).to.deep.equal(['kept 100']);
    expect(told([made], [paid(100, '05')], '04')).to.deep.equal(['open 0']);
  });

  it('counts towards named items what stands on them alone, and towards none in particular everything', () => {
    const cash = [paid(60, '09', 'b'), paid(60, '09')];
    expect(told([promise(100, '10', { items: ['a'] })], cash, '20')).to.deep.equal(['broken 0']);
    expect(told([promise(100, '10')], cash, '20')).to.deep.equal(['kept 100']);
  });

  it('lets no cent fulfil two promises: who was to come first has it first', () => {
    const two = [promise(100, '12'), promise(100, '10')];
    expect(told(two, [paid(150, '10')], '20')).to.deep.equal(['partly_kept 50', 'kept 100']);
    expect(told(two, [paid(200, '10')], '20')).to.deep.equal(['kept 100', 'kept 100']);
  });

  it('leaves to a promise about an item what stands on that item where other cash will do', () => {
    const two = [promise(100, '10'), promise(100, '12', { items: ['a'] })];
    expect(told(two, [paid(100, '09', 'a'), paid(100, '10', 'b')], '20')).to.deep.equal(['kept 100', 'kept 100']);
  });

  it('holds a promise as moved where another word came in its place while it was not fulfilled', () => {
    const first = promise(100, '10', { items: ['a', 'b'] });
    const second = promise(100, '20', { items: ['b'], madeOn: '13' });
    expect(told([first, second], [paid(100, '20', 'b')], '27')).to.deep.equal(['moved 0', 'kept 100']);
    expect(told([first, second], [paid(30, '12', 'b'), paid(70, '13', 'b')], '27')).to.deep.equal([
      'kept 100',
      'broken 0',
    ]);
    expect(told([first, second], [paid(30, '12', 'b')], '12')).to.deep.equal(['open 30', 'open 0']);
    expect(told([first, second], [paid(30, '12', 'b'), paid(50, '13', 'b')], '27')).to.deep.equal([
      'moved 30',
      'partly_kept 50',
    ]);
  });

  for (const { why, later } of [
    { why: 'after its last day', later: promise(100, '20', { items: ['a'], madeOn: '16' }) },
    { why: 'about other items', later: promise(100, '20', { items: ['b'], madeOn: '09' }) },
    { why: 'about none', later: promise(100, '20', { madeOn: '09' }) },
    { why: 'on the same day', later: promise(100, '20', { items: ['a'] }) },
  ]) {
    it(`does not hold it as moved by a promise ${why}`, () => {
      const [first] = told([promise(100, '10', { items: ['a'] }), later], [], '30');
      expect(first).to.equal('broken 0');
    });
  }

  it('gives away no more than there is, within the window, to no promise more than it promised', () => {
    fc.assert(
      fc.property(
        fc.array(aPromise, { maxLength: 8 }),
        fc.array(aPart, { maxLength: 12 }),
        aDay,
        (made, cash, asOf) => {
          const verdicts = judgePromises(made, cash, asOf);
          const given = cash.map(() => 0);
          for (const { part, minor } of verdicts.flatMap(({ fulfilments }) => fulfilments)) {
            given[part] = (given[part] ?? 0) + minor;
          }
          expect(given.every((minor, part) => minor <= (cash[part]?.minor ?? 0))).to.equal(true);
          made.forEach((promised, at) => {
            const verdict = verdicts[at];
            if (verdict !== undefined && promised.madeOn <= asOf) expectInWindow(promised, verdict, cash, asOf);
          });
        },
      ),
      { numRuns: 500 },
    );
  });
});

const anItem = fc.constantFrom('a', 'b', 'c');
const aDay = fc.integer({ min: 0, max: 30 });
const aPart = fc.record({ item: fc.option(anItem), on: aDay, minor: fc.nat(300) });
const aPromise = fc
  .record({ items: fc.uniqueArray(anItem, { maxLength: 2 }), madeOn: aDay, ahead: aDay, minor: fc.nat(300) })
  .map(({ ahead, ...rest }) => ({ ...rest, promisedFor: rest.madeOn + ahead, lastDay: rest.madeOn + ahead + 3 }));

function expectInWindow(
  { items, madeOn, lastDay, minor: promised }: PromiseMade<string>,
  { state, paidMinor, fulfilments }: PromiseVerdict,
  cash: readonly PromiseCash<string>[],
  asOf: number,
) {
  const parts = fulfilments.flatMap(({ part }) => cash[part] ?? []);
  for (const { on } of parts) expect(on).to.be.within(madeOn, Math.min(lastDay, asOf));
  if (items.length > 0) expect(items).to.include.members(parts.map(({ item }) => item ?? 'none'));
  expect(paidMinor).to.equal(fulfilments.reduce((sum, { minor }) => sum + minor, 0));
  expect(state === 'kept').to.equal(paidMinor === promised);
  expect(['broken', 'partly_kept'].includes(state) ? lastDay < asOf : true).to.equal(true);
}
