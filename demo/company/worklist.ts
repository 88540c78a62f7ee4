import { addDays, type CalendarDate, daysBetween } from '#shared/domain/calendar-date.ts';
import type { Books, LiveInvoice } from './books.ts';
import type { CollectorStyle } from './collector-styles.ts';
import { chanceOfPaying } from './payment-habit.ts';
import type { SampleCustomer } from './sample-company.ts';
import { SHAPES } from './shapes.ts';

/** A customer with what a collector could ask for today, oldest first. */
export interface Case {
  readonly customer: SampleCustomer;
  readonly items: readonly LiveInvoice[];
}

/** Nobody has been in contact with the neglected customer for so many days. */
const DAYS_OF_NEGLECT = 185;

/** Whether anybody is in contact with the customer at all. */
export function isContacted(
  { number, doNotContact }: SampleCustomer,
  day: CalendarDate,
  lastDay: CalendarDate,
): boolean {
  if (doNotContact) return false;
  return number !== SHAPES.neglected || day < addDays(lastDay, -DAYS_OF_NEGLECT);
}

/** The customers for whom a collector would find something to ask for, in the order of the collector's liking. Who pays on a day of their own is left to it, but for the one who likes it easy. */
export function casesFor(
  style: CollectorStyle,
  customers: readonly SampleCustomer[],
  { books, day }: { books: Books; day: CalendarDate },
): Case[] {
  const today = todayOf(day);
  const ranked = customers
    .filter(({ habit }) => style.order === 'easiest' || habit.kind !== 'fixed_day')
    .map((customer) => ({
      customer,
      items: books.openOf(customer.number).filter((item) => isAsked(style, item, today)),
    }))
    .filter(({ items }) => items.length > 0)
    .map((found) => ({ found, rank: rank(style, found, today) }))
    .filter((entry) => entry.rank > 0)
    .sort((a, b) => b.rank - a.rank);
  // The same few customers are called every day, and never get better.
  const taken = style.order === 'hardest' ? ranked.slice(0, 9) : ranked;
  return taken.map(({ found }) => found);
}

/** A day with those around it that the questions below turn on, worked out once. */
interface Today {
  readonly day: CalendarDate;
  readonly inThreeDays: CalendarDate;
  readonly twoWeeksAgo: CalendarDate;
  readonly week: readonly CalendarDate[];
}

function todayOf(day: CalendarDate): Today {
  const week = [1, 2, 3, 4, 5, 6, 7].map((ahead) => addDays(day, ahead));
  return { day, inThreeDays: addDays(day, 3), twoWeeksAgo: addDays(day, -14), week };
}

function isAsked(style: CollectorStyle, item: LiveInvoice, { day, inThreeDays, twoWeeksAgo }: Today): boolean {
  if (item.disputeStatus === 'disputed' || item.issuedOn >= day) return false;
  if (style.order === 'easiest') return item.dueOn <= inThreeDays && item.dueOn >= twoWeeksAgo;
  if (item.dueOn >= day) return false;
  return style.order === 'hardest' || item.promisedFor === null || item.promisedFor < day;
}

function rank(style: CollectorStyle, { customer, items }: Case, today: Today): number {
  if (style.order === 'easiest') return Math.max(...items.map((item) => easeOf(customer, item, today)));
  const oldest = Math.max(...items.map(({ dueOn }) => daysBetween(dueOn, today.day)));
  if (style.order === 'oldest' || style.order === 'hardest') return oldest;
  return items.reduce((sum, { left }) => sum + left, 0);
}

/** How likely the item is paid within days, whatever one does. Someone who knows the customers knows that well enough. */
function easeOf({ habit }: SampleCustomer, { dueOn }: LiveInvoice, { day, week }: Today): number {
  if (habit.kind === 'only_after_call') return 0;
  if (habit.kind === 'fixed_day') {
    const ahead = habit.daysPastDue - daysBetween(dueOn, day);
    return ahead >= 1 && ahead <= 5 ? 2 : 0;
  }
  if (habit.effect.call > 1) return 0;
  const chances = week.map((ahead) => chanceOfPaying(habit, { dueOn, day: ahead, mailedOn: null, calledOn: null }));
  const expected = chances.reduce((sum, chance) => sum + chance, 0);
  return expected < 0.6 ? 0 : expected;
}
