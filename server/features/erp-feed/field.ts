import type { CalendarDate } from '#shared/domain/calendar-date.ts';
import { type CurrencyCode, isCurrencyCode } from '#shared/domain/currency.ts';
import type { ReadDay } from './formats/date-format.ts';
import type { ReadDecimal } from './formats/number-format.ts';

/** What a cell was read as, or why it cannot be. */
export type Reading<T> = { readonly value: T } | { readonly problem: string };

/** How the cells of one column are read in this file. */
export interface CellFormats {
  readonly day: ReadDay;
  readonly dayExample: string;
  readonly decimal: ReadDecimal;
}

export type FieldKind =
  | 'number'
  | 'text'
  | 'list'
  | 'email'
  | 'day'
  | 'amount'
  | 'currency'
  | 'yes or no'
  | 'one of'
  | 'rate'
  | 'https address';

/** One column of a profile: what it means, and how a cell of it is read. */
export interface Field<T> {
  readonly kind: FieldKind;
  readonly required: boolean;
  /** What the column holds, for the one who makes the file. */
  readonly about: string;
  /** The words that it may hold; a mapping can translate others into them. Empty for a column that holds no fixed words. */
  readonly words: readonly string[];
  /** What an empty cell means. */
  readonly empty: T;
  read(text: string, formats: CellFormats): Reading<T>;
}

export type Fields = Readonly<Record<string, Field<unknown>>>;
export type RowOf<F extends Fields> = { readonly [K in keyof F]: F[K] extends Field<infer T> ? T : never };

const LONGEST_TEXT = 500;
const LONGEST_NUMBER = 100;
const LONGEST_ADDRESS = 2_000;
const SHORTENED = /^\d([.,]\d+)?E\+\d+$/i;

/** The same column, which every row has to fill. */
export function required<T>(field: Field<T>): Field<Exclude<T, null>> {
  return { ...field, required: true } as Field<Exclude<T, null>>;
}

/** A number or code by which the ERP names something; kept to the letter, leading zeros too. */
export function numberField(about: string): Field<string> {
  return plain({ kind: 'number', about, empty: '' }, (text) => {
    if (text.length > LONGEST_NUMBER) return { problem: `is longer than ${LONGEST_NUMBER} characters` };
    if (SHORTENED.test(text)) return { problem: 'was shortened by a spreadsheet; export the column as text' };
    return { value: text };
  });
}

export function textField(about: string): Field<string> {
  return plain({ kind: 'text', about, empty: '' }, readText);
}

/** Several texts in one cell, parted by `|`. */
export function listField(about: string): Field<readonly string[]> {
  return plain({ kind: 'list', about, empty: [] }, (text) => {
    const parts = text.split('|').map((part) => part.trim());
    return parts.some((part) => part.length > LONGEST_TEXT)
      ? tooLong()
      : { value: parts.filter((part) => part !== '') };
  });
}

export function emailField(about: string): Field<string> {
  return plain({ kind: 'email', about, empty: '' }, (text) =>
    /^[^\s@<>",;]+@[^\s@<>",;]+$/.test(text) && text.length <= 320
      ? { value: text }
      : { problem: 'is not one e-mail address; write it as accounts@example.com' },
  );
}

export function dayField(about: string): Field<CalendarDate | null> {
  return plain({ kind: 'day', about, empty: null }, (text, { day, dayExample }) => {
    const value = day(text);
    return value === null ? { problem: `is no day of the calendar written as ${dayExample}` } : { value };
  });
}

/** An amount as a plain decimal; it becomes money once the row's currency is known. */
export function amountField(about: string): Field<string | null> {
  return plain({ kind: 'amount', about, empty: null }, (text, { decimal }) => {
    const value = decimal(text);
    return value === null ? { problem: 'is not an amount as this file writes them' } : { value };
  });
}

/** A rate of exchange, as a plain decimal. Nobody groups the digits of one, so its point or comma is a decimal sign whatever the amounts are written like. */
export function rateField(about: string): Field<string | null> {
  return plain({ kind: 'rate', about, empty: null }, (text) =>
    /^\d{1,9}(?:[.,]\d{1,12})?$/.test(text)
      ? { value: text.replace(',', '.') }
      : { problem: 'is no rate; write it as 1.0845' },
  );
}

export function addressField(about: string): Field<string> {
  return plain({ kind: 'https address', about, empty: '' }, (text) =>
    /^https:\/\/[^\s<>"]+$/.test(text) && text.length <= LONGEST_ADDRESS
      ? { value: text }
      : { problem: 'is no https address' },
  );
}

export function currencyField(about: string): Field<CurrencyCode | null> {
  return plain({ kind: 'currency', about, empty: null }, (text) => {
    const code = text.toUpperCase();
    return isCurrencyCode(code) ? { value: code } : { problem: 'is not a currency of ISO 4217; write EUR, USD, …' };
  });
}

const YES = ['yes', 'true', '1'];
const NO = ['no', 'false', '0'];

export function flagField(about: string): Field<boolean> {
  return plain({ kind: 'yes or no', about, empty: false, words: ['yes', 'no'] }, (text) => {
    const word = text.toLowerCase();
    if (YES.includes(word)) return { value: true };
    return NO.includes(word) ? { value: false } : { problem: 'is neither yes nor no; the mapping can translate it' };
  });
}

/** One of the profile's own words; capitals do not count, and a space or hyphen is as good as an underscore. */
export function choiceField<const W extends string>(about: string, words: readonly W[], empty: W): Field<W> {
  return plain<W>({ kind: 'one of', about, empty, words }, (text) => {
    const word = text.toLowerCase().replace(/[\s-]+/g, '_');
    const value = words.find((known) => known === word);
    if (value !== undefined) return { value };
    return { problem: `is none of ${words.join(', ')}; the mapping can translate it, in "values"` };
  });
}

type Plain<T> = Pick<Field<T>, 'kind' | 'about' | 'empty'> & { readonly words?: readonly string[] };

function plain<T>(field: Plain<T>, read: Field<T>['read']): Field<T> {
  return { words: [], required: false, ...field, read };
}

function readText(text: string): Reading<string> {
  const value = text.replace(/\s+/g, ' ');
  return value.length > LONGEST_TEXT ? tooLong() : { value };
}

function tooLong(): { problem: string } {
  return { problem: `is longer than ${LONGEST_TEXT} characters` };
}
