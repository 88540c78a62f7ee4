import type { FeedMapping } from '#shared/api/feed-runs.ts';
import { type BoundColumns, bindColumns, neededHeaders } from './bound-columns.ts';
import { readRecords } from './csv-records.ts';
import { type Delimiter, delimiterOf } from './delimiter.ts';
import type { Profile } from './profile.ts';
import { textPieces } from './text-pieces.ts';
import { UnreadableFile } from './unreadable-file.ts';

/** A file's bytes as what they are to be read as. */
export interface FeedSource {
  readonly chunks: () => AsyncIterable<Buffer>;
  readonly profile: Profile;
  readonly mapping: FeedMapping;
}

export interface RowTaker {
  header(bound: BoundColumns): void;
  /** A row and the line on which it begins; empty rows are left out. */
  row(cells: readonly string[], line: number): void;
  wrong(line: number, problem: string): void;
}

/** Goes through a file's rows in order, the header first. Throws UnreadableFile. */
export async function eachRow({ chunks, profile, mapping }: FeedSource, taker: RowTaker): Promise<void> {
  const pieces = textPieces(chunks());
  const first = await pieces.next();
  if (first.done || first.value.trim() === '') throw new UnreadableFile(1, 'The file is empty.');
  const delimiter: Delimiter = mapping.delimiter ?? delimiterOf(first.value, neededHeaders(profile, mapping));
  let width: number | null = null;
  await readRecords(startingWith(first.value, pieces), delimiter, {
    record(cells, line) {
      if (width !== null) {
        takeRow(cells, line, width, taker);
        return;
      }
      const bound = bindColumns(cells, profile, mapping);
      width = bound.width;
      taker.header(bound);
    },
    wrong: (line, problem) => taker.wrong(line, problem),
  });
}

function takeRow(cells: readonly string[], line: number, width: number, taker: RowTaker): void {
  const beyond = cells.slice(width);
  if (cells.every((cell) => cell.trim() === '')) return;
  if (cells.length >= width && beyond.every((cell) => cell.trim() === '')) taker.row(cells, line);
  else taker.wrong(line, `has ${cells.length} cells, and the header has ${width}`);
}

async function* startingWith(first: string, rest: AsyncIterable<string>): AsyncGenerator<string> {
  yield first;
  yield* rest;
}
