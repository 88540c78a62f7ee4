import { Readable } from 'node:stream';
import { stringify } from 'csv-stringify';
import { decimalOf, type Money } from '#shared/domain/money.ts';
import { type Cell, type Report, type ReportRow, tableOf } from './report.ts';

/** A report's rows as CSV with a byte order mark, for spreadsheets. A cell that would be read as a formula is made text. */
export function csvOf(report: Report, rows: readonly ReportRow[]): Readable {
  const { titles, lines } = tableOf(report, rows);
  return Readable.from(lines.map((line) => line.map(written))).pipe(
    stringify({ header: true, columns: titles, bom: true, escape_formulas: true }),
  );
}

/** The cell of an amount, empty where there is none. */
export function decimalCell(value: unknown): Cell {
  return value === null || value === undefined ? '' : (value as Money);
}

/** An amount as a number that spreadsheets read: a text that begins with a minus sign would be made inert. */
function written(cell: Cell): string | number {
  return typeof cell === 'object' ? Number(decimalOf(cell)) : cell;
}
