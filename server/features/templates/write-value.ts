import { isCalendarDate } from '#shared/domain/calendar-date.ts';
import { isCurrencyCode } from '#shared/domain/currency.ts';
import { formatMoney, type Money } from '#shared/domain/money.ts';
import { mailAddress } from '../../mail/mail-address.ts';
import { cleanLine } from './clean-text.ts';
import type { VariableType } from './template-variables.ts';

/** A value as a reader sees it, or why it cannot be one of its type. */
export type WrittenValue = { readonly text: string } | { readonly problem: string };

type Write = (value: unknown, language: string) => string | null;

const NOT_OF_TYPE: Readonly<Record<VariableType, string>> = {
  text: 'is no text',
  money: 'is no amount',
  date: 'is no day of the calendar',
  count: 'is no whole number of 0 or more',
  url: 'is no address that begins with https://',
  email: 'is no e-mail address',
};

const WRITE: Readonly<Record<VariableType, Write>> = {
  text: (value) => (typeof value === 'string' ? cleanLine(value) : null),
  money: (value, language) => {
    if (!Array.isArray(value) || !value.every(isAmount)) return null;
    return new Intl.ListFormat(language).format(value.map((amount) => formatMoney(amount, language)));
  },
  date: (value, language) => (typeof value === 'string' && isCalendarDate(value) ? dayInWords(value, language) : null),
  count: (value) => (Number.isSafeInteger(value) && Number(value) >= 0 ? String(Number(value)) : null),
  url: (value) => (typeof value === 'string' && isWebAddress(value) ? value : null),
  email: (value) => (typeof value === 'string' && mailAddress(value) !== null ? cleanLine(value) : null),
};

/** Writes a value of a type in a language (BCP 47): clean, one line, never empty. */
export function writeValue(value: unknown, type: VariableType, language: string): WrittenValue {
  if (value === undefined || value === null || isEmpty(value)) return { problem: 'is not known' };
  const text = WRITE[type](value, language);
  if (text === null) return { problem: NOT_OF_TYPE[type] };
  return text === '' ? { problem: 'is not known' } : { text };
}

function isEmpty(value: unknown): boolean {
  return (typeof value === 'string' && cleanLine(value) === '') || (Array.isArray(value) && value.length === 0);
}

function isAmount(value: unknown): value is Money {
  if (typeof value !== 'object' || value === null) return false;
  const { minor, currency } = value as Partial<Record<keyof Money, unknown>>;
  return Number.isSafeInteger(minor) && Number(minor) >= 0 && typeof currency === 'string' && isCurrencyCode(currency);
}

function isWebAddress(text: string): boolean {
  return /^https:\/\/[^\s\\<>"'`{}\p{C}]+$/u.test(text) && URL.canParse(text);
}

function dayInWords(day: string, language: string): string {
  const format = new Intl.DateTimeFormat(language, { dateStyle: 'long', timeZone: 'UTC' });
  return format.format(new Date(`${day}T00:00:00.000Z`));
}
