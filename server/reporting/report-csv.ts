import { Readable } from 'node:stream';
import { stringify } from 'csv-stringify';
import { decimalOf, type Money } from '#shared/domain/money.ts';
import { type Cell, type Report, type ReportRow, tableOf } from './report.ts';

/**
 * What a formula begins with, at the beginning of a text or after a character that parts columns or rows for a program that is set to another country: such a program does not
 * heed quotes in the midst of what it takes for a cell. Tabs are made blanks.
 */
const FORMULA_BEGINS = /(^|[;|\n])(["\s]*)(?=[=+\-@\uff1d\uff0b\uff0d\uff20])/g;

/** A report's rows as CSV with a byte order mark, for spreadsheets. What would be read as a formula is made text. */
export function csvOf(report: Report, rows: readonly ReportRow[]): Readable {
  const { titles, lines } = tableOf(report, rows);
  return Readable.from(lines.map((line) => line.map(written))).pipe(
    stringify({ header: true, columns: titles.map(inert), bom: true, escape_formulas: true }),
  );
}

/** The cell of an amount, empty where there is none. */
export function decimalCell(value: unknown): Cell {
  return value === null || value === undefined ? '' : (value as Money);
}

/** An amount as a number that spreadsheets read: a text that begins with a minus sign would be made inert. */
function written(cell: Cell): string | number {
  if (typeof cell === 'object') return Number(decimalOf(cell));
  return typeof cell === 'number' ? cell : inert(cell);
}

function inert(text: string): string {
  const plain = text.replaceAll('\0', '').replace(/\r\n?/g, '\n').replaceAll('\t', ' ');
  return plain.replace(FORMULA_BEGINS, "$1$2'");
}
