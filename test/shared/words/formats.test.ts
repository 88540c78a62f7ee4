import { expect } from 'chai';
import fc from 'fast-check';
import { calendarDate } from '../../../shared/domain/calendar-date.ts';
import { currencyCode } from '../../../shared/domain/currency.ts';
import { Formats } from '../../../shared/words/formats.ts';

const EUR = currencyCode('EUR');

describe('Formats.amountFrom', () => {
  const cases = [
    { locale: 'en-GB', typed: '1,250.50', minor: 125_050 },
    { locale: 'en-GB', typed: '1250.5', minor: 125_050 },
    { locale: 'en-GB', typed: ' 1 250 ', minor: 125_000 },
    { locale: 'en-GB', typed: '1.250,50', minor: null },
    { locale: 'en-GB', typed: '12,50', minor: null },
    { locale: 'en-GB', typed: '1.255', minor: null },
    { locale: 'de-DE', typed: '1.250,50', minor: 125_050 },
    { locale: 'de-DE', typed: '1250,50', minor: 125_050 },
    { locale: 'de-DE', typed: '1.250', minor: 125_000 },
    { locale: 'de-DE', typed: '1250.50', minor: null },
    { locale: 'de-DE', typed: '12.50', minor: null },
    { locale: 'fr-FR', typed: '1\u202f250,50', minor: 125_050 },
    { locale: 'en-GB', typed: '0', minor: null },
    { locale: 'en-GB', typed: '-5', minor: null },
    { locale: 'en-GB', typed: '', minor: null },
    { locale: 'en-GB', typed: '€5', minor: null },
  ];
  for (const { locale, typed, minor } of cases) {
    it(`reads "${typed}" in ${locale} as ${minor === null ? 'no amount' : minor / 100}`, () => {
      expect(new Formats(locale, 'UTC').amountFrom(typed, EUR)?.minor ?? null).to.equal(minor);
    });
  }

  it('reads back what it wrote into a field, in every locale and currency', () => {
    const locales = fc.constantFrom('en-GB', 'de-DE', 'fr-FR', 'en-IN', 'pl-PL');
    const currencies = fc.constantFrom('EUR', 'JPY', 'KWD').map(currencyCode);
    fc.assert(
      fc.property(locales, currencies, fc.integer({ min: 1, max: 9_999_999_999 }), (locale, currency, minor) => {
        const formats = new Formats(locale, 'UTC');
        expect(formats.amountFrom(formats.amountText({ minor, currency }), currency)).to.deep.equal({
          minor,
          currency,
        });
      }),
    );
  });
});

describe('Formats', () => {
  const formats = new Formats('en-GB', 'Europe/Berlin');

  it('writes the month in letters, and the year only where it is another', () => {
    const today = calendarDate('2026-11-20');
    expect(formats.day(calendarDate('2026-01-02'), today)).to.equal('2 Jan');
    expect(formats.day(calendarDate('2025-01-02'), today)).to.equal('2 Jan 2025');
  });

  it("writes an instant in the company's zone", () => {
    expect(formats.instant('2026-11-20T17:00:00.000Z')).to.equal('20 Nov, 18:00');
  });
});

describe('Formats.number and percent', () => {
  for (const { locale, number, percent } of [
    { locale: 'en-GB', number: '1,234.6', percent: '75.5%' },
    { locale: 'de-DE', number: '1.234,6', percent: '75,5\u00a0%' },
  ]) {
    it(`write as ${locale} does`, () => {
      const formats = new Formats(locale, 'UTC');
      expect(formats.number(1_234.56, 1)).to.equal(number);
      expect(formats.number(0.4)).to.equal('0');
      expect(formats.percent(0.755)).to.equal(percent);
    });
  }
});

describe('Formats.fileSize', () => {
  const sizes = [
    { bytes: 12, en: '1 kB', de: '1 kB' },
    { bytes: 48_400, en: '48 kB', de: '48 kB' },
    { bytes: 1_250_000, en: '1.3 MB', de: '1,3 MB' },
  ];
  for (const { bytes, en, de } of sizes) {
    it(`writes ${bytes} bytes as the reader does`, () => {
      expect(new Formats('en-GB', 'UTC').fileSize(bytes)).to.equal(en);
      expect(new Formats('de-DE', 'UTC').fileSize(bytes)).to.equal(de);
    });
  }
});

describe('Formats.language', () => {
  it('names a language as the reader does, and leaves a code that is none', () => {
    expect(new Formats('en-GB', 'UTC').language('de')).to.equal('German');
    expect(new Formats('de-DE', 'UTC').language('de')).to.equal('Deutsch');
    expect(new Formats('en-GB', 'UTC').language('?')).to.equal('?');
  });
});
