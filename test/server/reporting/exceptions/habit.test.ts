import { expect } from 'chai';
import fc from 'fast-check';
import { describe, it } from 'mocha';
import { habitOf, isFarOffInAmount, isFarOffInDays } from '../../../../server/reporting/exceptions/habit.ts';

const EARLIER = [3, 4, 5, 5, 5, 6, 7, 40];

describe('a habit', () => {
  it('is the median and the median deviation from it, which a single outlier does not move', () => {
    expect(habitOf(EARLIER)).to.deep.equal({ median: 5, deviation: 1 });
    expect(habitOf(EARLIER.slice(1))).to.equal(null);
  });

  for (const [days, isFar] of [
    [20, false],
    [21, true],
    [-10, false],
    [-11, true],
  ] as const) {
    it(`${isFar ? 'is' : 'is not'} left by a payment ${days} days past due`, () => {
      expect(isFarOffInDays(days, { median: 5, deviation: 1 })).to.equal(isFar);
    });
  }

  it('is wide where the customer pays as it comes', () => {
    expect(isFarOffInDays(65, { median: 5, deviation: 14 })).to.equal(false);
    expect(isFarOffInDays(68, { median: 5, deviation: 14 })).to.equal(true);
  });

  it('of amounts is left by more than four times, or less than a quarter of, what is usual', () => {
    const earlier = [1_000, 1_000, 1_010, 990, 1_000, 1_000, 1_000, 1_000];
    const left = [249, 251, 3_999, 4_001].map((minor) => isFarOffInAmount(minor, earlier));
    expect(left).to.deep.equal([true, false, false, true]);
  });

  it('of amounts does not depend on the currency’s unit', () => {
    const amounts = fc.array(fc.integer({ min: 1, max: 1_000_000 }), { minLength: 8, maxLength: 30 });
    fc.assert(
      fc.property(amounts, fc.integer({ min: 1, max: 1_000_000 }), (earlier, minor) => {
        const scaled = earlier.map((value) => value * 1_024);
        expect(isFarOffInAmount(minor * 1_024, scaled)).to.equal(isFarOffInAmount(minor, earlier));
      }),
    );
  });
});
