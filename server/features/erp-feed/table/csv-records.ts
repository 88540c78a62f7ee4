import { pipeline } from 'node:stream/promises';
import { type CsvError, parse } from 'csv-parse';
import { countOf, LONGEST_LINE } from '../text/text-pieces.ts';
import { UnreadableFile } from '../text/unreadable-file.ts';
import type { Delimiter } from './delimiter.ts';
import type { RecordTaker } from './table.ts';

/** Parts the text of a CSV file into records, in order. Throws UnreadableFile where it cannot be said where a record ends. */
export async function readRecords(
  pieces: AsyncIterable<string>,
  delimiter: Delimiter,
  taker: RecordTaker,
): Promise<void> {
  const parser = parse({
    delimiter,
    record_delimiter: '\n',
    relax_column_count: true,
    skip_empty_lines: true,
    skip_records_with_error: true,
    max_record_size: LONGEST_LINE,
    on_record: (cells: string[], { lines }) => {
      taker.record({ cells, line: firstLineOf(cells, lines) });
      return null;
    },
    on_skip: (error) => {
      skip(error, taker);
      return undefined;
    },
  });
  // The records leave by the hook; what the stream itself gives is nothing, and has to be taken all the same.
  parser.resume();
  await pipeline(pieces, parser);
}

/** Lists a record that is wrong by itself. Throws what makes the rest of the file unreadable, or was thrown by the taker. */
function skip(error: CsvError | undefined, taker: RecordTaker): void {
  const code = error?.code ?? '';
  const line = Number((error as { lines?: unknown } | undefined)?.lines ?? 0);
  const broken = BROKEN[code];
  if (broken !== undefined) throw new UnreadableFile(line, broken);
  if (code !== 'INVALID_OPENING_QUOTE') throw error;
  taker.wrong(line, 'has a quote within a value; put the value in quotes and write the quote twice');
}

const BROKEN: Readonly<Record<string, string>> = {
  CSV_QUOTE_NOT_CLOSED: 'A quote is opened and never closed, so it cannot be said where the row ends.',
  CSV_INVALID_CLOSING_QUOTE:
    'Something follows a closing quote, so it cannot be said where the value ends. Write a quote within a quoted value twice.',
  CSV_MAX_RECORD_SIZE: 'A row is longer than 1 MB: a quote may be missing.',
};

/** csv-parse counts the line on which a record ends. */
function firstLineOf(cells: readonly string[], lastLine: number): number {
  return cells.reduce((line, cell) => line - countOf('\n', cell), lastLine);
}
