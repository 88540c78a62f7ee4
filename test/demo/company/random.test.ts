import { expect } from 'chai';
import { describe, it } from 'mocha';
import { Random } from '../../../demo/company/random.ts';

describe('Random', () => {
  it('draws what mulberry32 draws', () => {
    const random = new Random(1);
    expect([random.unit(), random.unit(), random.unit()]).to.deep.equal([
      0.6270739405881613, 0.002735721180215478, 0.5274470399599522,
    ]);
  });

  it('gives each purpose a stream of its own, however much was drawn before', () => {
    const fresh = new Random(7);
    const used = new Random(7);
    used.unit();
    expect(used.of('names').unit()).to.equal(fresh.of('names').unit());
    expect(fresh.of('names').unit()).to.not.equal(fresh.of('sizes').unit());
    expect(new Random(8).of('names').unit()).to.not.equal(fresh.of('names').unit());
  });

  it('stays within the bounds, and reaches both', () => {
    const random = new Random(3);
    const drawn = Array.from({ length: 2_000 }, () => random.int(2, 5));
    expect(new Set(drawn)).to.deep.equal(new Set([2, 3, 4, 5]));
  });

  it('weighs its choices', () => {
    const random = new Random(4);
    const drawn = Array.from({ length: 10_000 }, () =>
      random.weighted([
        ['often', 3],
        ['seldom', 1],
        ['never', 0],
      ]),
    );
    expect(drawn.filter((choice) => choice === 'often').length).to.be.within(7_300, 7_700);
    expect(drawn).to.not.include('never');
  });
});
