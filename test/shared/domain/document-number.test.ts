import { expect } from 'chai';
import fc from 'fast-check';
import { describe, it } from 'mocha';
import { numberKey, numberLikeness } from '../../../shared/domain/document-number.ts';

describe('numberKey', () => {
  for (const { number, key } of [
    { number: '104233', key: '104233' },
    { number: '0000611365', key: '611365' },
    { number: 'RE-2026/00123', key: '202600123' },
    { number: '4711', key: '4711' },
    { number: '0471', key: null },
    { number: 'A-12', key: null },
    { number: '', key: null },
    { number: '9'.repeat(41), key: null },
  ]) {
    it(`is ${key} for "${number}"`, () => {
      expect(numberKey(number)).to.equal(key);
    });
  }
});

describe('numberLikeness', () => {
  for (const { written, number, likeness } of [
    { written: '104233', number: '104233', likeness: 'same' },
    { written: '611365', number: '0000611365', likeness: 'same' },
    { written: '0000611365', number: '611365', likeness: 'same' },
    { written: 'INV-104233', number: '104233', likeness: 'same' },
    { written: '104233', number: 'INV-104233', likeness: 'same' },
    { written: 'inv 104233', number: 'INV104233', likeness: 'same' },
    { written: 're-2026-00123', number: 'RE-2026/00123', likeness: 'same' },
    { written: 'RE-104233', number: 'INV-104233', likeness: 'same_digits' },
    { written: '104233', number: 'KX104233', likeness: 'same_digits' },
    { written: 'PO-104233', number: '104233', likeness: null },
    { written: 'KX104233', number: 'KY104233', likeness: null },
    { written: '104233', number: '104234', likeness: null },
    { written: '104233', number: '1042330', likeness: null },
  ]) {
    it(`of "${written}" to ${number} is ${likeness}`, () => {
      expect(numberLikeness(written, number)).to.equal(likeness);
    });
  }

  it('never sees two numbers as the same whose digits differ', () => {
    const number = fc.stringMatching(/^[A-Z]{0,3}[-/]?\d{1,12}$/);
    fc.assert(
      fc.property(number, number, (a, b) => {
        const digits = (text: string) => text.replace(/\D/g, '').replace(/^0+/, '');
        fc.pre(digits(a) !== digits(b));
        expect(numberLikeness(a, b)).to.equal(null);
      }),
    );
  });
});
