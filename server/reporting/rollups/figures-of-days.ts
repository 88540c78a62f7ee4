import type { CurrencyCode } from '#shared/domain/currency.ts';
import { levelsOf } from '../day-table/day-series.ts';
import { monthOf } from '../facts/month.ts';
import type { DayColumns, DayTable } from './day-table.ts';

/** Cash that somebody touched last, in one month. */
export interface TouchedMonth {
  readonly collector: string;
  /** Months since January of the year 0. */
  readonly month: number;
  readonly parts: number;
  readonly minor: number;
}

export interface MonthEnd {
  readonly month: number;
  /** What is left of debit items at its end; for the month of the day asked, on that day. */
  readonly open: number;
  readonly sales: number;
}

/** A manager's figures of one currency, as of a day, in minor units. */
export interface DayFigures {
  readonly touched: readonly TouchedMonth[];
  readonly untouchedMinor: number;
  /** What is past due by more days than each of the limits. */
  readonly beyond: readonly number[];
  /** From the first month in which there was anything. */
  readonly months: readonly MonthEnd[];
  readonly open: number;
  readonly unapplied: number;
}

/** The figures from the table alone, by adding up. `asOf` is a day of the table. */
export function figuresOfDays(table: DayTable, asOf: number): ReadonlyMap<CurrencyCode, DayFigures> {
  const figures = [...table.currencies].map(
    ([currency, columns]) => [currency, figuresOf(table, columns, asOf)] as const,
  );
  return new Map(figures.filter(([, one]) => isAnything(one)));
}

function isAnything({ touched, untouchedMinor, months }: DayFigures): boolean {
  return touched.length > 0 || untouchedMinor !== 0 || months.length > 0;
}

function figuresOf(table: DayTable, columns: DayColumns, asOf: number): DayFigures {
  const place = asOf - table.first;
  const open = levelsOf(columns.open);
  const on = (levels: Float64Array) => levels[place] ?? 0;
  return {
    ...touchedOf(table, columns, asOf),
    beyond: columns.beyond.map((changes) => on(levelsOf(changes))),
    months: monthsOf(table, { open, sales: columns.sales }, asOf),
    open: on(open),
    unapplied: on(levelsOf(columns.unapplied)),
  };
}

function touchedOf(table: DayTable, columns: DayColumns, asOf: number): Pick<DayFigures, 'touched' | 'untouchedMinor'> {
  const { collectors } = table;
  const [width, month] = [collectors.length + 1, monthOf(table.first)];
  const { counts, minors } = byMonthAndPerson(table, columns, asOf);
  const touched: TouchedMonth[] = [];
  let untouchedMinor = 0;
  for (let cell = 0; cell < counts.length; cell += 1) {
    const collector = collectors[cell % width];
    const [parts, minor] = [counts[cell] ?? 0, minors[cell] ?? 0];
    if (collector === undefined) untouchedMinor += minor;
    else if (parts > 0) touched.push({ collector, month: month + Math.floor(cell / width), parts, minor });
  }
  return { touched: touched.sort(byMonth), untouchedMinor };
}

/** Parts and cash of all days up to one, by month since that of the first, and by person; the last of each month for nobody. */
function byMonthAndPerson({ first, collectors }: DayTable, { parts, cash }: DayColumns, asOf: number) {
  const [width, month] = [collectors.length + 1, monthOf(first)];
  const size = width * Math.max(0, monthOf(asOf) - month + 1);
  const [counts, minors] = [new Int32Array(size), new Float64Array(size)];
  for (let day = first; day <= asOf; day += 1) {
    const [to, from] = [(monthOf(day) - month) * width, (day - first) * width];
    for (let at = 0; at < width; at += 1) {
      counts[to + at] = (counts[to + at] ?? 0) + (parts[from + at] ?? 0);
      minors[to + at] = (minors[to + at] ?? 0) + (cash[from + at] ?? 0);
    }
  }
  return { counts, minors };
}

function byMonth(a: TouchedMonth, b: TouchedMonth): number {
  if (a.collector === b.collector) return a.month - b.month;
  return a.collector < b.collector ? -1 : 1;
}

function monthsOf({ first }: DayTable, { open, sales }: Pick<DayColumns, 'open' | 'sales'>, asOf: number): MonthEnd[] {
  const months: MonthEnd[] = [];
  let sold = 0;
  for (let day = first; day <= asOf; day += 1) {
    sold += sales[day - first] ?? 0;
    const month = monthOf(day);
    if (day < asOf && monthOf(day + 1) === month) continue;
    const left = open[day - first] ?? 0;
    if (months.length > 0 || left !== 0 || sold !== 0) months.push({ month, open: left, sales: sold });
    sold = 0;
  }
  return months;
}
