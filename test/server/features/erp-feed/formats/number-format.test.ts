import { expect } from 'chai';
import fc from 'fast-check';
import { describe, it } from 'mocha';
import {
  decimalReader,
  type NumberFormat,
  roundDecimal,
} from '../../../../../server/features/erp-feed/formats/number-format.ts';

const POINT: NumberFormat = { decimal: '.' };
const COMMA: NumberFormat = { decimal: ',' };

const CASES: { format: NumberFormat; text: string; value: string | null }[] = [
  { format: POINT, text: '55.94', value: '55.94' },
  { format: POINT, text: '1,234.56', value: '1234.56' },
  { format: POINT, text: '1,234,567', value: '1234567' },
  { format: POINT, text: '12,34,567.00', value: '1234567.00' },
  { format: POINT, text: '1 234.56', value: '1234.56' },
  { format: POINT, text: "1'234.56", value: '1234.56' },
  { format: POINT, text: '1’234.56', value: '1234.56' },
  { format: POINT, text: '.50', value: '0.50' },
  { format: POINT, text: '1,23', value: null },
  { format: POINT, text: '0,123', value: null },
  { format: POINT, text: '1,234 567', value: null },
  { format: POINT, text: '1.234,56', value: null },
  { format: POINT, text: '12.', value: null },
  { format: POINT, text: '.', value: null },
  { format: POINT, text: '1e5', value: null },
  { format: POINT, text: 'n/a', value: null },
  { format: POINT, text: '$5.00', value: null },
  { format: COMMA, text: '1.234,56', value: '1234.56' },
  { format: COMMA, text: '1 234,56', value: '1234.56' },
  { format: COMMA, text: '1\u00A0234,56', value: '1234.56' },
  { format: COMMA, text: '1\u202F234,56', value: '1234.56' },
  { format: COMMA, text: '55.94', value: null },
  { format: POINT, text: '-12.30', value: '-12.30' },
  { format: POINT, text: '\u221212.30', value: '-12.30' },
  { format: POINT, text: '12.30-', value: '-12.30' },
  { format: POINT, text: '(1,234.00)', value: '-1234.00' },
  { format: POINT, text: '+12.30', value: '12.30' },
  { format: POINT, text: '--5', value: null },
  { format: POINT, text: '-5-', value: null },
  { format: POINT, text: '(-5)', value: null },
  { format: { ...POINT, negative: 'trailing' }, text: '(5)', value: null },
  { format: { ...POINT, negative: 'trailing' }, text: '5-', value: '-5' },
  { format: { ...POINT, grouping: '' }, text: '1,234.56', value: null },
  { format: { ...POINT, grouping: ',' }, text: "1'234.56", value: null },
  { format: { ...COMMA, grouping: '.' }, text: '1.234.567,8', value: '1234567.8' },
];

describe('decimalReader', () => {
  for (const { format, text, value } of CASES) {
    it(`reads "${text}" by ${JSON.stringify(format)} as ${value ?? 'nothing'}`, () => {
      expect(decimalReader(format)(text)).to.equal(value);
    });
  }

  const amounts = fc.record({
    minor: fc.integer({ min: -1_000_000_000_000, max: 1_000_000_000_000 }),
    locale: fc.constantFrom('en-US', 'de-DE', 'fr-FR', 'de-CH', 'en-IN'),
  });

  it('reads what the locales write, whatever they group by', () => {
    fc.assert(
      fc.property(amounts, ({ minor, locale }) => {
        const sign = minor < 0 ? '-' : '';
        const plain = `${sign}${Math.floor(Math.abs(minor) / 100)}.${String(Math.abs(minor) % 100).padStart(2, '0')}`;
        const options = { minimumFractionDigits: 2, maximumFractionDigits: 2 };
        const written = new Intl.NumberFormat(locale, options).format(plain as Intl.StringNumericLiteral);
        const decimal = locale === 'de-DE' || locale === 'fr-FR' ? ',' : '.';
        expect(decimalReader({ decimal })(written)).to.equal(plain);
      }),
    );
  });

  it('reads plain digits the same with a point and with a comma', () => {
    fc.assert(
      fc.property(fc.bigInt({ min: 0n, max: 10n ** 20n }), (whole) => {
        expect(decimalReader(POINT)(String(whole))).to.equal(String(whole));
        expect(decimalReader(COMMA)(String(whole))).to.equal(String(whole));
      }),
    );
  });
});

describe('roundDecimal', () => {
  const cases: [string, number, string][] = [
    ['1.005', 2, '1.01'],
    ['-1.005', 2, '-1.01'],
    ['1.0049999', 2, '1.00'],
    ['0.5', 0, '1'],
    ['0.4999', 0, '0'],
    ['99.995', 2, '100.00'],
    ['0.001', 2, '0.00'],
    ['12345678901234.565', 2, '12345678901234.57'],
    ['7', 2, '7'],
    ['7.1', 2, '7.1'],
  ];
  for (const [decimal, digits, rounded] of cases) {
    it(`makes ${decimal} at ${digits} decimals ${rounded}`, () => {
      expect(roundDecimal(decimal, digits)).to.equal(rounded);
    });
  }
});
