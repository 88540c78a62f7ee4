import { expect } from 'chai';
import { hasLostPadding, withoutPadding } from '../../../shared/domain/ledger-number.ts';

describe('withoutPadding', () => {
  for (const [number, bare] of [
    ['0000611365', '611365'],
    ['611365', '611365'],
    ['00A-1', 'A-1'],
    ['000', '0'],
    ['', ''],
    ['100', '100'],
  ] as const) {
    it(`makes "${bare}" of "${number}"`, () => {
      expect(withoutPadding(number)).to.equal(bare);
    });
  }
});

describe('hasLostPadding', () => {
  for (const { number, known, lost } of [
    { number: '611365', known: '0000611365', lost: true },
    { number: '000611365', known: '0000611365', lost: true },
    { number: '0000611365', known: '0000611365', lost: false },
    { number: '0000611365', known: '611365', lost: false },
    { number: '611366', known: '0000611365', lost: false },
    { number: '11365', known: '0000611365', lost: false },
  ]) {
    it(`is ${lost} for ${number} beside ${known}`, () => {
      expect(hasLostPadding(number, known)).to.equal(lost);
    });
  }
});
