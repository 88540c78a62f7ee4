import { isCalendarDate } from '#shared/domain/calendar-date.ts';

const CURRENCY = /^(?:[€$£¥]|eur|euros?|usd|dollars?|gbp|pounds?|chf|sek|nok|dkk|pln|czk|jpy|cad|aud)[.,;:)]*$/i;
const WITH_CURRENCY = /^(?:[€$£¥]|eur|usd|gbp|chf)\d|\d(?:[€$£¥%]|eur|usd|gbp|chf)$/i;
/** `1,234`, `1.234,56`, `1'234.56`, `1234.5` */
const GROUPED = /^\d{1,3}(?:[.,'’]\d{3})+(?:[.,]\d{1,2})?$/;
const WITH_DECIMALS = /^\d+[.,]\d{1,2}$/;
const WRITTEN_DAY = /^(?:\d{1,2}[./-]\d{1,2}[./-](?:\d{2}|\d{4})|\d{4}[./-]\d{1,2}[./-]\d{1,2}(?:t\d.*)?)$/i;
const YEAR = /^(?:19|20)\d{2}(?:[-/](?:\d{2}|(?:19|20)\d{2}))?$/;
const IBAN = /^[a-z]{2}\d{2}[a-z\d]{10,30}$/i;

/** Whether a word with digits is an amount: by its form, or by a currency in it or beside it. */
export function isAmount(word: string, before: string, after: string): boolean {
  if (WITH_CURRENCY.test(word) || GROUPED.test(word) || WITH_DECIMALS.test(word)) return true;
  return CURRENCY.test(before) || CURRENCY.test(after);
}

/** Whether a word with digits is a day, a year, or a bank account. */
export function isDayOrAccount(word: string): boolean {
  return WRITTEN_DAY.test(word) || YEAR.test(word) || IBAN.test(word);
}

/** Whether eight digits are a day of our time, such as 20261120. A document may have that number; then it needs to be called one. */
export function isCompactDay(word: string): boolean {
  return /^(?:19|20)\d{6}$/.test(word) && isCalendarDate(`${word.slice(0, 4)}-${word.slice(4, 6)}-${word.slice(6)}`);
}
