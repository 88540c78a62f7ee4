import type { FeedMapping } from '#shared/api/feed-runs.ts';
import type { ControlTotals, LedgerRow, RowProblem } from '../receivables/run-service.ts';
import type { BoundColumns } from './bound-columns.ts';
import { CountedTotals } from './control-totals.ts';
import { DayOrder } from './day-order.ts';
import type { RowTaker } from './each-row.ts';
import type { FileFormats } from './find-formats.ts';
import { GatheredRows } from './gathered-rows.ts';
import type { Profile } from './profile.ts';
import { RowReader } from './row-reader.ts';
import { UnreadableFile } from './unreadable-file.ts';

const ROWS_PER_PROGRESS = 20_000;
/** With more wrong cells than this it is the file or the mapping that does not fit. */
const MOST_PROBLEMS = 10_000;

export interface ReadingOptions {
  readonly profile: Profile;
  readonly mapping: FeedMapping;
  /** Told every so often how many rows have been read. */
  readonly progress?: (rows: number) => void;
}

/** What a file's rows came to. */
export interface TakenRows {
  readonly rows: readonly LedgerRow[];
  readonly problems: readonly RowProblem[];
  readonly totals: ControlTotals;
  /** The file's own columns by the names under which the ledger says what is wrong. */
  readonly columnNames: Readonly<Record<string, string>>;
  readonly notes: readonly string[];
}

/** Takes a file's rows once the formats of the whole of it are known. */
export class RowsTaken implements RowTaker {
  private reader: RowReader | null = null;
  private headers: ReadonlyMap<string, string> = new Map();
  private readonly gathered = new GatheredRows();
  private readonly counted = new CountedTotals();
  private readonly dayOrder: DayOrder;
  private readonly problems: RowProblem[] = [];
  private readonly notes: string[];

  constructor(
    private readonly options: ReadingOptions,
    private readonly formats: FileFormats,
  ) {
    this.dayOrder = new DayOrder(options.profile.inOrder);
    this.notes = [...formats.notes];
  }

  header({ columns, unread }: BoundColumns): void {
    const { profile, mapping } = this.options;
    this.reader = new RowReader(profile, mapping, columns, this.formats);
    this.headers = new Map(columns.map(({ field, header }) => [field, header]));
    if (unread.length > 0) this.notes.push(`Columns that are not read: ${unread.join(', ')}.`);
  }

  row(cells: readonly string[], line: number): void {
    const read = this.reader?.read(cells, line);
    if (read === undefined) return;
    this.gathered.add(read.rows);
    this.dayOrder.add(read.values);
    this.count(read.rows, read.problems);
  }

  wrong(line: number, problem: string): void {
    this.count([], [{ line, column: '', value: '', problem }]);
  }

  /** All that came of the file. Throws UnreadableFile where it does not hold together. */
  taken(): TakenRows {
    const { problems, headers } = this;
    const order = this.dayOrder.note((column) => headers.get(column) ?? column);
    const totals = this.counted.totals();
    const none = totals.rows === 0 ? ['The file has a header and no rows.'] : [];
    const notes = [...this.notes, ...(order === null ? [] : [order]), ...none];
    return { rows: this.gathered.rows(), problems, totals, columnNames: this.columnNames(), notes };
  }

  private count(rows: readonly LedgerRow[], problems: readonly RowProblem[]): void {
    this.counted.addRow(rows);
    this.problems.push(...problems);
    const last = problems.at(-1);
    if (last !== undefined && this.problems.length > MOST_PROBLEMS) throw tooManyProblems(last);
    if (this.counted.rowCount % ROWS_PER_PROGRESS === 0) this.options.progress?.(this.counted.rowCount);
  }

  private columnNames(): Record<string, string> {
    const { fields, ledgerColumns } = this.options.profile;
    const own = Object.fromEntries(Object.keys(fields).map((field) => [field, [field]]));
    const all: Record<string, readonly string[]> = { ...own, ...ledgerColumns };
    return Object.fromEntries(
      Object.entries(all).map(([ledgerName, columns]) => [
        ledgerName,
        columns.map((column) => this.headers.get(column) ?? column).join(' or '),
      ]),
    );
  }
}

function tooManyProblems({ line, column, value, problem }: RowProblem): UnreadableFile {
  const sentence = `More than ${MOST_PROBLEMS} cells are wrong, such as this one: it ${problem}. The profile or the mapping does not fit the file.`;
  return new UnreadableFile(line, sentence, column, value);
}
