import { expect } from 'chai';
import fc from 'fast-check';
import { describe, it } from 'mocha';
import { comparisonIn, earlier, earlierMonths, monthsBefore } from '../../../../server/web/state/compare.ts';
import { addDays, calendarDate, daysBetween } from '../../../../shared/domain/calendar-date.ts';

const someDay = fc.integer({ min: 0, max: 20_000 }).map((days) => addDays(calendarDate('1990-01-01'), days));

describe('comparisonIn', () => {
  it('takes what it knows alone', () => {
    expect(comparisonIn({ compare: 'year_before' })).to.equal('year_before');
    expect(comparisonIn({ compare: 'last_week' })).to.equal(null);
    expect(comparisonIn({})).to.equal(null);
  });
});

describe('earlier', () => {
  const cases = [
    { asked: { from: '2026-11-01', to: '2026-11-30' }, by: 'previous', then: { from: '2026-10-02', to: '2026-10-31' } },
    {
      asked: { from: '2026-11-01', to: '2026-11-30' },
      by: 'year_before',
      then: { from: '2025-11-01', to: '2025-11-30' },
    },
    { asked: { from: '2026-11-22', to: '2026-11-22' }, by: 'previous', then: { from: '2026-11-21', to: '2026-11-21' } },
    { asked: { asOf: '2026-03-31' }, by: 'previous', then: { asOf: '2026-02-28' } },
    { asked: { asOf: '2024-02-29' }, by: 'year_before', then: { asOf: '2023-02-28' } },
  ] as const;
  for (const { asked, by, then } of cases) {
    it(`of ${JSON.stringify(asked)}, ${by}, is ${JSON.stringify(then)}`, () => {
      expect(earlier(asked, by)).to.deep.equal(then);
    });
  }

  it('keeps the filters and what was known', () => {
    const asked = { asOf: '2026-11-22', knownAt: '2026-11-20T10:00:00.000Z', currency: 'EUR' };
    expect(earlier(asked, 'previous')).to.deep.equal({ ...asked, asOf: '2026-10-22' });
  });

  it('is nothing where no day is asked about', () => {
    expect(earlier({ from: '2026-11-01' }, 'previous')).to.equal(null);
    expect(earlier({ asOf: 'soon' }, 'previous')).to.equal(null);
  });

  it('ends on the day before and is as long', () => {
    fc.assert(
      fc.property(someDay, fc.integer({ min: 0, max: 400 }), (from, length) => {
        const to = addDays(from, length);
        const then = earlier({ from, to }, 'previous');
        const [first, last] = [calendarDate(then?.from ?? ''), calendarDate(then?.to ?? '')];
        expect(addDays(last, 1)).to.equal(from);
        expect(daysBetween(first, last)).to.equal(length);
      }),
    );
  });
});

describe('monthsBefore', () => {
  it('is in the month before, on the same day or the last one', () => {
    fc.assert(
      fc.property(someDay, fc.integer({ min: 1, max: 30 }), (day, months) => {
        const then = monthsBefore(day, months);
        const monthOf = (text: string) => Number(text.slice(0, 4)) * 12 + Number(text.slice(5, 7));
        expect(monthOf(day) - monthOf(then)).to.equal(months);
        const isSameDay = then.slice(8) === day.slice(8);
        expect(isSameDay || addDays(then, 1).endsWith('-01')).to.equal(true);
      }),
    );
  });
});

describe('earlierMonths', () => {
  it('gives periods of the same length, the earliest first and the one asked last', () => {
    const asked = { from: calendarDate('2026-11-01'), to: calendarDate('2026-11-30') };
    expect(earlierMonths(asked, 3)).to.deep.equal([
      { from: '2026-09-01', to: '2026-09-30' },
      { from: '2026-10-01', to: '2026-10-30' },
      asked,
    ]);
  });
});
