import { expect } from 'chai';
import { describe, it } from 'mocha';
import { correlationWithin, type Episode, excessOf } from '../../../../server/reporting/effect/excess.ts';

const WORKED: readonly Episode[] = [
  { customerId: 'A', amount: 10_000, expected: 0.756, paid: 1 },
  { customerId: 'B', amount: 5_000, expected: 0.303, paid: 1 },
  { customerId: 'C', amount: 8_000, expected: 0.08, paid: 0 },
  { customerId: 'D', amount: 2_000, expected: 0.935, paid: 1 },
];

describe('excessOf', () => {
  it('gives the worked example: 5,415 beyond the expected, and luck is not excluded', () => {
    const { observed, expected, excess, standardDeviation, z, isTold } = excessOf(WORKED, 0.5);
    expect([observed, expected, excess].map(Math.round)).to.deep.equal([17_000, 11_585, 5_415]);
    expect(standardDeviation ** 2).to.be.closeTo(28_679_675, 1e-3);
    expect(standardDeviation).to.be.closeTo(5_355.3, 0.05);
    expect(z).to.be.closeTo(1.011, 0.0005);
    expect(isTold).to.equal(false);
  });

  it('is less sure where all the invoices are of one customer who pays in runs', () => {
    const ofOne = WORKED.map((episode) => ({ ...episode, customerId: 'A' }));
    expect(excessOf(ofOne, 0).standardDeviation).to.be.closeTo(5_355.3, 0.05);
    const deviations = WORKED.map(({ amount, expected }) => amount * Math.sqrt(expected * (1 - expected)));
    const together = deviations.reduce((sum, deviation) => sum + deviation, 0);
    expect(excessOf(ofOne, 1).standardDeviation).to.be.closeTo(together, 1e-6);
    expect(excessOf(ofOne, 1).excess).to.be.closeTo(5_415, 1e-6);
  });

  it('tells an effect that is beyond luck', () => {
    const many = Array.from({ length: 200 }, (_, at) => ({ customerId: `${at}`, amount: 100, expected: 0.3, paid: 1 }));
    expect(excessOf(many, 0.2)).to.include({ isTold: true, episodes: 200 });
  });

  it('has no z where nothing was uncertain', () => {
    expect(excessOf([{ customerId: 'A', amount: 100, expected: 1, paid: 1 }], 0).z).to.equal(null);
    expect(excessOf([], 0)).to.include({ excess: 0, z: null, isTold: false });
  });
});

describe('correlationWithin', () => {
  const of = (customerId: string, ...paid: number[]) => paid.map((one) => ({ customerId, expected: 0.5, paid: one }));

  it('is 1 where a customer pays all or nothing, 0 where one invoice says nothing of another', () => {
    expect(correlationWithin([...of('A', 1, 1, 1), ...of('B', 0, 0)])).to.equal(1);
    expect(correlationWithin([...of('A', 1, 0), ...of('B', 0, 1)])).to.equal(0);
    expect(correlationWithin([...of('A', 1), ...of('B', 0)])).to.equal(0);
  });

  it('lies between for customers who do so in part', () => {
    expect(correlationWithin([...of('A', 1, 1, 1, 0), ...of('B', 0, 0, 0, 0)])).to.be.closeTo(0.5, 1e-9);
  });
});
