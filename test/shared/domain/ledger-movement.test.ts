import { expect } from 'chai';
import { calendarDate } from '../../../shared/domain/calendar-date.ts';
import {
  applicationMovements,
  appliesFrom,
  firstDayBelowZero,
  leftOn,
  mergedByDay,
  settledFrom,
  unappliedFrom,
} from '../../../shared/domain/ledger-movement.ts';

const day = (text: string) => calendarDate(`2026-03-${text}`);
const basis = { minor: 100, issuedOn: day('10') };

describe('appliesFrom', () => {
  for (const { on, debit, credit, from } of [
    { on: '12', debit: '10', credit: '11', from: '12' },
    { on: '09', debit: '10', credit: '08', from: '10' },
    { on: '09', debit: '10', credit: '11', from: '11' },
  ]) {
    it(`is ${from} for an application of the ${on}th between items of the ${debit}th and ${credit}th`, () => {
      expect(appliesFrom(day(on), { issuedOn: day(debit) }, { issuedOn: day(credit) })).to.equal(day(from));
    });
  }
});

describe('unappliedFrom', () => {
  it('is the own day of the un-application', () => {
    expect(unappliedFrom({ on: day('20') }, day('12'))).to.equal(day('20'));
  });

  it('is never before the application counts', () => {
    expect(unappliedFrom({ on: day('11') }, day('12'))).to.equal(day('12'));
  });
});

describe('leftOn', () => {
  const movements = [...applicationMovements(60, day('15'), day('20')), { on: day('22'), minor: -10 }];
  for (const { on, left, because } of [
    { on: '09', left: 0, because: 'the item does not count yet' },
    { on: '10', left: 100, because: 'it counts from its day on, that day included' },
    { on: '14', left: 100, because: 'nothing is applied yet' },
    { on: '15', left: 40, because: 'the application counts from its day on' },
    { on: '19', left: 40, because: 'it is not taken back yet' },
    { on: '20', left: 100, because: 'it is taken back from that day on' },
    { on: '22', left: 90, because: 'an adjustment counts from its day on' },
  ]) {
    it(`is ${left} on the ${on}th: ${because}`, () => {
      expect(leftOn(basis, movements, day(on))).to.equal(left);
    });
  }
});

describe('mergedByDay', () => {
  it('puts movements in the order of days, one a day, without those that cancel out', () => {
    const movements = [
      { on: day('20'), minor: -5 },
      { on: day('12'), minor: -60 },
      { on: day('20'), minor: -7 },
      { on: day('15'), minor: -9 },
      { on: day('15'), minor: 9 },
    ];
    expect(mergedByDay(movements)).to.deep.equal([
      { on: day('12'), minor: -60 },
      { on: day('20'), minor: -12 },
    ]);
  });
});

describe('firstDayBelowZero', () => {
  it('is the day on which more is taken than there is, however much is given back later', () => {
    const movements = mergedByDay([
      { on: day('12'), minor: -60 },
      { on: day('14'), minor: -60 },
      { on: day('16'), minor: 60 },
    ]);
    expect(firstDayBelowZero(basis, movements)).to.equal(day('14'));
  });

  it('is the day of an entry from before the item', () => {
    expect(firstDayBelowZero(basis, [{ on: day('09'), minor: -1 }])).to.equal(day('09'));
  });

  it('is null where the item is used up exactly', () => {
    expect(firstDayBelowZero(basis, [{ on: day('10'), minor: -100 }])).to.equal(null);
  });
});

describe('settledFrom', () => {
  it('is null while something is left', () => {
    expect(settledFrom(basis, [{ on: day('12'), minor: -99 }])).to.equal(null);
  });

  it('is the day from which nothing is left for good, not a day before that on which nothing was left', () => {
    const movements = mergedByDay([...applicationMovements(100, day('12'), day('14')), { on: day('18'), minor: -100 }]);
    expect(settledFrom(basis, movements)).to.equal(day('18'));
  });

  it('is null again when an application was taken back', () => {
    expect(settledFrom(basis, applicationMovements(100, day('12'), day('14')))).to.equal(null);
  });

  it('is its own day for an item of nothing', () => {
    expect(settledFrom({ minor: 0, issuedOn: day('10') }, [])).to.equal(day('10'));
  });
});
