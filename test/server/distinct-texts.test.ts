import { expect } from 'chai';
import { describe, it } from 'mocha';
import { DistinctTexts } from '../../server/distinct-texts.ts';

describe('DistinctTexts', () => {
  it('knows which texts there were, however many', () => {
    const texts = new DistinctTexts();
    const some = Array.from({ length: 50_000 }, (_, at) => `INV${at}`);
    for (const text of some) expect(texts.add(text)).to.equal(true);
    for (const text of some) expect(texts.add(text)).to.equal(false);
    expect(texts.count).to.equal(50_000);
  });

  it('tells texts of the same letters and the empty one apart', () => {
    const texts = new DistinctTexts();
    for (const text of ['', 'a', 'ab', 'ba', 'aa', 'é', 'e']) expect(texts.add(text)).to.equal(true);
    expect(texts.count).to.equal(7);
  });
});
