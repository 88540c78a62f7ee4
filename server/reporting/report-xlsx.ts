import { Worker } from 'node:worker_threads';
import type { Sheet, Cell as SheetCell } from 'write-excel-file/node';
import type { ReportAnswer, ReportQuery } from '#shared/api/reports.ts';
import { REPORT_FILTERS } from '#shared/api/reports.ts';
import { isCalendarDate } from '#shared/domain/calendar-date.ts';
import { decimalOf, type Money } from '#shared/domain/money.ts';
import { DomainError } from '../errors.ts';
import { type Cell, type Report, type ReportRow, tableOf } from './report.ts';

/** More rows make a file that few machines open with ease; a stream of CSV has no such end. */
const MAX_LINES = 50_000;
/** What a cell of a workbook holds at most. */
const MAX_TEXT = 32_767;
const DAY_FORMAT = 'yyyy-mm-dd';
const [NARROWEST, WIDEST] = [8, 60];
/** Characters that XML cannot carry. */
const NOT_IN_XML = /[^\t\n\r\u{20}-\u{d7ff}\u{e000}-\u{fffd}\u{10000}-\u{10ffff}]/gu;
/** `_x0041_` would be read as the letter with that number. */
const CODED_LETTER = /_(?=x[\da-f]{4}_)/giu;

export interface WorkbookContent {
  readonly report: Report;
  readonly answer: ReportAnswer;
  readonly query: ReportQuery;
  /** In the order that was asked for. */
  readonly rows: readonly ReportRow[];
}

/**
 * A report as a workbook (.xlsx): its rows on the first sheet, numbers and days as such and every text as text; what was asked on the second. Throws DomainError
 * `request_invalid` for more than 50,000 rows.
 */
export async function workbookOf({ report, answer, query, rows }: WorkbookContent): Promise<Uint8Array> {
  const { titles, lines } = tableOf(report, rows);
  if (lines.length > MAX_LINES) {
    const problem = `is for at most 50,000 rows, and these are ${lines.length}; narrow the report, or take format=csv`;
    throw new DomainError('request_invalid', `The format xlsx ${problem}.`, [{ field: 'format', problem }]);
  }
  return packed([rowsSheet(report.name, titles, lines), questionSheet(answer, query)]);
}

function rowsSheet(name: string, titles: readonly string[], lines: readonly Cell[][]): Sheet<Blob> {
  const areDays = titles.map((_, column) => isDayColumn(lines, column));
  const widths = titles.map((title, column) => widthOf(title, lines, column));
  const written = lines.map((line) => line.map((cell, column) => sheetCell(cell, areDays[column] === true)));
  return {
    sheet: name.slice(0, 31),
    stickyRowsCount: 1,
    columns: widths.map((width) => ({ width })),
    data: [titles.map(heading), ...written],
  };
}

/** What was asked, so that the file can be told from another and asked for again. */
function questionSheet({ report, tenant, asOf, from, to, ...answer }: ReportAnswer, query: ReportQuery): Sheet<Blob> {
  const { knownAt, dataAsOf, definition, rowCount } = answer;
  const filters = REPORT_FILTERS.flatMap((filter) => {
    const value = query[filter];
    return value === undefined ? [] : [[filter, String(value)] as const];
  });
  const facts: (readonly [string, Cell])[] = [
    ['Report', `${definition.title} (${report})`],
    ['Company', tenant],
    ...(asOf === undefined
      ? ([
          ['From', from ?? ''],
          ['To', to ?? ''],
        ] as const)
      : ([['As of', asOf]] as const)),
    ['Known at', knownAt ?? 'nothing has been fed yet'],
    ['Data as of', dataAsOf ?? 'unknown'],
    ['Rows', rowCount],
    ...filters,
    ...definition.words.map((words, place) => [place === 0 ? 'How it is computed' : '', words] as const),
  ];
  return {
    sheet: 'What was asked',
    columns: [{ width: 20 }, { width: 100 }],
    data: facts.map(([name, value]) => [
      heading(name),
      sheetCell(value, typeof value === 'string' && isCalendarDate(value)),
    ]),
  };
}

function heading(words: string): SheetCell {
  return { value: plain(words), fontWeight: 'bold' };
}

/** A column of which every cell that says something is a day. */
function isDayColumn(lines: readonly Cell[][], column: number): boolean {
  const said = lines.map((line) => line[column] ?? '').filter((cell) => cell !== '');
  return said.length > 0 && said.every((cell) => typeof cell === 'string' && isCalendarDate(cell));
}

function sheetCell(cell: Cell, isDay: boolean): SheetCell {
  if (cell === '') return null;
  if (typeof cell === 'number') return Number.isFinite(cell) ? cell : null;
  if (typeof cell === 'object') return { value: Number(decimalOf(cell)), format: amountFormat(cell) };
  return isDay ? { value: new Date(`${cell}T00:00:00Z`), format: DAY_FORMAT } : { value: plain(cell) };
}

/** With as many decimals as the currency has. */
function amountFormat(amount: Money): string {
  const [, decimals = ''] = decimalOf(amount).split('.');
  return decimals === '' ? '#,##0' : `#,##0.${'0'.repeat(decimals.length)}`;
}

function plain(text: string): string {
  return text.replace(NOT_IN_XML, '').replace(CODED_LETTER, '_x005F_').slice(0, MAX_TEXT);
}

function widthOf(title: string, lines: readonly Cell[][], column: number): number {
  let width = title.length;
  for (const line of lines) width = Math.max(width, textLength(line[column] ?? ''));
  return Math.min(WIDEST, Math.max(NARROWEST, width + 2));
}

function textLength(cell: Cell): number {
  return typeof cell === 'object' ? decimalOf(cell).length : String(cell).length;
}

function packed(sheets: readonly Sheet<Blob>[]): Promise<Uint8Array> {
  return new Promise((resolve, reject) => {
    const worker = new Worker(new URL('./workbook-worker.mjs', import.meta.url), { workerData: sheets, execArgv: [] });
    worker.once('message', resolve);
    worker.once('error', reject);
    worker.once('exit', (code) => reject(new Error(`The workbook could not be written (${code}).`)));
  });
}
