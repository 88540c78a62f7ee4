import type { ConfirmedRows } from '../confirmation-repository.ts';
import type { LedgerRow, RowProblem } from '../ledger-row.ts';
import type { RunCounts, RunRequest } from '../run.ts';
import type { Claim } from '../standing.ts';
import { type ComparedWith, compareRows, type LedgerSources } from './compared-rows.ts';
import { type Keyed, type KeyedFile, keyedRows } from './keyed-rows.ts';
import { NONE } from './row-table.ts';
import type { RunFindings, RunPlan } from './run-plan.ts';
import { type RunBook, RunTaker } from './run-taker.ts';
import type { SaidAgain } from './statements-again.ts';
import { WrongLines } from './wrong-lines.ts';

/** How many rows are held against the ledger together. More take more memory and are no faster. */
const CHUNK_ROWS = 1_500;

/** A file before the ledger was asked about it. */
export interface ReadFile {
  readonly file: KeyedFile;
  readonly wrong: WrongLines;
}

/** What a run would do to the ledger: what was found, and the last part of what is to be written; the parts before it are in the book. */
export interface PlannedRun extends RunFindings {
  readonly last: RunPlan | null;
  readonly isRefused: boolean;
  /** Older states than what holds, a part at a time. */
  late(): AsyncIterable<readonly Keyed[]>;
  /** Rows that hold since an earlier as-of time and were said again. */
  readonly confirmed: ConfirmedRows;
  /** Items of which statements say nothing new, by day. */
  readonly again: SaidAgain;
}

/** Works out what the rows of a file do to the ledger. Memory grows with some 60 bytes a row and with the customers that the file names. */
export class RunPlanner {
  constructor(
    private readonly sources: LedgerSources,
    private readonly chunkRows = CHUNK_ROWS,
  ) {}

  /** What can be said of a file without the ledger. */
  async read({ rows, source, problems }: RunRequest): Promise<ReadFile> {
    const wrong = new WrongLines(problems);
    return { file: await keyedRows(rows, source, wrong), wrong };
  }

  /** Whether nothing of it has to be put down before all of it has been looked at. */
  isOneChunk({ file }: ReadFile): boolean {
    return file.table.count <= this.chunkRows;
  }

  /** Tells what is new of a file from what the ledger holds. */
  async compare({ file }: ReadFile, claim: Omit<Claim, 'hash'>, ledger: ComparedWith): Promise<void> {
    await compareRows(file, this.sources, claim, ledger);
  }

  /** What is known of a file that was compared and is not taken. */
  findings({ file, wrong }: ReadFile): RunFindings {
    return {
      counts: countsOf(file, wrong),
      problems: wrong.problems(),
      refusesWhole: false,
      placeholders: 0,
      gaveWay: 0,
    };
  }

  /** Takes a file that was compared. */
  async plan(
    { file, wrong }: ReadFile,
    { onProblem }: Pick<RunRequest, 'onProblem'>,
    book: RunBook,
  ): Promise<PlannedRun> {
    const taken = { file, wrong, base: book.run, skip: onProblem === 'skip' };
    const taker = new RunTaker(this.sources, taken, book, this.chunkRows);
    const { last, placeholders, gaveWay, again, refusesWhole } = await taker.take();
    const problems: readonly RowProblem[] = wrong.problems();
    return {
      last,
      placeholders,
      gaveWay,
      again,
      refusesWhole,
      problems,
      counts: countsOf(file, wrong),
      isRefused: refusesWhole || (problems.length > 0 && onProblem === 'refuse'),
      late: () => lateRows(file, wrong, this.chunkRows),
      confirmed: confirmedRows(file),
    };
  }
}

function countsOf({ table }: KeyedFile, wrong: WrongLines): RunCounts {
  const counts = { new: 0, changed: 0, equal: 0, historic: 0 };
  for (let place = 0; place < table.count; place += 1) {
    const counted = countedAs(table, place);
    if (counted === null) continue;
    const stands = counted === 'equal' && !table.saysNothing(place);
    if (stands || !wrong.has(table.lineOf(place))) counts[counted] += 1;
  }
  return counts;
}

function countedAs(table: KeyedFile['table'], place: number): keyof RunCounts | null {
  switch (table.stateOf(place)) {
    case 'equal':
    case 'repeated':
      return 'equal';
    case 'late':
      return 'historic';
    case 'new':
    case 'changed':
      if (table.saysNothing(place)) return 'equal';
      return table.countsAsNew(place) ? 'new' : 'changed';
    default:
      return null;
  }
}

async function* lateRows({ table, rows }: KeyedFile, wrong: WrongLines, size: number): AsyncGenerator<Keyed[]> {
  let places: number[] = [];
  const keyed = async () => {
    const found = await rows.pick(places);
    return places.map((place, at) => {
      return { row: found[at] as LedgerRow, id: table.idOf(place), hash: table.hashOf(place) };
    });
  };
  for (let place = 0; place < table.count; place += 1) {
    if (table.stateOf(place) === 'late' && !wrong.has(table.lineOf(place))) places.push(place);
    if (places.length < size) continue;
    yield await keyed();
    places = [];
  }
  if (places.length > 0) yield await keyed();
}

function confirmedRows({ table }: KeyedFile): ConfirmedRows {
  return {
    *ids() {
      for (let place = 0; place < table.count; place += 1) if (table.isConfirmed(place)) yield table.idOf(place);
    },
    has(bytes, at) {
      const place = table.findIn(bytes, at);
      return place !== NONE && table.isConfirmed(place);
    },
  };
}
