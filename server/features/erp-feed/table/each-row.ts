import type { FeedMapping } from '#shared/api/feed-mapping.ts';
import type { TableProfile } from '../profile.ts';
import { UnreadableFile } from '../text/unreadable-file.ts';
import { type BoundColumns, bindColumns, isHeader } from './bound-columns.ts';
import { HEADER_LINES } from './delimiter.ts';
import type { RecordTaker, Table, TableRecord } from './table.ts';
import { isTotal } from './total-row.ts';

/** A table as what it is to be read as. */
export interface TableSource {
  readonly table: Table;
  readonly profile: TableProfile;
  readonly mapping: FeedMapping;
}

export interface RowTaker {
  /** The header, and how many lines with something in them stand above it. */
  header(bound: BoundColumns, above: number): void;
  /** A row; empty rows are left out. */
  row(record: TableRecord): void;
  /** The last row where it does not tell of anything but gives the sums of those above. */
  total(record: TableRecord): void;
  wrong(line: number, problem: string, raw: string): void;
}

/** Goes through a table's rows in order, the header first. Throws UnreadableFile. */
export async function eachRow(source: TableSource, taker: RowTaker): Promise<void> {
  const rows = new RowsBelowHeader(source, taker);
  await source.table.each(rows);
  rows.end();
}

/** Finds the header among the first records, and holds each row against it. */
class RowsBelowHeader implements RecordTaker {
  private bound: BoundColumns | null = null;
  private above = 0;
  private first: TableRecord | null = null;
  /** What looks like a total is one only where nothing follows it. */
  private heldBack: TableRecord | null = null;

  constructor(
    private readonly source: TableSource,
    private readonly taker: RowTaker,
  ) {}

  record(record: TableRecord): void {
    if (isBlank(record.cells)) return;
    if (this.bound === null) this.findHeader(record);
    else this.take(record, this.bound);
  }

  wrong(line: number, problem: string): void {
    this.letGo();
    this.taker.wrong(line, problem, '');
  }

  end(): void {
    if (this.bound === null) {
      if (this.first === null) throw new UnreadableFile(1, 'The file is empty.');
      this.bind(this.first);
    }
    if (this.heldBack !== null) this.taker.total(this.heldBack);
  }

  private findHeader(record: TableRecord): void {
    const { profile, mapping } = this.source;
    const { headerRow } = mapping;
    this.first ??= record;
    const isFound = headerRow === undefined ? isHeader(record.cells, profile, mapping) : record.line >= headerRow;
    if (isFound) this.bind(record);
    else this.above += 1;
    if (headerRow === undefined && this.above === HEADER_LINES) this.bind(this.first);
  }

  private bind(record: TableRecord): void {
    const { profile, mapping } = this.source;
    this.bound = bindColumns(record, profile, mapping);
    this.taker.header(this.bound, this.above);
  }

  private take(record: TableRecord, bound: BoundColumns): void {
    if (this.isHeading(record, bound)) return;
    this.letGo();
    const { cells, line } = record;
    if (isTotal(record, bound, this.source)) {
      this.heldBack = record;
      return;
    }
    if (cells.length >= bound.width && isBlank(cells.slice(bound.width))) this.taker.row(record);
    else this.takeWrong(line, `has ${cells.length} cells, and the header has ${bound.width}`, record);
  }

  /** Whether it is a heading or subtotal of a report: what every row of a document has is empty. */
  private isHeading({ cells }: TableRecord, { columns }: BoundColumns): boolean {
    const mark = columns.find(({ field }) => field === this.source.profile.recordMark);
    return mark !== undefined && (cells[mark.at] ?? '').trim() === '';
  }

  private takeWrong(line: number, problem: string, record: TableRecord): void {
    this.taker.wrong(line, problem, this.source.table.rawOf(record));
  }

  private letGo(): void {
    if (this.heldBack !== null) this.taker.row(this.heldBack);
    this.heldBack = null;
  }
}

function isBlank(cells: readonly string[]): boolean {
  return cells.every((cell) => cell.trim() === '');
}
