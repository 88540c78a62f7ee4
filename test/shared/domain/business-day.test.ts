import { expect } from 'chai';
import fc from 'fast-check';
import { describe, it } from 'mocha';
import {
  addBusinessDays,
  type BusinessCalendar,
  businessDaysBetween,
  isBusinessDay,
  onOrAfter,
  WEEKDAYS_ONLY,
  weekdayOf,
} from '../../../shared/domain/business-day.ts';
import { addDays, calendarDate } from '../../../shared/domain/calendar-date.ts';

const FRIDAY = calendarDate('2026-11-20');
const CLOSED: BusinessCalendar = { ...WEEKDAYS_ONLY, holidays: new Set([calendarDate('2026-11-23')]) };

describe('business days', () => {
  it('know the weekday of days before and after any Monday', () => {
    expect(weekdayOf(FRIDAY)).to.equal(5);
    expect(weekdayOf(calendarDate('2023-12-31'))).to.equal(7);
    expect(weekdayOf(calendarDate('1999-12-31'))).to.equal(5);
  });

  it('go over weekends and holidays', () => {
    expect(addBusinessDays(FRIDAY, 1, WEEKDAYS_ONLY)).to.equal('2026-11-23');
    expect(addBusinessDays(FRIDAY, 1, CLOSED)).to.equal('2026-11-24');
    expect(addBusinessDays(calendarDate('2026-11-21'), 1, WEEKDAYS_ONLY)).to.equal('2026-11-23');
    expect(addBusinessDays(calendarDate('2026-11-21'), 0, CLOSED)).to.equal('2026-11-24');
    expect(addBusinessDays(FRIDAY, 0, CLOSED)).to.equal(FRIDAY);
  });

  it('can have another weekend', () => {
    const sundayOn: BusinessCalendar = { weekend: new Set([5, 6]), holidays: new Set() };
    expect(isBusinessDay(FRIDAY, sundayOn)).to.equal(false);
    expect(onOrAfter(FRIDAY, sundayOn)).to.equal('2026-11-22');
  });

  it('count what they add', () => {
    fc.assert(
      fc.property(fc.integer({ min: -400, max: 400 }), fc.integer({ min: 0, max: 60 }), (from, count) => {
        const start = onOrAfter(addDays(FRIDAY, from), CLOSED);
        expect(businessDaysBetween(start, addBusinessDays(start, count, CLOSED), CLOSED)).to.equal(count);
      }),
    );
  });

  it('refuse a calendar without a working day, and a count that is none', () => {
    const never: BusinessCalendar = { weekend: new Set([1, 2, 3, 4, 5, 6, 7]), holidays: new Set() };
    expect(() => onOrAfter(FRIDAY, never)).to.throw(RangeError, 'no working day');
    expect(() => addBusinessDays(FRIDAY, -1, CLOSED)).to.throw(RangeError);
  });
});
