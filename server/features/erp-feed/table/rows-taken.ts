import type { Hold, RowProblem } from '../../receivables/run-service.ts';
import { DayOrder } from '../formats/day-order.ts';
import { ExactSum } from '../formats/exact-sum.ts';
import type { FileFormats } from '../formats/find-formats.ts';
import type { TableProfile } from '../profile.ts';
import { CountedTotals } from '../rows/control-totals.ts';
import { GatheredRows } from '../rows/gathered-rows.ts';
import { type BoundColumns, listedNames } from './bound-columns.ts';
import type { RowTaker } from './each-row.ts';
import { RowReader } from './row-reader.ts';
import { type TotalRow, totalsHolds } from './stated-totals.ts';
import type { Table, TableRecord } from './table.ts';
import { ListedProblems, NOTHING_STATED, type ReadingOptions, type TakenRows, telling } from './taken-rows.ts';

/** Takes a table's rows once the formats of the whole of it are known. */
export class RowsTaken implements RowTaker {
  private reader: RowReader | null = null;
  private headers: ReadonlyMap<string, string> = new Map();
  private readonly gathered = new GatheredRows();
  private readonly counted = new CountedTotals();
  private readonly dayOrder: DayOrder;
  private readonly listed = new ListedProblems();
  private readonly notes: string[];
  private readonly sums = new Map<string, ExactSum>();
  /** Our columns of amounts that the file has. */
  private amounts: readonly string[] = [];
  private lastRow: TotalRow | null = null;

  constructor(
    private readonly options: ReadingOptions<TableProfile>,
    private readonly table: Table,
    private readonly formats: FileFormats,
  ) {
    this.dayOrder = new DayOrder(options.profile.inOrder);
    this.notes = [...formats.notes];
  }

  header(bound: BoundColumns, above: number): void {
    const { profile, mapping } = this.options;
    const { columns, unread, line } = bound;
    this.reader = new RowReader(profile, mapping, columns, this.formats);
    this.headers = new Map(columns.map(({ field, header }) => [field, header]));
    this.amounts = columns.flatMap(({ field }) => (profile.fields[field]?.kind === 'amount' ? [field] : []));
    if (above > 0) this.notes.push(`The header is line ${line}; what stands above it is not read.`);
    if (unread.length > 0) this.notes.push(`Columns that are not read: ${listedNames(unread)}.`);
  }

  row(record: TableRecord): void {
    const read = this.reader?.read(record);
    if (read === undefined) return;
    this.gathered.add(read.rows);
    this.dayOrder.add(read.values);
    for (const column of this.amounts) {
      const amount = read.values[column];
      if (typeof amount === 'string') this.sums.set(column, this.sumOf(column).add(amount));
    }
    if (read.problems.length > 0) this.list(read.problems, record);
    this.counted.addRow(read.rows);
    telling(this.counted.rowCount, this.options.progress);
  }

  total(record: TableRecord): void {
    const values = this.reader?.read(record).values ?? {};
    this.lastRow = { line: record.line, values };
  }

  wrong(line: number, problem: string, raw: string): void {
    this.listed.add({ line, column: '', value: '', problem }, raw);
    this.counted.addRow([]);
  }

  /** All that came of the file. Throws UnreadableFile where it does not hold together. */
  taken(): TakenRows {
    const order = this.dayOrder.note((column) => this.headerOf(column));
    const totals = this.counted.totals();
    const none = totals.rows === 0 ? ['The file has a header and no rows.'] : [];
    const stated = this.statedTotals();
    return {
      rows: this.gathered.source(),
      problems: this.listed.all,
      totals,
      columnNames: this.columnNames(),
      notes: [...this.table.notes, ...this.notes, ...(order === null ? [] : [order]), ...none, ...stated.notes],
      holds: stated.holds,
      stated: NOTHING_STATED,
      close: () => this.close(),
    };
  }

  async close(): Promise<void> {
    await this.gathered.close();
  }

  private statedTotals(): { readonly holds: readonly Hold[]; readonly notes: readonly string[] } {
    const { amounts, lastRow, counted } = this;
    const sumOf = (column: string) => this.sumOf(column);
    const { controlTotals } = this.options.mapping;
    const headerOf = (column: string) => this.headerOf(column);
    return totalsHolds({ sumOf, amounts, lastRow, controlTotals, rowCount: counted.rowCount, headerOf });
  }

  private sumOf(column: string): ExactSum {
    return this.sums.get(column) ?? new ExactSum();
  }

  private list(problems: readonly RowProblem[], record: TableRecord): void {
    const raw = this.table.rawOf(record);
    for (const problem of problems) this.listed.add(problem, raw);
  }

  private headerOf(column: string): string {
    return this.headers.get(column) ?? column;
  }

  private columnNames(): Record<string, string> {
    const { fields, ledgerColumns } = this.options.profile;
    const own = Object.fromEntries(Object.keys(fields).map((field) => [field, [field]]));
    const all: Record<string, readonly string[]> = { ...own, ...ledgerColumns };
    return Object.fromEntries(
      Object.entries(all).map(([ledgerName, columns]) => [
        ledgerName,
        columns.map((column) => this.headerOf(column)).join(' or '),
      ]),
    );
  }
}
