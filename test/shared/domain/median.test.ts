import { expect } from 'chai';
import { describe, it } from 'mocha';
import { medianOf } from '../../../shared/domain/median.ts';

describe('medianOf', () => {
  it('is the middle value, or lies halfway between the two in the middle', () => {
    expect(medianOf([3, 1, 2])).to.equal(2);
    expect(medianOf([4, 1, 3, 2])).to.equal(2.5);
    expect(medianOf([-7, -2])).to.equal(-4.5);
    expect(medianOf([10])).to.equal(10);
  });
});
