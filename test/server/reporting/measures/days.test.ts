import { expect } from 'chai';
import fc from 'fast-check';
import { describe, it } from 'mocha';
import {
  monthCount,
  monthEndUpTo,
  monthsOf,
  WorkingDayCount,
} from '../../../../server/reporting/measures/workings/days.ts';
import { type BusinessCalendar, businessDaysBetween } from '../../../../shared/domain/business-day.ts';
import { addDays, calendarDate, dayNumber, dayOfNumber } from '../../../../shared/domain/calendar-date.ts';

const day = (text: string) => dayNumber(calendarDate(text));

describe('Months of a period', () => {
  for (const { from, to, months } of [
    { from: '2026-01-01', to: '2026-03-31', months: 3 },
    { from: '2024-02-01', to: '2024-02-29', months: 1 },
    { from: '2026-06-16', to: '2026-06-30', months: 0.5 },
    { from: '2026-12-17', to: '2027-01-31', months: 1 + 15 / 31 },
    { from: '2026-06-10', to: '2026-06-10', months: 1 / 30 },
  ]) {
    it(`counts ${months.toFixed(3)} from ${from} to ${to}`, () => {
      expect(monthCount(day(from), day(to))).to.be.closeTo(months, 1e-12);
    });
  }

  it('cover each day of any period once', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 40_000 }), fc.nat(800), (from, length) => {
        const days = monthsOf(from, from + length).flatMap((part) => {
          expect(dayOfNumber(part.from).slice(0, 7)).to.equal(part.month);
          expect(dayOfNumber(part.to).slice(0, 7)).to.equal(part.month);
          return Array.from({ length: part.to - part.from + 1 }, (_, at) => part.from + at);
        });
        expect(days).to.deep.equal(Array.from({ length: length + 1 }, (_, at) => from + at));
      }),
      { numRuns: 60 },
    );
  });

  it('ends a month on its last day and not before', () => {
    const ends = ['2026-06-29', '2026-06-30', '2026-07-01', '2026-03-01'].map((on) =>
      dayOfNumber(monthEndUpTo(day(on))),
    );
    expect(ends).to.deep.equal(['2026-05-31', '2026-06-30', '2026-06-30', '2026-02-28']);
  });
});

describe('WorkingDayCount', () => {
  it('agrees with counting day by day', () => {
    const calendar: BusinessCalendar = {
      weekend: new Set([5, 6]),
      holidays: new Set([calendarDate('2026-11-17'), calendarDate('2026-12-25')]),
    };
    const first = day('2026-10-01');
    const count = new WorkingDayCount(first, first + 120, calendar);
    fc.assert(
      fc.property(fc.nat(120), fc.nat(120), (a, b) => {
        const [after, until] = [Math.min(a, b), Math.max(a, b)];
        const plain = businessDaysBetween(
          addDays(calendarDate('2026-10-01'), after),
          addDays(calendarDate('2026-10-01'), until),
          calendar,
        );
        expect(count.between(first + after, first + until)).to.equal(plain);
      }),
    );
  });
});
