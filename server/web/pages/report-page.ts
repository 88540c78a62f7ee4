import type { ComponentChildren } from 'preact';
import type { ReportAnswer, ReportFilter, ReportGrouping } from '#shared/api/reports.ts';
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

/** Under what a page stands in the menu. */
export type ReportGroup = 'results' | 'work' | 'promises' | 'money' | 'checks';

/** How one report is shown. */
export interface ReportPage<R = never> {
  readonly name: string;
  /** As it stands in the list of reports. */
  readonly title: string;
  readonly group: ReportGroup;
  readonly about: 'day' | 'period';
  readonly filters: readonly ReportFilter[];
  /** By what its rows can be gathered, what it does by itself first; only where the filter `by` is taken. */
  readonly groupings?: readonly ReportGrouping[];
  /** True of rows that only say something behind a figure: the menu does not name them. */
  readonly isReachedByLinks?: boolean;
  /** False where its charts say all that its rows do. */
  readonly hasTable?: boolean;
  /** Where somebody goes on who came without what the report has to be asked; the report without filters where it is left out. */
  readonly startsAt?: { readonly href: string; readonly words: string };
  /** What a group of rows is called: “payments”. */
  readonly rowsAre: string;
  readonly columns: (shown: Shown) => readonly ColumnView<R>[];
  /** The labels of those of its figures that stand on the overview; all where it is left out. */
  readonly firstFigures?: readonly string[];
  readonly figures: (shown: Shown) => readonly FigureGroup[];
  readonly keyOf: (row: R) => string;
  /** Rows that stand for one row of the answer; the row itself where it is left out. */
  readonly unfold?: (row: never) => readonly R[];
  /** A row that belongs to the one over it. */
  readonly isPart?: (row: R) => boolean;
}
