import { expect } from 'chai';
import { describe, it } from 'mocha';
import { chanceOfPaying, type PaymentHabit, reactsToContact } from '../../../demo/company/payment-habit.ts';
import { type CalendarDate, calendarDate } from '../../../shared/domain/calendar-date.ts';

const day = calendarDate('2026-11-18');
const hazard: PaymentHabit = {
  kind: 'hazard',
  fromDay: 3,
  perRun: 0.1,
  run: 'daily',
  effect: { mail: 2, call: 3 },
  stopsOn: null,
};
const moment = { day, dueOn: calendarDate('2026-11-08'), mailedOn: null, calledOn: null };

describe('chanceOfPaying', () => {
  const cases: {
    title: string;
    habit?: PaymentHabit;
    change: { [part in keyof typeof moment]?: CalendarDate };
    chance: number;
  }[] = [
    { title: 'is the hazard from its first day on', change: { dueOn: calendarDate('2026-11-15') }, chance: 0.1 },
    { title: 'is nothing before that day', change: { dueOn: calendarDate('2026-11-16') }, chance: 0 },
    { title: 'is multiplied by a mail', change: { mailedOn: calendarDate('2026-11-17') }, chance: 0.19 },
    { title: 'is multiplied by a call', change: { calledOn: calendarDate('2026-11-17') }, chance: 0.271 },
    {
      title: 'takes the stronger of the two',
      change: { calledOn: calendarDate('2026-11-12'), mailedOn: calendarDate('2026-11-17') },
      chance: 0.271,
    },
    { title: 'feels a contact for seven days', change: { calledOn: calendarDate('2026-11-11') }, chance: 0.271 },
    { title: 'and no longer', change: { calledOn: calendarDate('2026-11-10') }, chance: 0.1 },
    { title: 'does not feel it on the day itself', change: { calledOn: day }, chance: 0.1 },
    { title: 'is nothing on other days than the run', habit: { ...hazard, run: 5 }, change: {}, chance: 0 },
    { title: 'is there on the day of the run', habit: { ...hazard, run: 3 }, change: {}, chance: 0.1 },
    { title: 'ends when the customer stops paying', habit: { ...hazard, stopsOn: day }, change: {}, chance: 0 },
    {
      title: 'is certain from the twelfth day on',
      habit: { kind: 'fixed_day', daysPastDue: 12 },
      change: { dueOn: calendarDate('2026-11-06') },
      chance: 1,
    },
    {
      title: 'is nothing on the eleventh, whoever called',
      habit: { kind: 'fixed_day', daysPastDue: 12 },
      change: { dueOn: calendarDate('2026-11-07'), calledOn: calendarDate('2026-11-17') },
      chance: 0,
    },
    {
      title: 'is never there by itself for who waits for a call',
      habit: { kind: 'only_after_call' },
      change: {},
      chance: 0,
    },
  ];
  for (const { title, habit = hazard, change, chance } of cases) {
    it(title, () => {
      expect(chanceOfPaying(habit, { ...moment, ...change })).to.be.closeTo(chance, 1e-12);
    });
  }
});

describe('reactsToContact', () => {
  it('tells who is moved from who is not', () => {
    const unmoved: PaymentHabit = { ...hazard, effect: { mail: 1, call: 1 } };
    expect([hazard, unmoved].map(reactsToContact)).to.deep.equal([true, false]);
    expect(reactsToContact({ kind: 'fixed_day', daysPastDue: 12 })).to.equal(false);
    expect(reactsToContact({ kind: 'only_after_call' })).to.equal(true);
  });
});
