import { expect } from 'chai';
import fc from 'fast-check';
import { describe, it } from 'mocha';
import { accountNumbersIn, ibansIn } from '../../../../server/features/templates/account-numbers.ts';

const IBANS = [
  'DE89370400440532013000',
  'GB82WEST12345698765432',
  'NO9386011117947',
  'MT84MALT011000012345MTLCAST001S',
];

describe('ibansIn', () => {
  it('finds an IBAN however it is spaced, in whatever case, with words before and after it', () => {
    const separator = fc.constantFrom('', ' ', '-', '.', '\u00a0', '\u200b', '\u00ad', '\n');
    fc.assert(
      fc.property(fc.constantFrom(...IBANS), fc.array(separator, { minLength: 40, maxLength: 40 }), (iban, between) => {
        const written = [...iban].map((letter, place) => letter + (between[place] ?? '')).join('');
        expect(ibansIn(`Please pay to ${written} within 7 days`)).to.include(iban);
        expect(ibansIn(`IBAN:${written.toLowerCase()}thanks`)).to.include(iban);
      }),
      { numRuns: 300 },
    );
  });

  it('takes no number for one whose checksum or length is wrong', () => {
    for (const text of ['DE88370400440532013000', 'DE8937040044053201300', 'XX89370400440532013000', 'DE00', '']) {
      expect(ibansIn(text), text).to.deep.equal([]);
    }
  });
});

describe('accountNumbersIn', () => {
  const told = [
    'BIC COBADEFFXXX',
    'SWIFT code: DEUTDEFF',
    'Account number 12345678',
    'Kontonummer: 0532013000, BLZ 37040044',
    'Bank account: 1234 5678 90',
    'Routing number 021000021',
  ];
  for (const text of told) {
    it(`finds the number in "${text}"`, () => expect(accountNumbersIn(text)).not.to.deep.equal([]));
  }

  const plain = [
    'Payment reminder: account C-104233, 14 days past due',
    'Your customer number 104233 and invoice 2026-000123',
    'Call us: +49 30 123456789',
    'PAYMENT REMINDER FOR ALL CUSTOMERS IN GERMANY',
    'Please swiftly pay what is open on your account.',
  ];
  for (const text of plain) {
    it(`leaves "${text}"`, () => expect(accountNumbersIn(text)).to.deep.equal([]));
  }
});
