import { expect } from 'chai';
import fc from 'fast-check';
import { describe, it } from 'mocha';
import { dayReader } from '../../../../../server/features/erp-feed/formats/date-format.ts';
import { addDays, calendarDate } from '../../../../../shared/domain/calendar-date.ts';

const CASES = [
  { format: 'M/D/YYYY', text: '1/2/2013', day: '2013-01-02' },
  { format: 'M/D/YYYY', text: '01/02/2013', day: '2013-01-02' },
  { format: 'M/D/YYYY', text: '13/1/2013', day: null },
  { format: 'D/M/YYYY', text: '13/1/2013', day: '2013-01-13' },
  { format: 'MM/DD/YYYY', text: '1/2/2013', day: null },
  { format: 'YYYY-MM-DD', text: '2024-02-29', day: '2024-02-29' },
  { format: 'YYYY-MM-DD', text: '2023-02-29', day: null },
  { format: 'YYYY-MM-DD', text: '2023-2-9', day: null },
  { format: 'YYYY-MM-DD', text: '0013-01-02', day: null },
  { format: 'DD.MM.YYYY', text: '31.12.2025', day: '2025-12-31' },
  { format: 'DD.MM.YYYY', text: '31.12.20255', day: null },
  { format: 'YYYYMMDD', text: '20200306', day: '2020-03-06' },
  { format: 'YYYYMMDD', text: '20200306.0', day: null },
  { format: 'YYYYMMDD.0', text: '20200306.0', day: '2020-03-06' },
  { format: 'YYYYMMDD.0', text: '20200306x0', day: null },
  { format: 'M/D/YY', text: '3/4/26', day: '2026-03-04' },
  { format: 'DD-MMM-YYYY', text: '05-Sep-2025', day: '2025-09-05' },
  { format: 'DD-MMM-YYYY', text: '05-Sop-2025', day: null },
  { format: 'YYYY-MM-DD HH:mm:ss', text: '2025-03-04 23:59:59', day: '2025-03-04' },
  { format: 'YYYY-MM-DDTHH:mm:ss.000Z', text: '2025-03-04T00:00:00.000Z', day: '2025-03-04' },
];

const WRITERS: Record<string, (year: string, month: string, day: string) => string> = {
  'YYYY-MM-DD': (year, month, day) => `${year}-${month}-${day}`,
  'M/D/YYYY': (year, month, day) => `${Number(month)}/${Number(day)}/${year}`,
  'D/M/YYYY': (year, month, day) => `${Number(day)}/${Number(month)}/${year}`,
  'DD.MM.YYYY': (year, month, day) => `${day}.${month}.${year}`,
  YYYYMMDD: (year, month, day) => `${year}${month}${day}`,
  'YYYYMMDD.0': (year, month, day) => `${year}${month}${day}.0`,
};

describe('dayReader', () => {
  for (const { format, text, day } of CASES) {
    it(`reads "${text}" by ${format} as ${day ?? 'no day'}`, () => {
      expect(dayReader(format)(text)).to.equal(day);
    });
  }

  for (const [format, write] of Object.entries(WRITERS)) {
    it(`reads every day that ${format} writes`, () => {
      const read = dayReader(format);
      fc.assert(
        fc.property(fc.integer({ min: -25_000, max: 80_000 }), (offset) => {
          const day = addDays(calendarDate('1970-01-01'), offset);
          const [year = '', month = '', date = ''] = day.split('-');
          expect(read(write(year, month, date))).to.equal(day);
        }),
      );
    });
  }

  for (const format of ['', 'today', 'YYYY-MM', 'MM/DD', 'YYYY-MM-DD-DD', 'YYYYMD', 'DD/MM/YYYY hh', 'M0YYYYDD']) {
    it(`refuses "${format}" as a format`, () => {
      expect(() => dayReader(format)).to.throw(RangeError);
    });
  }
});
