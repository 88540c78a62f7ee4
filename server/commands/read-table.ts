import type { FeedMapping } from '#shared/api/feed-mapping.ts';
import { fileOnDisk } from '../features/erp-feed/feed-file.ts';
import { type FileFormats, findFormats } from '../features/erp-feed/formats/find-formats.ts';
import type { TableProfile } from '../features/erp-feed/profile.ts';
import type { BoundColumns } from '../features/erp-feed/table/bound-columns.ts';
import { eachRow, type TableSource } from '../features/erp-feed/table/each-row.ts';
import { openTable } from '../features/erp-feed/table/open-table.ts';
import { RowReader } from '../features/erp-feed/table/row-reader.ts';
import { UnreadableFile } from '../features/erp-feed/text/unreadable-file.ts';
import { CommandFailed } from './command-context.ts';

const MOST_PROBLEMS_SHOWN = 5;
const WHERE_TO_SAY = 'What the columns of a file are called is said in a --mapping: docs/cash-application.md.';

/** A row of a table: its values by our column, as the column's kind reads them. */
export interface TableRow {
  readonly line: number;
  readonly values: Readonly<Record<string, unknown>>;
}

export interface TableRead {
  readonly rows: readonly TableRow[];
  /** How the file was read, where it had to be found out. */
  readonly notes: readonly string[];
}

/** Reads a whole table as a feed would be read, its formats found from the whole of each column. Throws CommandFailed that says what is wrong, with lines. */
export async function readTable(path: string, profile: TableProfile, mapping: FeedMapping): Promise<TableRead> {
  try {
    const source = { table: await openTable(fileOnDisk(path), profile, mapping), profile, mapping };
    const formats = await findFormats(source);
    const taker = new RowsTaken(source, formats);
    await eachRow(source, taker);
    if (taker.problems.length > 0) throw new CommandFailed(`${path} cannot be read:\n${listed(taker.problems)}`);
    return { rows: taker.rows, notes: formats.notes };
  } catch (error) {
    if (!(error instanceof UnreadableFile)) throw error;
    throw new CommandFailed(`${path}, line ${error.line}: ${error.message} ${WHERE_TO_SAY}`);
  }
}

class RowsTaken {
  readonly rows: TableRow[] = [];
  readonly problems: string[] = [];
  private reader: RowReader | null = null;

  constructor(
    private readonly source: TableSource,
    private readonly formats: FileFormats,
  ) {}

  header({ columns }: BoundColumns): void {
    this.reader = new RowReader(this.source.profile, this.source.mapping, columns, this.formats);
  }

  row(record: Parameters<RowReader['read']>[0]): void {
    const read = this.reader?.read(record);
    if (read === undefined) return;
    for (const { column, value, problem } of read.problems)
      this.problems.push(`Line ${record.line}, ${column} "${value}" ${problem}.`);
    if (read.problems.length === 0) this.rows.push({ line: record.line, values: read.values });
  }

  /** A row that only gives sums is none of the rows. */
  total(): void {}

  wrong(line: number, problem: string): void {
    this.problems.push(`Line ${line} ${problem}.`);
  }
}

function listed(problems: readonly string[]): string {
  const more = problems.length - MOST_PROBLEMS_SHOWN;
  return [...problems.slice(0, MOST_PROBLEMS_SHOWN), ...(more > 0 ? [`And ${more} more.`] : [])].join('\n');
}
