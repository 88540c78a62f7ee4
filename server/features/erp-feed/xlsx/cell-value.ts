import type { CellObject } from '@e965/xlsx';
import { addDays, calendarDate } from '#shared/domain/calendar-date.ts';
import type { TypedCell } from '../table/table.ts';

/** A cell as text, and what it is beyond that. */
export interface CellValue {
  readonly text: string;
  readonly typed?: TypedCell;
}

export interface CellReading {
  /** Days are counted from here. */
  readonly isFrom1904: boolean;
  readonly showsDay: (format: string) => boolean;
}

export const EMPTY: CellValue = { text: '' };

/** A spreadsheet computes with so many digits, and shows no more. */
const DIGITS = 15;
const TOO_LARGE = 10 ** DIGITS;
const DAY_0 = calendarDate('1899-12-30');
const DAY_0_OF_1904 = calendarDate('1904-01-01');
/** From 1 March 1900, before which the count has a day too many, to the end of 2199. */
const [FIRST_DAY, LAST_DAY] = [61, 109_574];
const FIRST_DAY_OF_1904 = 0;
const ZEROS = /^0+$/;
const ERRORS: Readonly<Record<number, string>> = {
  0: '#NULL!',
  7: '#DIV/0!',
  15: '#VALUE!',
  23: '#REF!',
  29: '#NAME?',
  36: '#NUM!',
  42: '#N/A',
};

/** What a workbook's cell says. */
export function cellValue({ t: type, v: value, z: format }: CellObject, reading: CellReading): CellValue {
  switch (type) {
    case 'e':
      return errorValue(ERRORS[Number(value)] ?? '#ERROR!');
    case 'b':
      return { text: value === true ? 'TRUE' : 'FALSE' };
    case 'n':
      return countedValue(value, typeof format === 'string' ? format : 'General', reading);
    default:
      return { text: typeof value === 'string' ? value : '' };
  }
}

function countedValue(value: unknown, format: string, { showsDay, isFrom1904 }: CellReading): CellValue {
  if (typeof value !== 'number' || !Number.isFinite(value))
    return wrong('is no number, though its cell says so', String(value));
  return showsDay(format) ? dayValue(value, isFrom1904) : numberValue(value, format);
}

function dayValue(serial: number, isFrom1904: boolean): CellValue {
  const days = Math.floor(serial);
  const isDay = days >= (isFrom1904 ? FIRST_DAY_OF_1904 : FIRST_DAY) && days <= LAST_DAY;
  if (!isDay) return wrong('is a time, or a number shown as a day; format the cell as what it is', plain(serial));
  return { text: addDays(isFrom1904 ? DAY_0_OF_1904 : DAY_0, days), typed: { is: 'day' } };
}

function numberValue(value: number, format: string): CellValue {
  if (Math.abs(value) >= TOO_LARGE) {
    const problem = `has more than the ${DIGITS} digits that a spreadsheet keeps; make the column text in the ERP`;
    return wrong(problem, plain(value));
  }
  const text = plain(Number(value.toPrecision(DIGITS)));
  // A format of zeros alone shows a number as long as the ERP wrote it.
  if (ZEROS.test(format) && Number.isInteger(value) && value >= 0) return { text: text.padStart(format.length, '0') };
  const lost = Number.isInteger(value)
    ? null
    : 'is a number with decimals, which names nothing; make the column text in the ERP';
  return { text, typed: { is: 'number', lost } };
}

/** A number as a plain decimal, without an exponent. */
function plain(value: number): string {
  const text = String(value);
  return text.includes('e') ? value.toFixed(20).replace(/\.?0+$/, '') : text;
}

function errorValue(error: string): CellValue {
  return wrong(`is the error ${error} of a formula`, error);
}

/** What is shown of a wrong cell also keeps its row from looking empty. */
export function wrong(problem: string, text: string): CellValue {
  return { text, typed: { is: 'wrong', problem } };
}
