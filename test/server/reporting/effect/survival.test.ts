import { expect } from 'chai';
import { describe, it } from 'mocha';
import { logRank, survivalSteps, type Watched } from '../../../../server/reporting/effect/survival.ts';

/** Weeks of remission of Freireich’s leukaemia trial (1963), as textbooks of survival analysis carry it; a plus sign is censored. */
const TREATED = '6 6 6 6+ 7 9+ 10 10+ 11+ 13 16 17+ 19+ 20+ 22 23 25+ 32+ 32+ 34+ 35+';
const PLACEBO = '1 1 2 2 3 4 4 5 5 8 8 8 8 11 11 12 12 15 17 22 23';

function watched(text: string): Watched[] {
  return text.split(' ').map((one) => ({ days: Number.parseInt(one, 10), hasEvent: !one.endsWith('+') }));
}

describe('survivalSteps', () => {
  it('gives the published estimates of the leukaemia trial', () => {
    const steps = survivalSteps(watched(TREATED)).map(({ days, survival }) => [days, Number(survival.toFixed(6))]);
    expect(steps).to.deep.equal([
      [6, 0.857143],
      [7, 0.806723],
      [10, 0.752941],
      [13, 0.690196],
      [16, 0.627451],
      [22, 0.537815],
      [23, 0.448179],
    ]);
  });

  it('has no step where nobody had an event', () => {
    expect(survivalSteps(watched('3+ 4+'))).to.deep.equal([]);
  });
});

describe('logRank', () => {
  it('gives the published comparison of the leukaemia trial', () => {
    const { observed, expected, variance, chiSquare } = logRank(watched(TREATED), watched(PLACEBO));
    expect(observed).to.equal(9);
    expect(expected).to.be.closeTo(19.250501, 1e-6);
    expect(variance).to.be.closeTo(6.25696, 1e-5);
    expect(chiSquare).to.be.closeTo(16.792941, 1e-6);
  });

  it('is the same for either group first', () => {
    const [one, other] = [watched(TREATED), watched(PLACEBO)];
    expect(logRank(other, one).chiSquare).to.be.closeTo(logRank(one, other).chiSquare ?? 0, 1e-9);
  });

  it('says that it cannot tell where nothing happened', () => {
    expect(logRank(watched('3+'), watched('4+')).chiSquare).to.equal(null);
  });
});
