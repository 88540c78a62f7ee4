import type { FeedMapping } from '#shared/api/feed-mapping.ts';
import { textPieces } from '../text/text-pieces.ts';
import { UnreadableFile } from '../text/unreadable-file.ts';
import { readRecords } from './csv-records.ts';
import { type Delimiter, type DelimiterSearch, declaredDelimiter, delimiterOf } from './delimiter.ts';
import type { RecordTaker, Table, TableRecord } from './table.ts';

/** So much of a file's start is looked at for its delimiter and its header. */
const START_LENGTH = 65_536;

/** A text file whose values are parted by a delimiter; it is read from its start whenever it is gone through. */
export class CsvTable implements Table {
  private delimiter: Delimiter | null;
  private readonly said = new Set<string>();

  constructor(
    private readonly chunks: () => AsyncIterable<Buffer>,
    private readonly mapping: FeedMapping,
    private readonly isHeader: DelimiterSearch['isHeader'],
  ) {
    this.delimiter = mapping.delimiter ?? null;
  }

  get notes(): readonly string[] {
    return [...this.said];
  }

  async each(taker: RecordTaker): Promise<void> {
    const pieces = textPieces(this.chunks(), {
      encoding: this.mapping.encoding,
      note: (sentence) => this.said.add(sentence),
    });
    const start = await startOf(pieces);
    if (start.trim() === '') throw new UnreadableFile(1, 'The file is empty.');
    const declared = declaredDelimiter(start);
    const { isHeader, mapping } = this;
    this.delimiter ??= declared ?? delimiterOf(start, { isHeader, headerRow: mapping.headerRow });
    // The line that only declares stays as an empty one, so that the lines below keep their numbers.
    const text = declared === null ? start : start.replace(/^[^\n]*/, '');
    await readRecords(startingWith(text, pieces), this.delimiter, taker);
  }

  rawOf({ cells }: TableRecord): string {
    const delimiter = this.delimiter ?? ',';
    return cells
      .map((cell) => (needsQuotes(cell, delimiter) ? `"${cell.replaceAll('"', '""')}"` : cell))
      .join(delimiter);
  }

  async close(): Promise<void> {}
}

function needsQuotes(cell: string, delimiter: Delimiter): boolean {
  return cell.includes(delimiter) || cell.includes('"') || cell.includes('\n');
}

async function startOf(pieces: AsyncGenerator<string>): Promise<string> {
  let start = '';
  while (start.length < START_LENGTH) {
    const next = await pieces.next();
    if (next.done) break;
    start += next.value;
  }
  return start;
}

async function* startingWith(first: string, rest: AsyncIterable<string>): AsyncGenerator<string> {
  yield first;
  yield* rest;
}
