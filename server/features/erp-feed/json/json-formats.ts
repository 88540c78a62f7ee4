import { addDays, type CalendarDate, calendarDate } from '#shared/domain/calendar-date.ts';
import type { CellFormats } from '../field.ts';
import { dayReader } from '../formats/date-format.ts';

const ISO_DAY = dayReader('YYYY-MM-DD');
const TIME = /^[\d:.]+(?:Z|[+-]\d{2}:?\d{2})?$/;
const NUMBER = /^([+-]?)(\d{1,20})(?:\.(\d{1,20}))?(?:[eE]([+-]?\d{1,2}))?$/;

/** How JSON writes days and amounts: `2026-03-31`, also with a time after it, and plain numbers. */
export const JSON_FORMATS: CellFormats = { day: isoDay, dayExample: '2026-03-31', decimal: plainNumber };

/** The same, and days as `/Date(1539993600000+0000)/`: an instant and the offset in which it is a day of the calendar. */
export const DOTNET_FORMATS: CellFormats = {
  ...JSON_FORMATS,
  dayExample: '/Date(1539993600000+0000)/ or 2018-10-20',
  day: (text) => {
    const [written, milliseconds, hours = '0', minutes = '0'] = DOTNET_DAY.exec(text) ?? [];
    if (written === undefined) return isoDay(text);
    return dayOfEpoch(
      Number(milliseconds) + Number(hours) * MS_PER_HOUR + Math.sign(Number(hours)) * Number(minutes) * MS_PER_MINUTE,
    );
  },
};

const DOTNET_DAY = /^\/Date\((-?\d{1,15})(?:([+-]\d{2})(\d{2}))?\)\/$/;
const MS_PER_MINUTE = 60_000;
const MS_PER_HOUR = 3_600_000;
const MS_PER_DAY = 86_400_000;
const EPOCH = calendarDate('1970-01-01');
/** Days from 1900 to 2199, counted from 1970: outside of them it is no day of a document. */
const EARLIEST = -25_567;
const LATEST = 84_005;

function dayOfEpoch(milliseconds: number): CalendarDate | null {
  const days = Math.floor(milliseconds / MS_PER_DAY);
  return days < EARLIEST || days > LATEST ? null : addDays(EPOCH, days);
}

function isoDay(text: string): CalendarDate | null {
  const [day = '', time = '00:00'] = text.split(/[T ]/);
  return TIME.test(time) ? ISO_DAY(day) : null;
}

/** A number as a plain decimal; an exponent moves the point, and no digit is lost. */
function plainNumber(text: string): string | null {
  const match = NUMBER.exec(text);
  if (match === null) return null;
  const [, sign, whole = '', fraction = '', exponent = '0'] = match;
  const point = whole.length + Number(exponent);
  const digits = (whole + fraction).padEnd(point, '0');
  const padded = point < 1 ? '0'.repeat(1 - point) + digits : digits;
  const before = padded.slice(0, Math.max(1, point));
  const after = padded.slice(Math.max(1, point));
  return `${sign === '-' ? '-' : ''}${before}${after === '' ? '' : `.${after}`}`;
}
