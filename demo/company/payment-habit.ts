import { type CalendarDate, dayNumber, daysBetween } from '#shared/domain/calendar-date.ts';

/**
 * How a customer pays: the truth that the sample company is made from, and against which any claim of effect can be held.
 *
 * Each open invoice is drawn for anew on each working day on which the customer pays at all; whatever is drawn on a day goes out in one
 * payment a currency. `hazard`: from `fromDay` past due on (negative: before it is due), each day of paying pays the invoice with the
 * chance `perRun`. A contact that asks for payment (a notice by mail; a call that reached someone who can decide) multiplies the hazard
 * by its factor on the `EFFECT_DAYS` days after it: `1 − (1 − perRun)^factor`. A factor of 1 is no effect at all: the customer would
 * have paid anyway. Statements, replies, copies and calls that reach nobody have no effect on anyone.
 *
 * Beside the habit stand: a discount, taken six to ten days after the invoice by most who are granted one; a promise, which only those who
 * react to contact keep by plan (three in four, on its day); a dispute, during which nothing of the invoice is paid.
 */
export type PaymentHabit =
  | {
      readonly kind: 'hazard';
      readonly fromDay: number;
      readonly perRun: number;
      /** Pays on every working day, or on one day of the week only (1 is Monday). */
      readonly run: 'daily' | 1 | 2 | 3 | 4 | 5;
      readonly effect: ContactEffect;
      /** The customer pays nothing from this day on. */
      readonly stopsOn: CalendarDate | null;
    }
  /** Pays on that day past due (or the working day after it), whatever one does. */
  | { readonly kind: 'fixed_day'; readonly daysPastDue: number }
  /** Pays what is past due two to four working days after a call that reached someone who can decide, and nothing otherwise. */
  | { readonly kind: 'only_after_call' };

export interface ContactEffect {
  readonly mail: number;
  readonly call: number;
}

export const NO_EFFECT: ContactEffect = { mail: 1, call: 1 };

/** For so many days after a contact its factor holds; the day of the contact itself is not one of them. */
const EFFECT_DAYS = 7;

/** What the chance of paying an invoice depends on. */
export interface PayingMoment {
  readonly day: CalendarDate;
  readonly dueOn: CalendarDate;
  /** The last notice by mail, and the last call that reached someone who can decide, about this invoice. */
  readonly mailedOn: CalendarDate | null;
  readonly calledOn: CalendarDate | null;
}

/** The chance, 0 to 1, that the habit alone pays an invoice on a working day. */
export function chanceOfPaying(habit: PaymentHabit, moment: PayingMoment): number {
  const past = daysBetween(moment.dueOn, moment.day);
  if (habit.kind === 'fixed_day') return past >= habit.daysPastDue ? 1 : 0;
  if (habit.kind === 'only_after_call') return 0;
  if (past < habit.fromDay || !paysOn(habit, moment.day)) return 0;
  const factor = Math.max(
    isFresh(moment.mailedOn, moment.day) ? habit.effect.mail : 1,
    isFresh(moment.calledOn, moment.day) ? habit.effect.call : 1,
  );
  let spared = 1;
  for (let times = 0; times < factor; times += 1) spared *= 1 - habit.perRun;
  return 1 - spared;
}

/** Whether contact moves the customer at all. */
export function reactsToContact(habit: PaymentHabit): boolean {
  if (habit.kind === 'hazard') return habit.effect.call > 1 || habit.effect.mail > 1;
  return habit.kind === 'only_after_call';
}

function paysOn({ run, stopsOn }: Extract<PaymentHabit, { kind: 'hazard' }>, day: CalendarDate): boolean {
  if (stopsOn !== null && day >= stopsOn) return false;
  return run === 'daily' || (dayNumber(day) + 4) % 7 === run;
}

function isFresh(contactOn: CalendarDate | null, day: CalendarDate): boolean {
  if (contactOn === null) return false;
  const days = daysBetween(contactOn, day);
  return days >= 1 && days <= EFFECT_DAYS;
}
