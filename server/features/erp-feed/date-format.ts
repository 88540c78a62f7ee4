import { type CalendarDate, dayOf } from '#shared/domain/calendar-date.ts';

/** Reads a day as one format writes it; null for anything else, and for days that the calendar does not have. */
export type ReadDay = (text: string) => CalendarDate | null;

/** The formats that are tried where none is declared. */
export const USUAL_DATE_FORMATS = [
  'YYYY-MM-DD',
  'YYYY/MM/DD',
  'YYYYMMDD',
  'YYYYMMDD.0',
  'M/D/YYYY',
  'D/M/YYYY',
  'D.M.YYYY',
  'M-D-YYYY',
  'D-M-YYYY',
  'D-MMM-YYYY',
  'YYYY-MM-DD HH:mm:ss',
  'YYYY-MM-DDTHH:mm:ss',
] as const;

const TOKENS = /YYYY|YY|MMM|MM|M|DD|D|HH|mm|ss|[^A-Za-z]|[TZ]/g;
const PATTERN_OF: Readonly<Record<string, string>> = {
  YYYY: '(?<year>\\d{4})',
  YY: '(?<shortYear>\\d{2})',
  MMM: '(?<monthName>[A-Za-z]{3})',
  MM: '(?<month>\\d{2})',
  M: '(?<month>\\d{1,2})',
  DD: '(?<day>\\d{2})',
  D: '(?<day>\\d{1,2})',
  HH: '[0-2]\\d',
  mm: '[0-5]\\d',
  ss: '[0-5]\\d',
};
const MONTHS = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];
const EARLIEST_YEAR = 1900;
const LATEST_YEAR = 2199;
const CENTURY_OF_SHORT_YEARS = 2000;

/**
 * Makes the reader of a format of `YYYY`, `YY` (2000 to 2099), `MM`, `M` (one digit or two), `MMM` (English, three letters), `DD`, `D`, and `HH`, `mm`, `ss`, which
 * are read and left out; everything else stands for itself. Throws RangeError for a format that names no day.
 */
export function dayReader(format: string): ReadDay {
  const tokens = tokensOf(format);
  requireDay(format, tokens);
  const pattern = new RegExp(`^${tokens.map((token) => PATTERN_OF[token] ?? escaped(token)).join('')}$`);
  return (text) => {
    const parts = pattern.exec(text)?.groups;
    return parts === undefined ? null : dayFrom(parts);
  };
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
  const months = monthName === undefined ? Number(month) : MONTHS.indexOf(monthName.toLowerCase()) + 1;
  if (years < EARLIEST_YEAR || years > LATEST_YEAR) return null;
  return dayOf(years, months, Number(day));
}

function escaped(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\/-]/g, '\\$&');
}
