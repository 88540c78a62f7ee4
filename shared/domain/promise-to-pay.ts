import type { CalendarDate } from './calendar-date.ts';
import type { AboutItems } from './item-cover.ts';
import { type Money, total } from './money.ts';

/** One part of a promise: an amount by a day. */
export interface Instalment {
  readonly amount: Money;
  readonly promisedFor: CalendarDate;
}

/** A customer's word to pay an amount by a day. Where it has instalments, the amount is their sum and the day that of the last. */
export interface PromiseToPay extends AboutItems {
  readonly amount: Money;
  readonly promisedFor: CalendarDate;
  /** By day, where there are several. */
  readonly instalments?: readonly Instalment[];
}

/** The parts of a promise, by day; one where it has no instalments. */
export function partsOf({ amount, promisedFor, instalments }: Omit<PromiseToPay, 'itemIds'>): readonly Instalment[] {
  return instalments ?? [{ amount, promisedFor }];
}

/** What instalments promise together: their sum, by the day of the last. They need to be one at least, all in one currency; throws RangeError otherwise. */
export function promiseOf(instalments: readonly Instalment[]): Omit<PromiseToPay, 'itemIds'> {
  const byDay = [...instalments].sort((a, b) => (a.promisedFor < b.promisedFor ? -1 : 1));
  const last = byDay.at(-1);
  if (last === undefined) throw new RangeError('A promise has at least one part.');
  const amount = total(
    byDay.map((part) => part.amount),
    last.amount.currency,
  );
  return { amount, promisedFor: last.promisedFor, ...(byDay.length > 1 ? { instalments: byDay } : {}) };
}

/** Whether a promise, or one part of it, still runs on a day: the promised day itself is the customer's to the end. One with instalments runs to the last of them. */
export function isOpenPromise({ promisedFor }: Pick<PromiseToPay, 'promisedFor'>, today: CalendarDate): boolean {
  return promisedFor >= today;
}
