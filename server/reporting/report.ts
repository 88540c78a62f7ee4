import type { ReportDefinition, ReportFilter, ReportGrouping, ReportQuery } from '#shared/api/reports.ts';
import type { CalendarDate } from '#shared/domain/calendar-date.ts';
import type { Money } from '#shared/domain/money.ts';
import type { LedgerPosition } from '../features/receivables/ledger-position-service.ts';
import type { Tenant } from '../identity/tenant-repository.ts';
import type { Facts } from './facts/facts.ts';

/** What a report is asked, every day and instant found: the same question on unchanged data gives the same rows in the same order. */
export interface ReportQuestion {
  readonly tenant: Tenant;
  readonly position: LedgerPosition;
  /** Activities count up to this instant, by when they were recorded. */
  readonly knownAt: Date;
  /** The day of a report on one day; the last day of the period of any other. */
  readonly asOf: CalendarDate;
  readonly from: CalendarDate;
  readonly to: CalendarDate;
  readonly filters: Pick<ReportQuery, ReportFilter>;
  /** The ledger and the log in columns, as of `position` and `knownAt`; read once and used for the whole answer. */
  readonly facts: () => Promise<Facts>;
  /** The same where they are in memory, else null; for reports that the database answers more quickly than facts are read from it. */
  readonly factsAtHand?: () => Promise<Facts | null>;
}

/** A line of a report: plain JSON, money as `{ minor, currency }`. */
export type ReportRow = Readonly<Record<string, unknown>>;

export interface ReportBody {
  readonly totals: readonly ReportRow[];
  readonly rows: readonly ReportRow[];
}

/** A cell for files and terminals: words, a number, or an amount whose currency stands in a column of its own. */
export type Cell = string | number | Money;

export interface Column {
  readonly title: string;
  readonly cells: (row: ReportRow) => Cell;
}

/** One report: its question, its figures, how they are made, and its columns outside the page. */
export interface Report {
  readonly name: string;
  /** Whether it is asked about one day or about a period; a period that is asked for by `asOf` alone is the report’s usual one, ending on that day. */
  readonly about: 'day' | 'period';
  /** How many days a period has where none is given; 30 where it is left out. */
  readonly usualDays?: number;
  readonly filters: readonly ReportFilter[];
  /** What `by` may be; only where the filter `by` is taken. */
  readonly groupings?: readonly ReportGrouping[];
  /**
   * Set where every figure follows from ledger, log, the company's settings and the question alone, read at `position` and `knownAt`: then an answer is given again for as
   * long as none of them changes. What also reads something else (goals, notes, the runs of a feed) leaves it out, and
   * what does so for some filters alone (a team) tells by them.
   */
  readonly holdsUntilChange?: true | ((filters: ReportQuestion['filters']) => boolean);
  readonly definition: (tenant: Tenant) => ReportDefinition;
  readonly run: (question: ReportQuestion) => Promise<ReportBody>;
  /** Rows of files and terminals; a row that holds several lines is taken apart first. */
  readonly lines: (rows: readonly ReportRow[]) => readonly ReportRow[];
  /** Fixed, or made from the rows where they depend on the tenant. */
  readonly columns: readonly Column[] | ((lines: readonly ReportRow[]) => readonly Column[]);
}

/** A report's rows as the lines of a file or terminal, with the columns that these have. */
export function tableOf({ columns, lines }: Report, rows: readonly ReportRow[]): { titles: string[]; lines: Cell[][] } {
  const taken = lines(rows);
  const of = typeof columns === 'function' ? columns(taken) : columns;
  return {
    titles: of.map(({ title }) => title),
    lines: taken.map((line) => of.map(({ cells }) => cells(line))),
  };
}
