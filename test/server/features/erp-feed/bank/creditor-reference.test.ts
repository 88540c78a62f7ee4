import { expect } from 'chai';
import fc from 'fast-check';
import { describe, it } from 'mocha';
import { creditorReference } from '../../../../../server/features/erp-feed/bank/creditor-reference.ts';

describe('creditorReference', () => {
  for (const [written, reference] of [
    ['RF18539007547034', 'RF18539007547034'],
    ['rf18 5390 0754 7034', 'RF18539007547034'],
    ['RF18539007547035', null],
    ['RF81539007547034', null],
    ['RF18', null],
    ['4711', null],
    ['RF18-539007547034', null],
  ] as const) {
    it(`reads ${written} as ${reference ?? 'none'}`, () => {
      expect(creditorReference(written)).to.equal(reference);
    });
  }

  it('takes one pair of check digits for a reference, and none with a digit or letter changed', () => {
    fc.assert(
      fc.property(fc.stringMatching(/^[A-Z0-9]{1,21}$/), fc.nat(), (body, at) => {
        const checks = Array.from({ length: 97 }, (_, check) => `RF${String(check + 2).padStart(2, '0')}`);
        const right = checks.filter((check) => creditorReference(check + body) !== null);
        expect(right).to.have.length(1);

        const place = at % body.length;
        const changed = body.slice(0, place) + otherThan(body.charAt(place)) + body.slice(place + 1);
        expect(creditorReference(`${right[0]}${changed}`)).to.equal(null);
      }),
    );
  });
});

/** Another digit for a digit, another letter for a letter. */
function otherThan(sign: string): string {
  const [first, second] = /\d/.test(sign) ? ['8', '9'] : ['A', 'Z'];
  return sign === second ? first : second;
}
