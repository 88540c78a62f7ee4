import { addDays, type CalendarDate, calendarDate, dayOf } from '#shared/domain/calendar-date.ts';
import { monthNamed } from './month-names.ts';

/** Reads a day as one format writes it; null for anything else, and for days that the calendar does not have. */
export type ReadDay = (text: string) => CalendarDate | null;

/** The formats that are tried where none is declared. */
export const USUAL_DATE_FORMATS = [
  'YYYY-MM-DD',
  'YYYY/MM/DD',
  'YYYY.MM.DD',
  'YYYYMMDD',
  'YYYYMMDD.0',
  'M/D/YYYY',
  'D/M/YYYY',
  'D.M.YYYY',
  'M-D-YYYY',
  'D-M-YYYY',
  'M/D/YY',
  'D/M/YY',
  'D.M.YY',
  'M-D-YY',
  'D-M-YY',
  'YY-MM-DD',
  'D-MMM-YYYY',
  'D MMM YYYY',
  'D. MMM YYYY',
  'D-MMM-YY',
  'D MMM YY',
  'MMM D, YYYY',
  'YYYY-MM-DD HH:mm:ss',
  'YYYY-MM-DDTHH:mm:ss',
  'YYYY-MM-DD H:mm:ss',
  'YYYY-MM-DD HH:mm',
  'YYYY-MM-DDT00:00:00Z',
  'YYYY-MM-DD 00:00:00.000',
  'M/D/YYYY H:mm',
  'D/M/YYYY H:mm',
  'M/D/YYYY H:mm:ss',
  'D/M/YYYY H:mm:ss',
  'M/D/YYYY H:mm:ss A',
  'D.M.YYYY H:mm',
  'D.M.YYYY H:mm:ss',
  'serial',
] as const;

/** A spreadsheet's count of days: 1 is 1 January 1900, and 1900 had 29 February. */
const SERIAL = /^(\d{5})(?:\.\d{1,12})?$/;
const DAY_0_OF_SERIALS = calendarDate('1899-12-30');
/** Of the years 1954 to 2119; other numbers of five digits are no days of documents. */
const [FIRST_SERIAL, LAST_SERIAL] = [20_000, 80_000];

const TOKENS = /YYYY|YY|MMM|MM|M|DD|D|HH|H|mm|ss|A|[^A-Za-z]|[TZ]/g;
const PATTERN_OF: Readonly<Record<string, string>> = {
  YYYY: '(?<year>\\d{4})',
  YY: '(?<shortYear>\\d{2})',
  MMM: '(?<monthName>\\p{L}{3,10}\\.?)',
  MM: '(?<month>\\d{2})',
  M: '(?<month>\\d{1,2})',
  DD: '(?<day>\\d{2})',
  D: '(?<day>\\d{1,2})',
  HH: '[0-2]\\d',
  H: '[0-2]?\\d',
  mm: '[0-5]\\d',
  ss: '[0-5]\\d',
  A: '[AaPp][Mm]',
};
const EARLIEST_YEAR = 1900;
const LATEST_YEAR = 2199;
const CENTURY_OF_SHORT_YEARS = 2000;

/**
 * Makes the reader of a format of `YYYY`, `YY` (2000 to 2099), `MM`, `M` (one digit or two), `MMM` (a month's name), `DD`, `D`, and `HH`, `H`, `mm`, `ss`, `A` (AM, PM),
 * which are read and left out; everything else stands for itself. `serial` is a spreadsheet's count of days. Throws RangeError for a format that names no day.
 */
export function dayReader(format: string): ReadDay {
  if (format === 'serial') return readSerial;
  const tokens = tokensOf(format);
  requireDay(format, tokens);
  const pattern = new RegExp(`^${tokens.map((token) => PATTERN_OF[token] ?? escaped(token)).join('')}$`, 'u');
  return (text) => {
    const parts = pattern.exec(text)?.groups;
    return parts === undefined ? null : dayFrom(parts);
  };
}

function readSerial(text: string): CalendarDate | null {
  const days = Number(SERIAL.exec(text)?.[1] ?? 0);
  return days < FIRST_SERIAL || days > LAST_SERIAL ? null : addDays(DAY_0_OF_SERIALS, days);
}

function tokensOf(format: string): string[] {
  const tokens = format.match(TOKENS) ?? [];
  if (tokens.join('') === format) return tokens;
  throw new RangeError(`"${format}" is no date format; write one such as YYYY-MM-DD, M/D/YYYY or DD.MM.YYYY.`);
}

function requireDay(format: string, tokens: readonly string[]): void {
  for (const [part, forms] of PARTS) {
    const count = tokens.filter((token) => forms.includes(token)).length;
    if (count !== 1) throw new RangeError(`"${format}" needs the ${part} once, as ${forms.join(' or ')}.`);
  }
  tokens.forEach((token, at) => {
    const next = tokens[at + 1] ?? '';
    if ((token === 'M' || token === 'D') && (PATTERN_OF[next]?.includes('\\d') || /\d/.test(next))) {
      throw new RangeError(`In "${format}" it cannot be said where ${token} ends; write ${token}${token}.`);
    }
  });
}

const PARTS: readonly (readonly [string, readonly string[]])[] = [
  ['year', ['YYYY', 'YY']],
  ['month', ['MM', 'M', 'MMM']],
  ['day', ['DD', 'D']],
];

function dayFrom({ year, shortYear, month, monthName, day }: Record<string, string | undefined>): CalendarDate | null {
  const years = year === undefined ? CENTURY_OF_SHORT_YEARS + Number(shortYear) : Number(year);
  const months = monthName === undefined ? Number(month) : monthNamed(monthName);
  if (years < EARLIEST_YEAR || years > LATEST_YEAR) return null;
  return dayOf(years, months, Number(day));
}

function escaped(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\/]/g, '\\$&');
}
