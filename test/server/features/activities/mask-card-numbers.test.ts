import { expect } from 'chai';
import fc from 'fast-check';
import { describe, it } from 'mocha';
import { cardNumbersIn, maskCardNumbers } from '../../../../server/features/activities/mask-card-numbers.ts';

const NONE: ReadonlySet<string> = new Set();

describe('maskCardNumbers', () => {
  const cases: readonly (readonly [typed: string, kept: string])[] = [
    ['card 4111111111111111 thanks', 'card 411111******1111 thanks'],
    ['4111 1111 1111 1111', '411111******1111'],
    ['4111-1111-1111-1111.', '411111******1111.'],
    ['4111.1111.1111.1111', '411111******1111'],
    ['4111 - 1111 - 1111 - 1111', '411111******1111'],
    ['4111\u00a01111\u00a01111\u00a01111', '411111******1111'],
    ['amex 3782 822463 10005', 'amex 378282*****0005'],
    ['diners 30569309025904', 'diners 305693****5904'],
    ['mastercard 2223003122003222', 'mastercard 222300******3222'],
    ['6011111111111117 and 3530111333300000', '601111******1117 and 353011******0000'],
    ['on 12 4111 1111 1111 1111 exp 12/27', 'on 12 411111******1111 exp 12/27'],
    ['4111 1111 1111 1111 123', '411111******1111 123'],
    ['4111111111111111 cvv: 123', '411111******1111 cvv: ***'],
    ['CVC2 1234', 'CVC2 ***'],
    ['call 4111111111111112', 'call 4111111111111112'],
    ['invoice 0000611365 of 2026-11-20 for 1,234.56', 'invoice 0000611365 of 2026-11-20 for 1,234.56'],
    ['tel. +49 30 901820', 'tel. +49 30 901820'],
    ['', ''],
  ];
  for (const [typed, kept] of cases) {
    it(`makes "${kept}" of "${typed}"`, () => expect(maskCardNumbers(typed, NONE)).to.equal(kept));
  }

  it("leaves the company's own numbers", () => {
    const typed = 'invoice 4111111111111111, card 5555 5555 5555 4444';
    expect(maskCardNumbers(typed, new Set(['4111111111111111']))).to.equal(
      'invoice 4111111111111111, card 555555******4444',
    );
  });

  it('names what it takes for a card number, as digits', () => {
    expect(cardNumbersIn('4111 1111 1111 1111, again 4111111111111111')).to.deep.equal(['4111111111111111']);
  });

  it('leaves no card number of any brand, however it is grouped and whatever stands around it', () => {
    const card = fc
      .tuple(fc.constantFrom('4', '51', '34', '6011', '36', '3528', '62', '5018'), fc.integer({ min: 0, max: 10 ** 9 }))
      .map(([prefix, seed]) => withCheckDigit(prefix, seed));
    const separator = fc.constantFrom('', ' ', '-', '.', ' - ');
    const around = fc.constantFrom('', ' ', 'no. ', ', ', '\n', 'x');
    fc.assert(
      fc.property(card, separator, around, around, (digits, between, before, after) => {
        const typed = before + (digits.match(/.{1,4}/g) ?? []).join(between) + after;
        const kept = maskCardNumbers(typed, NONE);
        expect(kept).to.contain(`${digits.slice(0, 6)}*`);
        expect(cardNumbersIn(kept)).to.deep.equal([]);
      }),
      { numRuns: 500 },
    );
  });

  it('takes time in proportion to the length of the text', () => {
    const digits = '4 1'.repeat(7_000);
    expect(cardNumbersIn(digits).every((number) => number.length <= 19)).to.equal(true);
  });
});

function withCheckDigit(prefix: string, seed: number): string {
  const length = lengthOf(prefix);
  const body =
    prefix +
    String(seed)
      .padStart(length, '7')
      .slice(-(length - prefix.length - 1));
  for (let digit = 0; digit < 10; digit += 1) {
    if (luhnSum(body + digit) % 10 === 0) return body + digit;
  }
  throw new Error('one of ten digits fits');
}

function lengthOf(prefix: string): number {
  if (prefix === '34') return 15;
  return prefix === '36' ? 14 : 16;
}

function luhnSum(digits: string): number {
  return [...digits].reverse().reduce((sum, text, place) => {
    const digit = Number(text) * (place % 2 === 0 ? 1 : 2);
    return sum + (digit > 9 ? digit - 9 : digit);
  }, 0);
}
