import { addDays, type CalendarDate, daysBetween } from '#shared/domain/calendar-date.ts';
import { medianOf } from '#shared/domain/median.ts';
import { money } from '#shared/domain/money.ts';
import { type CashException, inWords, named, type PartSeen, type PaymentSeen } from './exception.ts';
import { habitOf, isFarOffInAmount, isFarOffInDays } from './habit.ts';

/** How far back a habit reaches, in days. */
export const HABIT_DAYS = 365;

export interface Period {
  readonly from: CalendarDate;
  readonly to: CalendarDate;
}

/** Payments of a period whose days past due, or whose amounts, lie far off what the customer did in the year before each. */
export function offHabit(
  payments: readonly PaymentSeen[],
  parts: readonly PartSeen[],
  period: Period,
): CashException[] {
  const delays = delaysOf(parts);
  return [...grouped(payments).values()].flatMap((ofCustomer) =>
    ofCustomer
      .filter(({ on, minor }) => on >= period.from && on <= period.to && minor > 0)
      .flatMap((payment) => {
        const before = ofCustomer.filter(({ on, minor }) => isBefore(on, payment.on) && minor > 0);
        return [...offInDays(payment, before, delays), ...offInAmount(payment, before)];
      }),
  );
}

function offInDays(
  payment: PaymentSeen,
  before: readonly PaymentSeen[],
  delays: ReadonlyMap<string, Delay>,
): CashException[] {
  const delay = delays.get(payment.id);
  const habit = habitOf(before.flatMap(({ id }) => delays.get(id)?.days ?? []));
  if (delay === undefined || habit === null || !isFarOffInDays(delay.days, habit)) return [];
  const sentence = `Paid ${inDays(delay.days)}; this customer’s payments usually come ${inDays(Math.round(habit.median))}.`;
  return [{ ...about(payment), kind: 'habit_days', documents: [named(payment), named(delay.item)], sentence }];
}

function offInAmount(payment: PaymentSeen, before: readonly PaymentSeen[]): CashException[] {
  const earlier = before.map(({ minor }) => minor);
  if (!isFarOffInAmount(payment.minor, earlier)) return [];
  const usual = money(Math.round(medianOf(earlier)), payment.currency);
  const sentence = `${inWords(money(payment.minor, payment.currency))}, where this customer usually pays ${inWords(usual)}.`;
  return [{ ...about(payment), kind: 'habit_amount', documents: [named(payment)], sentence }];
}

function about({ customerId, minor, currency, on }: PaymentSeen) {
  return { reason: '', customerId, amount: money(minor, currency), on };
}

interface Delay {
  readonly days: number;
  readonly item: PartSeen['item'];
}

/** By how many days past due each payment came, told by the item that took the most of it. */
function delaysOf(parts: readonly PartSeen[]): Map<string, Delay> {
  const largest = new Map<string, PartSeen>();
  for (const part of parts) {
    const known = largest.get(part.paymentId);
    if (known === undefined || isLarger(part, known)) largest.set(part.paymentId, part);
  }
  return new Map([...largest].map(([id, { item, dueOn, paidOn }]) => [id, { item, days: daysBetween(dueOn, paidOn) }]));
}

function isLarger(a: PartSeen, b: PartSeen): boolean {
  if (a.amount.minor !== b.amount.minor) return a.amount.minor > b.amount.minor;
  return a.dueOn === b.dueOn ? a.item.id < b.item.id : a.dueOn < b.dueOn;
}

function isBefore(on: CalendarDate, day: CalendarDate): boolean {
  return on < day && on >= addDays(day, -HABIT_DAYS);
}

function grouped(payments: readonly PaymentSeen[]): Map<string, PaymentSeen[]> {
  const groups = new Map<string, PaymentSeen[]>();
  for (const payment of payments) {
    const key = `${payment.customerId} ${payment.currency}`;
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [payment]);
    else group.push(payment);
  }
  return groups;
}

function inDays(days: number): string {
  if (days === 0) return 'on the due day';
  const counted = Math.abs(days) === 1 ? '1 day' : `${Math.abs(days)} days`;
  return days > 0 ? `${counted} past due` : `${counted} early`;
}
