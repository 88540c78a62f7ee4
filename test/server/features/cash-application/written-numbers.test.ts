import { expect } from 'chai';
import fc from 'fast-check';
import { describe, it } from 'mocha';
import { writtenNumberKeys } from '../../../../server/features/cash-application/written-numbers.ts';

describe('writtenNumberKeys', () => {
  for (const [text, expected] of [
    ['Invoice 104233 thank you', ['104233']],
    ['RE-2026/0117', ['RE-2026/0117', '20260117', '2026', '117']],
    ['0000611365', ['611365']],
    ['Rechnung Nr.:104233,104241;104255', ['104233', '104241', '104255']],
    ['thank you', []],
    ['No 12', []],
  ] as const) {
    it(`finds ${expected.join(', ') || 'nothing'} in "${text}"`, () => {
      expect(writtenNumberKeys([text])).to.include.members([...expected]);
      if (expected.length === 0) expect(writtenNumberKeys([text])).to.deep.equal([]);
    });
  }

  it('finds a number wherever it stands among other words', () => {
    const words = fc.array(fc.stringMatching(/^[a-z]{1,8}$/), { maxLength: 20 });
    fc.assert(
      fc.property(fc.integer({ min: 10_000, max: 99_999_999 }), words, words, (number, before, after) => {
        expect(writtenNumberKeys([[...before, number, ...after].join(' ')])).to.include(String(number));
      }),
    );
  });

  it('looks at no more than a bounded part of a very long text', () => {
    const text = Array.from({ length: 100_000 }, (_, place) => 1_000_000 + place).join(' ');
    expect(writtenNumberKeys([text])).to.have.length(200);
  });
});
