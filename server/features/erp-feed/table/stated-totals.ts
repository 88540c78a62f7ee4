import type { FeedMapping } from '#shared/api/feed-mapping.ts';
import type { Hold } from '../../receivables/run-service.ts';
import type { ExactSum } from '../formats/exact-sum.ts';

/** A file's last row where it gives sums: its values by our column. */
export interface TotalRow {
  readonly line: number;
  readonly values: Readonly<Record<string, unknown>>;
}

interface Compared {
  /** What a column of ours adds up to; 0 where there was nothing. */
  sumOf(column: string): ExactSum;
  /** Our columns of amounts. */
  readonly amounts: readonly string[];
  readonly lastRow: TotalRow | null;
  readonly controlTotals: FeedMapping['controlTotals'];
  readonly rowCount: number;
  headerOf(column: string): string;
}

/** Holds what a file or its mapping says of its totals against what its rows add up to. */
export function totalsHolds(compared: Compared): {
  readonly holds: readonly Hold[];
  readonly notes: readonly string[];
} {
  const { lastRow } = compared;
  const last = lastRow === null ? [] : differencesOfRow(lastRow, compared);
  const declared = differencesOfMapping(compared);
  const differences = [...last, ...declared];
  const isRight = lastRow !== null && last.length === 0;
  return {
    holds: differences.map((sentence) => ({ code: 'totals_differ', sentence })),
    notes: isRight ? [`Line ${lastRow.line} gives the totals of the file, and they are right.`] : [],
  };
}

function differencesOfRow({ line, values }: TotalRow, { sumOf, amounts, headerOf }: Compared): string[] {
  const stated = amounts.flatMap((column) => {
    const value = values[column];
    return typeof value === 'string' ? [{ column, value }] : [];
  });
  if (stated.length === 0) {
    return [
      `Line ${line} seems to give the totals of the file, and they cannot be read. Look whether the file is whole.`,
    ];
  }
  return stated
    .filter(({ column, value }) => !sumOf(column).equals(value))
    .map(
      ({ column, value }) =>
        `Line ${line} gives ${value} as the total of ${headerOf(column)}, and the rows above add up to ${sumOf(column).written}. Rows may be missing, or doubled.`,
    );
}

function differencesOfMapping({ sumOf, controlTotals = {}, rowCount, headerOf }: Compared): string[] {
  const { rows, sums: expected = {} } = controlTotals;
  const counted =
    rows === undefined || rows === rowCount ? [] : [`The file has ${rowCount} rows, and was to have ${rows}.`];
  const added = Object.entries(expected)
    .filter(([column, value]) => !sumOf(column).equals(value))
    .map(([column, value]) => `${headerOf(column)} adds up to ${sumOf(column).written}, and was to come to ${value}.`);
  return [...counted, ...added];
}
