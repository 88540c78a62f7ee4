import { hasLostPadding } from '#shared/domain/ledger-number.ts';
import { DistinctTexts } from '../../../distinct-texts.ts';
import type { RowProblem } from '../ledger-row.ts';

/** One in so many numbers that the ledger does not know, if they are known ones without their zeros, refuses a file whole. */
const ONE_IN = 10;

/** A number in a file that the ledger does not know as it stands, and the numbers of the ledger that it could be. */
export interface UnknownNumber {
  readonly line: number;
  readonly column: string;
  readonly number: string;
  readonly known: readonly string[];
}

/**
 * Finds numbers of customers or documents that are numbers of the ledger without their padding zeros, as spreadsheets make them: taken as they stand they
 * would be second customers and documents. Each such row is a problem; where they are at least one in ten of the numbers of a column that the ledger does
 * not know, the whole file is refused. Numbers can be given a part of the file at a time.
 */
export class LostPadding {
  private readonly columns = new Map<string, { all: DistinctTexts; lost: DistinctTexts }>();

  /** Whether this is the file's doing and not a single row's: then nothing of it may be taken, whatever was asked. To be asked when all numbers were given. */
  get refusesWhole(): boolean {
    return [...this.columns.values()].some(({ all, lost }) => lost.count > 0 && lost.count * ONE_IN >= all.count);
  }

  /** One problem for each row whose number has lost its zeros. */
  find(unknown: Iterable<UnknownNumber>): RowProblem[] {
    const problems: RowProblem[] = [];
    for (const { line, column, number, known } of unknown) {
      const tally = this.columns.get(column) ?? { all: new DistinctTexts(), lost: new DistinctTexts() };
      this.columns.set(column, tally);
      tally.all.add(number);
      const padded = known.find((other) => hasLostPadding(number, other));
      if (padded === undefined) continue;
      tally.lost.add(number);
      problems.push({ line, column, value: number, problem: `is ${padded} of the ledger without its padding zeros.` });
    }
    return problems;
  }
}
