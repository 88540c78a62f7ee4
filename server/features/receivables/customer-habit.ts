import { addDays, type CalendarDate, daysBetween } from '#shared/domain/calendar-date.ts';
import type { Movement } from '#shared/domain/ledger-movement.ts';
import { medianOf } from '#shared/domain/median.ts';
import { compared } from './item-on-day.ts';
import type { StoredItemVersion } from './item-version.ts';

/** Fewer invoices make no habit. */
const LEAST_INVOICES = 3;
/** Of more than these the older ones tell nothing new. */
export const MOST_INVOICES = 100;
/** Two years. */
const HABIT_DAYS = 730;

/** How a customer pays: days from the due day to the day on which the last of the money came, negative where early. */
export interface CustomerHabit {
  readonly invoices: number;
  /** Whole days; half a day counts as one, away from 0. */
  readonly medianDaysLate: number;
}

/** An invoice that payments have paid in full. */
export interface PaidInvoice {
  readonly dueOn: CalendarDate;
  /** The value date of the last of the money. */
  readonly paidOn: CalendarDate;
}

/** The habit in a customer's paid invoices; null where they are too few. */
export function customerHabitOf(paid: readonly PaidInvoice[]): CustomerHabit | null {
  if (paid.length < LEAST_INVOICES) return null;
  const median = medianOf(paid.map(({ dueOn, paidOn }) => daysBetween(dueOn, paidOn)));
  // Adding 0 makes 0 of -0.
  return { invoices: paid.length, medianDaysLate: Math.sign(median) * Math.round(Math.abs(median)) + 0 };
}

/** The first of the days on which the last money has to have come for a habit on a day. */
export function firstHabitDay(day: CalendarDate): CalendarDate {
  return addDays(day, 1 - HABIT_DAYS);
}

/** The plain computation: of a customer's item versions the invoices that its habit on a day rests on, the newest paid first. */
export function paidInvoicesOf(versions: readonly StoredItemVersion[], day: CalendarDate): PaidInvoice[] {
  const first = firstHabitDay(day);
  return versions
    .filter(({ kind, settledOn }) => kind === 'invoice' && settledOn <= day)
    .flatMap(({ itemId, minor, dueOn, paid = [] }) => {
      const paidOn = lastOf(paid);
      const isByMoney = paidOn !== null && paid.reduce((sum, part) => sum + part.minor, 0) === minor;
      return isByMoney && paidOn >= first ? [{ itemId, dueOn, paidOn }] : [];
    })
    .sort((a, b) => compared(b.paidOn, a.paidOn) || compared(a.itemId, b.itemId))
    .slice(0, MOST_INVOICES)
    .map(({ dueOn, paidOn }) => ({ dueOn, paidOn }));
}

function lastOf(paid: readonly Movement[]): CalendarDate | null {
  return paid.at(-1)?.on ?? null;
}
