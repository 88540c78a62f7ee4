import type { CalendarDate } from './calendar-date.ts';
import type { AboutItems } from './item-cover.ts';
import type { Money } from './money.ts';

/** A customer's word to pay an amount by a day. */
export interface PromiseToPay extends AboutItems {
  readonly amount: Money;
  readonly promisedFor: CalendarDate;
}

/** Whether a promise still runs on a day: the promised day itself is the customer's to the end. */
export function isOpenPromise({ promisedFor }: Pick<PromiseToPay, 'promisedFor'>, today: CalendarDate): boolean {
  return promisedFor >= today;
}
