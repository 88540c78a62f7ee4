import { expect } from 'chai';
import { describe, it } from 'mocha';
import { FEED_PROFILES } from '../../shared/api/feed-mapping.ts';
import { readMutations } from './feed-mutations.ts';
import { feedSamples } from './feed-samples.ts';

describe('files that were damaged', function () {
  this.timeout(300_000);

  it('are of every profile', () => {
    expect(new Set(feedSamples().map(({ profile }) => profile))).to.deep.equal(new Set(FEED_PROFILES));
  });

  it('are refused, or read without the rows that are wrong', async () => {
    const { failures, refused, withProblems, read } = await readMutations({
      count: 300,
      firstSeed: 1,
      longestMs: Number.POSITIVE_INFINITY,
    });
    expect(failures).to.deep.equal([]);
    expect(refused + withProblems + read).to.equal(300);
    expect(Math.min(refused, withProblems, read)).to.be.above(10);
  });
});
