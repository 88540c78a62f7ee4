import { addDays, type CalendarDate } from '#shared/domain/calendar-date.ts';
import { type ContactEffect, NO_EFFECT, type PaymentHabit } from './payment-habit.ts';
import type { Random } from './random.ts';
import { SHAPES } from './shapes.ts';

type Segment = 'prompt' | 'steady' | 'responsive' | 'late';

/** The chance a working day, from which day past due on, and what contact does. */
const SEGMENTS: Readonly<Record<Segment, { fromDay: number; perDay: number; effect: ContactEffect }>> = {
  prompt: { fromDay: -5, perDay: 0.18, effect: NO_EFFECT },
  steady: { fromDay: 0, perDay: 0.1, effect: NO_EFFECT },
  responsive: { fromDay: 3, perDay: 0.03, effect: { mail: 3, call: 8 } },
  late: { fromDay: 10, perDay: 0.03, effect: NO_EFFECT },
};

/** What each collector's customers are like; the portfolios differ, as they do. */
const PORTFOLIOS: Readonly<Record<string, readonly (readonly [Segment, number])[]>> = {
  [SHAPES.easyPicker]: [
    ['prompt', 7],
    ['steady', 1],
    ['late', 2],
  ],
  [SHAPES.busyWithoutResult]: [
    ['late', 8],
    ['steady', 2],
  ],
};
const MIXED: readonly (readonly [Segment, number])[] = [
  ['prompt', 3],
  ['steady', 2],
  ['responsive', 4],
  ['late', 1],
];

const DAYS_SINCE_NEGLECTED_PAID = 250;
const DAYS_SINCE_INSOLVENT_PAID = 190;

/** How one customer pays; the shapes by their number, the others drawn from what the owner's portfolio is like. */
export function makeHabit(
  { number, ownerEmail, lastDay }: { number: string; ownerEmail: string; lastDay: CalendarDate },
  random: Random,
): PaymentHabit {
  if ((SHAPES.dayTwelvePayers as readonly string[]).includes(number)) return { kind: 'fixed_day', daysPastDue: 12 };
  if (number === SHAPES.paysOnlyAfterCall) return { kind: 'only_after_call' };
  if (number === SHAPES.neglected) {
    return { ...hazard('steady', 'daily'), stopsOn: addDays(lastDay, -DAYS_SINCE_NEGLECTED_PAID) };
  }
  if (number === SHAPES.writtenOff) {
    return { ...hazard('late', 'daily'), stopsOn: addDays(lastDay, -DAYS_SINCE_INSOLVENT_PAID) };
  }
  if (number === SHAPES.dunnedTwice.customerNumber || number === SHAPES.doNotContact) return hazard('late', 'daily');
  const weekday = random.pick([1, 2, 3, 4, 5] as const);
  return hazard(random.weighted(PORTFOLIOS[ownerEmail] ?? MIXED), random.chance(0.4) ? weekday : 'daily');
}

/** The day from which a customer buys no more; null for one who still does. */
export function stopsBillingOn(number: string, lastDay: CalendarDate): CalendarDate | null {
  if (number === SHAPES.neglected) return addDays(lastDay, -70);
  return number === SHAPES.writtenOff ? addDays(lastDay, -DAYS_SINCE_INSOLVENT_PAID) : null;
}

/** One run a week draws once for the five working days since the last. */
function hazard(segment: Segment, run: 'daily' | 1 | 2 | 3 | 4 | 5): Extract<PaymentHabit, { kind: 'hazard' }> {
  const { fromDay, perDay, effect } = SEGMENTS[segment];
  let spared = 1;
  for (let day = 0; day < (run === 'daily' ? 1 : 5); day += 1) spared *= 1 - perDay;
  return { kind: 'hazard', fromDay, perRun: 1 - spared, run, effect, stopsOn: null };
}
