import { expect } from 'chai';
import { describe, it } from 'mocha';
import { DOTNET_FORMATS, JSON_FORMATS } from '../../../../../server/features/erp-feed/json/json-formats.ts';

describe('JSON_FORMATS', () => {
  for (const [written, day] of [
    ['2026-03-31', '2026-03-31'],
    ['2026-03-31T00:00:00', '2026-03-31'],
    ['2026-03-31T23:59:59.999-07:00', '2026-03-31'],
    ['2018-10-20 00:00:00', '2018-10-20'],
    ['2026-02-30', null],
    ['31.3.2026', null],
    ['2026-03-31Tnoon', null],
    ['0001-01-01', null],
    ['/Date(1539993600000+0000)/', null],
  ] as const) {
    it(`reads ${written} as ${day ?? 'no day'}`, () => {
      expect(JSON_FORMATS.day(written)).to.equal(day);
    });
  }

  for (const [written, decimal] of [
    ['100', '100'],
    ['46.0', '46.0'],
    ['-0.10', '-0.10'],
    ['1234567890.10', '1234567890.10'],
    ['1E+2', '100'],
    ['1.5e1', '15'],
    ['12.345E-2', '0.12345'],
    ['5e-3', '0.005'],
    ['1e99', `1${'0'.repeat(99)}`],
    ['1e999', null],
    ['1,000.00', null],
    ['', null],
    ['NaN', null],
  ] as const) {
    it(`reads the amount ${written} as ${decimal ?? 'none'}`, () => {
      expect(JSON_FORMATS.decimal(written)).to.equal(decimal);
    });
  }
});

describe('DOTNET_FORMATS', () => {
  for (const [written, day] of [
    ['/Date(1539993600000+0000)/', '2018-10-20'],
    ['/Date(1539993600000)/', '2018-10-20'],
    ['/Date(1539950400000+1200)/', '2018-10-20'],
    ['/Date(1540008000000-0400)/', '2018-10-20'],
    ['/Date(-2208988800000+0000)/', '1900-01-01'],
    ['/Date(-2208988800001+0000)/', null],
    ['/Date(99999999999999+0000)/', null],
    ['/Date(abc)/', null],
    ['2018-10-20T00:00:00', '2018-10-20'],
  ] as const) {
    it(`reads ${written} as ${day ?? 'no day'}`, () => {
      expect(DOTNET_FORMATS.day(written)).to.equal(day);
    });
  }
});
