import type { CalendarDate } from '#shared/domain/calendar-date.ts';
import type { CurrencyCode } from '#shared/domain/currency.ts';
import { formatMoney, type Money, money } from '#shared/domain/money.ts';

/** Readers' locales are not known; days carry their month in letters, so that they cannot be misread. */
const LOCALE = 'en-GB';

/** What a figure is counted in. */
export interface FigureUnit {
  readonly unit: string;
  readonly currency: CurrencyCode | null;
}

/** A figure as its reader says it: `41.3 days`, `95.2 %`, `€1,200.00`. */
export function figureText(value: number, { unit, currency }: FigureUnit): string {
  switch (unit) {
    case 'money':
      return currency === null ? numberText(value, 0) : moneyText(money(Math.round(value), currency));
    case 'fraction':
      return `${numberText(value * 100, 1)} %`;
    case 'days':
      return `${numberText(value, 1)} days`;
    case 'times':
      return `${numberText(value, 1)} times`;
    default:
      return numberText(value, 1);
  }
}

/** By how much a figure differs from what it was: `2.4 days more`. */
export function changeText(now: number, before: number, of: FigureUnit): string {
  const difference = now - before;
  const size =
    of.unit === 'fraction'
      ? `${numberText(Math.abs(difference) * 100, 1)} points`
      : figureText(Math.abs(difference), of);
  if (size === sizeOfNothing(of)) return 'as before';
  return `${size} ${difference > 0 ? 'more' : 'less'}`;
}

function sizeOfNothing(of: FigureUnit): string {
  return of.unit === 'fraction' ? '0 points' : figureText(0, of);
}

export function moneyText(amount: Money): string {
  return formatMoney(amount, LOCALE);
}

export function dayText(day: CalendarDate): string {
  const options = { day: 'numeric', month: 'short', year: 'numeric', timeZone: 'UTC' } as const;
  return new Intl.DateTimeFormat(LOCALE, options).format(new Date(`${day}T00:00:00Z`));
}

/** `16 Nov 2026 to 22 Nov 2026`, or the one day. */
export function periodText({ from, to }: { from: CalendarDate; to: CalendarDate }): string {
  return from === to ? dayText(from) : `${dayText(from)} to ${dayText(to)}`;
}

/** Day, time and zone of an instant. */
export function instantText(instant: string, zone: string): string {
  const options = { dateStyle: 'medium', timeStyle: 'short', timeZone: zone } as const;
  return `${new Intl.DateTimeFormat(LOCALE, options).format(new Date(instant))} (${zone})`;
}

export function shareText(part: number, whole: number): string {
  return whole === 0 ? '' : `${numberText((part / whole) * 100, 0)} %`;
}

/** A text of one line without the characters that steer terminals and mail. */
export function plainText(text: string): string {
  return text.replace(/[\p{Cc}\p{Cf}\u2028\u2029]+/gu, ' ').trim();
}

function numberText(value: number, decimals: number): string {
  return new Intl.NumberFormat(LOCALE, { maximumFractionDigits: decimals }).format(value === 0 ? 0 : value);
}
