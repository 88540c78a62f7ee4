import { expect } from 'chai';
import fc from 'fast-check';
import { weekdayOf } from '../../../shared/domain/business-day.ts';
import { addDays, calendarDate } from '../../../shared/domain/calendar-date.ts';
import { INSTALMENT_STEPS, instalmentDays, splitEvenly } from '../../../shared/domain/instalments.ts';
import { eur } from '../../addin/support/a-card.ts';

describe('splitEvenly', () => {
  it('puts the odd cents on the first parts', () => {
    expect(splitEvenly(eur(10_001), 3).map(({ minor }) => minor)).to.deep.equal([3_334, 3_334, 3_333]);
  });

  it('makes no empty part', () => {
    expect(splitEvenly(eur(2), 5).map(({ minor }) => minor)).to.deep.equal([1, 1]);
  });

  it('adds up to the whole, in parts that differ by at most a cent', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 1e12 }), fc.integer({ min: 1, max: 12 }), (minor, count) => {
        const parts = splitEvenly(eur(minor), count).map((part) => part.minor);
        expect(parts.reduce((sum, part) => sum + part, 0)).to.equal(minor);
        expect(Math.max(...parts) - Math.min(...parts)).to.be.lessThan(2);
      }),
    );
  });
});

describe('instalmentDays', () => {
  it('keeps the day of the month, and takes the next working day from there', () => {
    const days = instalmentDays(calendarDate('2026-11-30'), 4, 'month');
    expect(days).to.deep.equal(['2026-11-30', '2026-12-30', '2027-02-01', '2027-03-01']);
  });

  it('steps by weeks', () => {
    expect(instalmentDays(calendarDate('2026-11-27'), 3, 'twoWeeks')).to.deep.equal([
      '2026-11-27',
      '2026-12-11',
      '2026-12-25',
    ]);
  });

  it('gives each part a later day than the one before, beside the first from Monday to Friday', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 20_000 }),
        fc.integer({ min: 2, max: 12 }),
        fc.constantFrom(...INSTALMENT_STEPS),
        (number, count, step) => {
          const days = instalmentDays(addDays(calendarDate('2000-01-01'), number), count, step);
          for (const [at, day] of days.slice(1).entries()) {
            expect(day > (days[at] ?? '')).to.equal(true);
            expect(weekdayOf(day)).to.be.lessThan(6);
          }
        },
      ),
      { numRuns: 300 },
    );
  });
});
