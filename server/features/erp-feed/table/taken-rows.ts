import type { FeedMapping } from '#shared/api/feed-mapping.ts';

import type {
  ControlTotals,
  Hold,
  ReturnedMoney,
  RowProblem,
  RowSource,
  StatedOfFile,
} from '../../receivables/run-service.ts';
import { UnreadableFile } from '../text/unreadable-file.ts';

const ROWS_PER_PROGRESS = 20_000;
/** With more wrong cells than this it is the file or the mapping that does not fit. */
const MOST_PROBLEMS = 10_000;
const LONGEST_RAW = 2_000;
/** So much of raw rows is kept in all; past it problems come without. */
const MOST_RAW = 4_000_000;

export interface ReadingOptions<P> {
  readonly profile: P;
  readonly mapping: FeedMapping;
  /** Told every so often how many rows have been read. */
  readonly progress?: (rows: number) => void;
}

/** What a file's rows came to. */
export interface TakenRows {
  readonly rows: RowSource;
  readonly problems: readonly RowProblem[];
  readonly totals: ControlTotals;
  /** The file's own columns by the names under which the ledger says what is wrong. */
  readonly columnNames: Readonly<Record<string, string>>;
  readonly notes: readonly string[];
  /** What stops the file until a person has looked at it. */
  readonly holds: readonly Hold[];
  readonly stated: StatedOfFile;
  readonly returns?: readonly ReturnedMoney[];
  /** Forgets the rows and frees what they took on disk. */
  close(): Promise<void>;
}

export const NOTHING_STATED: StatedOfFile = { accounts: [], statements: [] };

/** Lists what is wrong with a file's rows, each with its raw row. */
export class ListedProblems {
  readonly all: RowProblem[] = [];
  private rawLength = 0;

  /** Throws UnreadableFile where so much is wrong that it is not the rows. */
  add(problem: Omit<RowProblem, 'raw'>, raw: string): void {
    const kept = raw.slice(0, LONGEST_RAW);
    const hasRoom = kept !== '' && this.rawLength + kept.length <= MOST_RAW;
    if (hasRoom) this.rawLength += kept.length;
    this.all.push(hasRoom ? { ...problem, raw: kept } : problem);
    if (this.all.length > MOST_PROBLEMS) throw tooMany(problem);
  }
}

/** Tells of progress every so many rows. */
export function telling(rowCount: number, progress: ((rows: number) => void) | undefined): void {
  if (rowCount % ROWS_PER_PROGRESS === 0) progress?.(rowCount);
}

function tooMany({ line, column, value, problem }: RowProblem): UnreadableFile {
  const sentence = `More than ${MOST_PROBLEMS} cells are wrong, such as this one: it ${problem}. The profile or the mapping does not fit the file.`;
  return new UnreadableFile(line, sentence, column, value);
}
