/** What a workbook says of a cell beyond its text. */
export type TypedCell =
  /** A day of the calendar; its text is `YYYY-MM-DD`. */
  | { readonly is: 'day' }
  /** A number, as a plain decimal; `lost` says why it can no longer be what names something. */
  | { readonly is: 'number'; readonly lost: string | null }
  /** No value at all: a formula without a result, an error. */
  | { readonly is: 'wrong'; readonly problem: string };

/** Those of a row's cells that are more than text, by their place. */
export type TypedCells = ReadonlyMap<number, TypedCell>;

export interface TableRecord {
  readonly cells: readonly string[];
  /** The line on which it begins, counted from 1. */
  readonly line: number;
  readonly typed?: TypedCells;
}

export interface RecordTaker {
  /** A record, the header's included. */
  record(record: TableRecord): void;
  /** A record that cannot be parted into cells; the next one can be read again. */
  wrong(line: number, problem: string): void;
}

/** A file as rows of cells, which can be gone through more than once. */
export interface Table {
  /** How it was read, beyond what its formats say; whole once it has been gone through. */
  readonly notes: readonly string[];
  /** Throws UnreadableFile. */
  each(taker: RecordTaker): Promise<void>;
  /** A record as the file has it, for the one who looks for what is wrong in it. */
  rawOf(record: TableRecord): string;
  /** Forgets what was kept of it. */
  close(): Promise<void>;
}
