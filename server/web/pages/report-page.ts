import type { ComponentChildren } from 'preact';
import type { ReportAnswer, ReportFilter } from '#shared/api/reports.ts';
import type { AddressQuery } from '../state/report-query.ts';

/** What a cell or figure needs to know of the page that it stands on. */
export interface Shown {
  readonly answer: ReportAnswer;
  /** The filters of the address. */
  readonly query: AddressQuery;
  /** The period or day of the answer with what was known by then, for links that open a figure down to its rows. */
  readonly asked: AddressQuery;
}

export interface ColumnView<R> {
  readonly title: string;
  /** The field of the rows to sort by; null where there is none. */
  readonly sort: string | null;
  readonly isNumber?: boolean;
  readonly cell: (row: R, shown: Shown) => ComponentChildren;
}

/** A group of figures over the table: one a currency, since two are never added. */
export interface FigureGroup {
  readonly title: string;
  readonly figures: readonly Figure[];
}

export interface Figure {
  readonly label: string;
  readonly value: ComponentChildren;
}

/** How one report is shown. */
export interface ReportPage<R = never> {
  readonly name: string;
  /** As it stands in the list of reports. */
  readonly title: string;
  readonly about: 'day' | 'period';
  readonly filters: readonly ReportFilter[];
  /** What a group of rows is called: “payments”. */
  readonly rowsAre: string;
  readonly columns: (shown: Shown) => readonly ColumnView<R>[];
  readonly figures: (shown: Shown) => readonly FigureGroup[];
  readonly keyOf: (row: R) => string;
  /** Rows that stand for one row of the answer; the row itself where it is left out. */
  readonly unfold?: (row: never) => readonly R[];
  /** A row that belongs to the one over it. */
  readonly isPart?: (row: R) => boolean;
}
