import { type CurrencyCode, minorDigits } from './currency.ts';
import { numberFormat } from './intl-formatters.ts';

/** An amount in whole minor units (cents) of one currency. Two currencies are never added. */
export interface Money {
  readonly minor: number;
  readonly currency: CurrencyCode;
}

/** Makes an amount. Throws RangeError unless `minor` is a whole number that a double holds exactly. */
export function money(minor: number, currency: CurrencyCode): Money {
  if (!Number.isSafeInteger(minor)) throw new RangeError(`${minor} is not a whole number of minor units.`);
  return { minor: minor === 0 ? 0 : minor, currency };
}

export function add(a: Money, b: Money): Money {
  requireSameCurrency(a, b);
  return money(a.minor + b.minor, a.currency);
}

/** Adds up amounts of one currency; an empty list gives zero of it. */
export function total(amounts: Iterable<Money>, currency: CurrencyCode): Money {
  let sum = money(0, currency);
  for (const amount of amounts) sum = add(sum, amount);
  return sum;
}

/** Reads a plain decimal such as `-1234.5` as an amount. Null where it is no such number or has more decimals than the currency. */
export function moneyFromDecimal(text: string, currency: CurrencyCode): Money | null {
  const match = /^([+-]?)(\d{1,15})(?:\.(\d+))?$/.exec(text);
  if (match === null) return null;
  const digits = minorDigits(currency);
  const fraction = (match[3] ?? '').replace(/0+$/, '');
  if (fraction.length > digits) return null;
  const minor = Number(`${match[2] ?? ''}${fraction.padEnd(digits, '0')}`);
  if (!Number.isSafeInteger(minor)) return null;
  return money(match[1] === '-' ? -minor : minor, currency);
}

/** Writes an amount as a plain decimal without the currency: `-1234.50`. Exact, and the same in every locale. */
export function decimalOf({ minor, currency }: Money): string {
  const digits = minorDigits(currency);
  const sign = minor < 0 ? '-' : '';
  const padded = String(Math.abs(minor)).padStart(digits + 1, '0');
  if (digits === 0) return sign + padded;
  return `${sign}${padded.slice(0, -digits)}.${padded.slice(-digits)}`;
}

/** Writes an amount for a reader: grouped and with its currency, in the reader's locale, always with the currency's own number of decimals. */
export function formatMoney(amount: Money, locale: string): string {
  const digits = minorDigits(amount.currency);
  return numberFormat(locale, {
    style: 'currency',
    currency: amount.currency,
    minimumFractionDigits: digits,
    maximumFractionDigits: digits,
  }).format(decimalOf(amount) as Intl.StringNumericLiteral);
}

function requireSameCurrency(a: Money, b: Money): void {
  if (a.currency !== b.currency) throw new RangeError(`${a.currency} and ${b.currency} cannot be added.`);
}
