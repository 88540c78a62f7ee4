import { expect } from 'chai';
import { describe, it } from 'mocha';
import { type GoalStanding, progressOf } from '../../../../server/features/goals/goal-progress.ts';
import { WEEKDAYS_ONLY } from '../../../../shared/domain/business-day.ts';
import { calendarDate } from '../../../../shared/domain/calendar-date.ts';

/** November 2026 has 21 working days; by the 13th ten have passed. */
function standing(changes: Partial<GoalStanding> & { readonly day?: string } = {}): GoalStanding {
  const { day = '2026-11-13', ...rest } = changes;
  return {
    goal: { from: calendarDate('2026-11-01'), to: calendarDate('2026-11-30'), target: 42 },
    measure: { better: 'higher', addsUp: true },
    value: 20,
    on: calendarDate(day),
    isOver: false,
    calendar: WEEKDAYS_ONLY,
    ...rest,
  };
}

const ratio = { better: 'lower', addsUp: false } as const;

describe('progressOf', () => {
  it('sets the pace by working days, and goes on at the same rate', () => {
    expect(progressOf(standing())).to.deep.equal({ elapsed: 10 / 21, pace: 20, forecast: 42, state: 'on_pace' });
    expect(progressOf(standing({ value: 19 })).state).to.equal('behind');
  });

  it('does not move over a weekend or a holiday', () => {
    const friday = progressOf(standing());
    expect(progressOf(standing({ day: '2026-11-15' }))).to.deep.equal(friday);
    const calendar = { ...WEEKDAYS_ONLY, holidays: new Set([calendarDate('2026-11-12')]) };
    expect(progressOf(standing({ calendar })).elapsed).to.equal(9 / 20);
  });

  it('has a measure that does not add up stand as it stands', () => {
    const stands = (value: number) => progressOf(standing({ measure: ratio, value }));
    expect(stands(40)).to.deep.equal({ elapsed: 10 / 21, pace: null, forecast: 40, state: 'on_pace' });
    expect(stands(43)).to.deep.include({ forecast: 43, state: 'behind' });
  });

  for (const { what, changes, state } of [
    { what: 'is reached once a sum is there', changes: { value: 42 }, state: 'reached' },
    { what: 'is not reached by a ratio before the end', changes: { measure: ratio, value: 42 }, state: 'on_pace' },
    {
      what: 'is not reached before the end by a sum that is to stay small',
      changes: { measure: { better: 'lower', addsUp: true }, value: 20 },
      state: 'on_pace',
    },
    {
      what: 'is behind where a sum that is to stay small grows too fast',
      changes: { measure: { better: 'lower', addsUp: true }, value: 21 },
      state: 'behind',
    },
    { what: 'is missed at the end', changes: { value: 41, isOver: true, day: '2026-11-30' }, state: 'missed' },
    { what: 'is still behind on its last evening', changes: { value: 41, day: '2026-11-30' }, state: 'behind' },
    { what: 'is reached at the end', changes: { measure: ratio, value: 42, isOver: true }, state: 'reached' },
    { what: 'is unknown without a figure', changes: { value: null }, state: 'unknown' },
    { what: 'is unknown at the end without a figure', changes: { value: null, isOver: true }, state: 'unknown' },
    { what: 'has not begun before its first day', changes: { value: null, day: '2026-10-31' }, state: 'not_begun' },
    { what: 'is on pace before its first working day', changes: { value: 0, day: '2026-11-01' }, state: 'on_pace' },
  ] as const) {
    it(what, () => {
      expect(progressOf(standing(changes)).state).to.equal(state);
    });
  }

  it('has no forecast before the first working day', () => {
    const first = progressOf(standing({ value: 3, day: '2026-11-01' }));
    expect(first).to.deep.include({ elapsed: 0, pace: 0, forecast: null });
  });

  it('has passed at the end of a period without a working day', () => {
    const goal = { from: calendarDate('2026-11-14'), to: calendarDate('2026-11-15'), target: 1 };
    expect(progressOf(standing({ goal, day: '2026-11-14' })).elapsed).to.equal(0);
    expect(progressOf(standing({ goal, day: '2026-11-15' })).elapsed).to.equal(1);
  });
});
