import { BlockFile } from '../rows/block-file.ts';
import type { TableRecord, TypedCell } from '../table/table.ts';
import { type CellReading, type CellValue, cellValue, EMPTY, wrong } from './cell-value.ts';
import type { ParsedSlice } from './sheet-parser.ts';
import { damaged } from './zip-directory.ts';

const ROWS_A_BLOCK = 500;
const BYTES_IN_MEMORY = 8 * 1024 * 1024;
const MOST_COLUMNS = 1_000;
const MOST_ROWS = 1_048_576;

interface KeptRow {
  readonly line: number;
  readonly cells: readonly string[];
  readonly typed: readonly (readonly [at: number, cell: TypedCell])[];
}

/** A sheet's rows as text, in bounded memory; they can be gone through any number of times, until they are closed. */
export class SheetRows {
  private readonly blocks = new BlockFile(BYTES_IN_MEMORY);
  private waiting: KeptRow[] = [];
  private width = 0;
  private lastRow = -1;

  constructor(private readonly reading: CellReading) {}

  /** Takes in a slice; `unvalued` are addresses of formulas that have no value. Throws UnreadableFile for rows out of their order, or too many. */
  add({ rows }: ParsedSlice, unvalued: ReadonlySet<string>): void {
    for (const [row, cells] of rows) {
      if (row <= this.lastRow || row >= MOST_ROWS) throw damaged(`its row ${row + 1} is not where it should be`);
      this.lastRow = row;
      this.addRow(row, cells, unvalued);
    }
  }

  *all(): Generator<TableRecord> {
    for (let number = 0; number < this.blocks.count; number += 1) {
      yield* recordsIn(JSON.parse(this.blocks.read(number).toString()) as KeptRow[]);
    }
    yield* recordsIn(this.waiting);
  }

  close(): void {
    this.blocks.close();
    this.waiting = [];
  }

  private addRow(row: number, cells: ParsedSlice['rows'][number][1], unvalued: ReadonlySet<string>): void {
    const length = widthOf(cells);
    if (length > MOST_COLUMNS) throw damaged(`its row ${row + 1} has more than ${MOST_COLUMNS} columns`);
    this.width = Math.max(this.width, length);
    const values = Array.from({ length: this.width }, (_none, at) =>
      this.valueOf(cells[at], unvalued.has(`${columnName(at)}${row + 1}`)),
    );
    this.keep({
      line: row + 1,
      cells: values.map(({ text }) => text),
      typed: values.flatMap(({ typed }, at) => (typed === undefined ? [] : [[at, typed] as const])),
    });
  }

  private valueOf(cell: Parameters<typeof cellValue>[0] | undefined, isUnvalued: boolean): CellValue {
    if (isUnvalued) return UNVALUED;
    return cell === undefined ? EMPTY : cellValue(cell, this.reading);
  }

  private keep(row: KeptRow): void {
    this.waiting.push(row);
    if (this.waiting.length < ROWS_A_BLOCK) return;
    this.blocks.add(Buffer.from(JSON.stringify(this.waiting)));
    this.waiting = [];
  }
}

const UNVALUED = wrong(
  'is a formula without a value, and none is computed here; open the file in a spreadsheet and save it',
  '=',
);

function* recordsIn(rows: readonly KeptRow[]): Generator<TableRecord> {
  for (const { line, cells, typed } of rows) {
    yield typed.length === 0 ? { line, cells } : { line, cells, typed: new Map(typed) };
  }
}

/** Cells past the last one that holds something do not count: a sheet may be formatted to its last column. */
function widthOf(cells: ParsedSlice['rows'][number][1]): number {
  let width = 0;
  cells.forEach((cell, at) => {
    if (cell !== undefined && cell.v !== undefined && cell.v !== '') width = Math.max(width, at + 1);
  });
  return width;
}

/** `A` for 0, `AA` for 26. */
export function columnName(at: number): string {
  const last = String.fromCharCode(65 + (at % 26));
  return at < 26 ? last : columnName(Math.floor(at / 26) - 1) + last;
}
