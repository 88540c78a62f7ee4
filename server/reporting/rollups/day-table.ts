import type { CurrencyCode } from '#shared/domain/currency.ts';
import { type DaySeries, daySeries, type TableDays, tableDays } from '../day-table/day-series.ts';
import { visitLastTouches } from '../day-table/last-touches.ts';
import type { Facts } from '../facts/facts.ts';

/** The last days past due of the ageing that day documents can tell: all edges of the presets. */
export const KEPT_LIMITS: readonly number[] = [0, 30, 60, 90, 120];
/** So many days after the last document an ageing can still be told. */
const DAYS_BEYOND = 400;

/** What changes from day to day in one currency, with the cash of each day by who touched it last; amounts in minor units. */
export interface DayColumns extends DaySeries {
  /** Parts of payments by day and collector: at `(day - first) * (collectors + 1) + collector`, the last of each day for nobody. */
  readonly parts: Int32Array;
  readonly cash: Float64Array;
}

/** A company day by day, both ends included. */
export interface DayTable extends TableDays {
  /** The ids of the people that `parts` and `cash` count. */
  readonly collectors: readonly string[];
  readonly currencies: ReadonlyMap<CurrencyCode, DayColumns>;
}

/** The days of which day documents are kept: from the first document to some time after the last. They count all that is known, entries of days to come included. */
export function keptDays(facts: Facts): TableDays {
  const { issuedOn } = facts.items;
  let last = 0;
  for (const item of facts.items.all()) last = Math.max(last, issuedOn[item] ?? 0);
  return tableDays(facts, last + DAYS_BEYOND);
}

/** The table of these days, in one pass over the items and one over the payments. */
export function dayTable(facts: Facts, days: TableDays, limits: readonly number[] = KEPT_LIMITS): DayTable {
  const people = facts.collectors.count;
  const collectors = Array.from({ length: people }, (_, place) => facts.collectors.id(place));
  const cells = (days.last - days.first + 1) * (people + 1);
  const currencies = new Map<CurrencyCode, DayColumns>();
  for (const [currency, series] of daySeries(facts, days, limits)) {
    currencies.set(currency, { ...series, parts: new Int32Array(cells), cash: new Float64Array(cells) });
  }
  countCash(facts, days, currencies);
  return { ...days, collectors, currencies };
}

function countCash(facts: Facts, days: TableDays, currencies: ReadonlyMap<CurrencyCode, DayColumns>): void {
  const people = facts.collectors.count;
  const { currency } = facts.items;
  const byNumber: (DayColumns | undefined)[] = Array.from({ length: 256 }, () => undefined);
  visitLastTouches(facts, { from: days.first, to: days.last }, (collector, day, minor, payment) => {
    const number = currency[payment] ?? 0;
    byNumber[number] ??= currencies.get(facts.items.currencyOf(payment));
    const columns = byNumber[number];
    if (columns === undefined) return;
    const cell = (day - days.first) * (people + 1) + (collector < 0 ? people : collector);
    columns.parts[cell] = (columns.parts[cell] ?? 0) + 1;
    columns.cash[cell] = (columns.cash[cell] ?? 0) + minor;
  });
}
