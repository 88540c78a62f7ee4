import { expect } from 'chai';
import fc from 'fast-check';
import { weekdayOf } from '../../../shared/domain/business-day.ts';
import { addDays, calendarDate } from '../../../shared/domain/calendar-date.ts';
import { daysAhead, daysBack, monthsLater } from '../../../shared/domain/day-choices.ts';

describe('daysAhead', () => {
  const cases = [
    {
      what: 'a Friday, whose next working day is Monday',
      today: '2026-11-20',
      days: {
        today: '2026-11-20',
        nextWorkingDay: '2026-11-23',
        friday: '2026-11-27',
        monthEnd: '2026-11-30',
      },
    },
    {
      what: 'a Monday',
      today: '2026-11-16',
      days: {
        today: '2026-11-16',
        tomorrow: '2026-11-17',
        friday: '2026-11-20',
        inAWeek: '2026-11-23',
        monthEnd: '2026-11-30',
      },
    },
    {
      what: 'a Thursday, where tomorrow is Friday',
      today: '2026-11-19',
      days: { today: '2026-11-19', tomorrow: '2026-11-20', inAWeek: '2026-11-26', monthEnd: '2026-11-30' },
    },
    {
      what: 'a Saturday, in a week rolled to Monday',
      today: '2026-11-21',
      days: {
        today: '2026-11-21',
        nextWorkingDay: '2026-11-23',
        friday: '2026-11-27',
        inAWeek: '2026-11-30',
      },
    },
    {
      what: 'the last day of a year: the month end is the next one',
      today: '2026-12-31',
      days: { today: '2026-12-31', tomorrow: '2027-01-01', inAWeek: '2027-01-07', monthEnd: '2027-01-29' },
    },
    {
      what: 'a month that ends on a Sunday: its last working day is Friday',
      today: '2026-05-04',
      days: {
        today: '2026-05-04',
        tomorrow: '2026-05-05',
        friday: '2026-05-08',
        inAWeek: '2026-05-11',
        monthEnd: '2026-05-29',
      },
    },
  ];
  for (const { what, today, days } of cases) {
    it(`are right on ${what}`, () => {
      const offered = Object.fromEntries(daysAhead(calendarDate(today)).map(({ name, day }) => [name, day]));
      expect(offered).to.deep.equal(days);
    });
  }

  it('offers no day twice, none that is past, and beside today only days from Monday to Friday', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 20_000 }), (number) => {
        const today = addDays(calendarDate('2000-01-01'), number);
        const days = daysAhead(today).map(({ day }) => day);
        expect(new Set(days).size).to.equal(days.length);
        for (const day of days.slice(1)) {
          expect(day > today).to.equal(true);
          expect(weekdayOf(day)).to.be.lessThan(6);
        }
      }),
      { numRuns: 300 },
    );
  });
});

describe('daysBack', () => {
  it('offers today and yesterday', () => {
    const days = daysBack(calendarDate('2026-03-01')).map(({ day }) => day);
    expect(days).to.deep.equal(['2026-03-01', '2026-02-28']);
  });
});

describe('monthsLater', () => {
  const cases = [
    { day: '2026-01-31', months: 1, later: '2026-02-28' },
    { day: '2028-01-31', months: 1, later: '2028-02-29' },
    { day: '2026-11-15', months: 2, later: '2027-01-15' },
    { day: '2026-12-31', months: 12, later: '2027-12-31' },
  ];
  for (const { day, months, later } of cases) {
    it(`leads from ${day} by ${months} to ${later}`, () => {
      expect(monthsLater(calendarDate(day), months)).to.equal(later);
    });
  }
});
