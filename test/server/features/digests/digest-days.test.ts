import { expect } from 'chai';
import fc from 'fast-check';
import { describe, it } from 'mocha';
import {
  latestDigest,
  nextDigest,
  periodBefore,
  periodOf,
  type WorkingTime,
} from '../../../../server/features/digests/digest-days.ts';
import { DIGEST_RHYTHMS } from '../../../../shared/api/digests.ts';
import { type BusinessCalendar, isBusinessDay, type Weekday } from '../../../../shared/domain/business-day.ts';
import { addDays, type CalendarDate, calendarDate } from '../../../../shared/domain/calendar-date.ts';

const calendarWith = (...holidays: string[]): BusinessCalendar => ({
  weekend: new Set<Weekday>([6, 7]),
  holidays: new Set(holidays as CalendarDate[]),
});
const berlin = (...holidays: string[]): WorkingTime => ({ zone: 'Europe/Berlin', calendar: calendarWith(...holidays) });
const day = (text: string) => calendarDate(text);

describe('nextDigest', () => {
  // The 20th of November 2026 is a Friday.
  for (const { rhythm, after, working = berlin(), at } of [
    { rhythm: 'daily', after: '2026-11-20T05:59:59Z', at: '2026-11-20T06:00:00Z' },
    { rhythm: 'daily', after: '2026-11-20T06:00:00Z', at: '2026-11-23T06:00:00Z' },
    { rhythm: 'daily', after: '2026-11-20T06:00:00Z', working: berlin('2026-11-23'), at: '2026-11-24T06:00:00Z' },
    { rhythm: 'weekly', after: '2026-11-20T09:00:00Z', at: '2026-11-23T06:00:00Z' },
    { rhythm: 'weekly', after: '2026-11-20T09:00:00Z', working: berlin('2026-11-23'), at: '2026-11-24T06:00:00Z' },
    { rhythm: 'weekly', after: '2026-11-23T07:00:00Z', at: '2026-11-30T06:00:00Z' },
    { rhythm: 'monthly', after: '2026-11-20T09:00:00Z', at: '2026-12-01T06:00:00Z' },
    { rhythm: 'monthly', after: '2026-12-01T09:00:00Z', working: berlin('2027-01-01'), at: '2027-01-04T06:00:00Z' },
    // Clocks go forward in the night before.
    { rhythm: 'monthly', after: '2026-03-01T09:00:00Z', at: '2026-03-02T06:00:00Z' },
    { rhythm: 'daily', after: '2026-03-28T09:00:00Z', at: '2026-03-30T05:00:00Z' },
    {
      rhythm: 'daily',
      after: '2026-11-19T20:00:00Z',
      working: { ...berlin(), zone: 'Asia/Kathmandu' },
      at: '2026-11-20T01:15:00Z',
    },
  ] as const) {
    it(`is at ${at} after ${after}, ${rhythm}`, () => {
      expect(nextDigest(rhythm, new Date(after), working)?.at).to.deep.equal(new Date(at));
    });
  }

  it('is none where no working day comes', () => {
    const shut = {
      zone: 'UTC',
      calendar: { weekend: new Set<Weekday>([1, 2, 3, 4, 5, 6, 7]), holidays: new Set<CalendarDate>() },
    };
    expect(nextDigest('daily', new Date('2026-11-20T09:00:00Z'), shut)).to.equal(null);
  });
});

describe('latestDigest', () => {
  it('is the one that was to leave last, and none of days ago', () => {
    const at = (instant: string, ...holidays: string[]) =>
      latestDigest('weekly', new Date(instant), berlin(...holidays));
    expect(at('2026-11-23T05:59:00Z')).to.equal(null);
    expect(at('2026-11-23T06:00:00Z')?.day).to.equal('2026-11-23');
    expect(at('2026-11-24T22:00:00Z')?.day).to.equal('2026-11-23');
    expect(at('2026-11-25T06:00:00Z')).to.equal(null);
    expect(at('2026-11-25T06:00:00Z', '2026-11-23')?.day).to.equal('2026-11-24');
  });

  it('is the next of the instant before it', () => {
    const arbitrary = fc.record({
      rhythm: fc.constantFrom(...DIGEST_RHYTHMS),
      seconds: fc.integer({ min: 0, max: 3 * 365 * 86_400 }),
      zone: fc.constantFrom('UTC', 'America/New_York', 'Asia/Kathmandu', 'Pacific/Auckland'),
      holidays: fc.array(fc.integer({ min: 0, max: 400 }), { maxLength: 20 }),
    });
    fc.assert(
      fc.property(arbitrary, ({ rhythm, seconds, zone, holidays }) => {
        const working = { zone, calendar: calendarWith(...holidays.map((each) => addDays(day('2026-01-01'), each))) };
        const next = nextDigest(rhythm, new Date(Date.UTC(2026, 0, 1) + seconds * 1_000), working);
        if (next === null) throw new Error('there is always a next one');
        expect(isBusinessDay(next.day, working.calendar)).to.equal(true);
        expect(latestDigest(rhythm, next.at, working)).to.deep.equal(next);
        expect(nextDigest(rhythm, new Date(next.at.getTime() - 1), working)).to.deep.equal(next);
      }),
      { numRuns: 200 },
    );
  });
});

describe('periodOf', () => {
  const calendar = calendarWith('2026-11-20');
  for (const { rhythm, on, from, to } of [
    { rhythm: 'daily', on: '2026-11-19', from: '2026-11-18', to: '2026-11-18' },
    // Over a weekend and the holiday before it.
    { rhythm: 'daily', on: '2026-11-23', from: '2026-11-19', to: '2026-11-22' },
    { rhythm: 'weekly', on: '2026-11-24', from: '2026-11-16', to: '2026-11-22' },
    { rhythm: 'monthly', on: '2026-12-01', from: '2026-11-01', to: '2026-11-30' },
    { rhythm: 'monthly', on: '2027-01-04', from: '2026-12-01', to: '2026-12-31' },
  ] as const) {
    it(`of ${on} is ${from} to ${to}, ${rhythm}`, () => {
      expect(periodOf(rhythm, day(on), calendar)).to.deep.equal({ from, to });
    });
  }

  it('is followed by its successor without gap or overlap', () => {
    for (const rhythm of DIGEST_RHYTHMS) {
      const period = periodOf(rhythm, day('2026-11-24'), calendar);
      const before = periodBefore(rhythm, period, calendar);
      expect(addDays(before.to, 1)).to.equal(period.from);
      expect(before.from <= before.to, rhythm).to.equal(true);
    }
  });
});
