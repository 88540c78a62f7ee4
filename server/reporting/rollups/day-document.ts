import { hash } from 'node:crypto';
import { type CurrencyCode, currencyCode } from '#shared/domain/currency.ts';
import type { DayColumns, DayTable } from './day-table.ts';
import { KEPT_LIMITS } from './day-table.ts';
import type { TouchCount } from './day-touches.ts';

/** What one day brought in one currency, in minor units: changes, whose sums up to a day are the figures at its end. */
export interface CurrencyDay {
  readonly currency: string;
  readonly sales: number;
  readonly open: number;
  readonly unapplied: number;
  readonly beyond: number[];
  /** The cash of the day by who touched it last: person, parts and amount at the same place. */
  readonly by: string[];
  readonly parts: number[];
  readonly cash: number[];
  readonly untouchedParts: number;
  readonly untouchedCash: number;
}

/** One day of a company, of all its collectors. */
export interface DayContent {
  readonly day: number;
  readonly currencies: CurrencyDay[];
  readonly touches: TouchCount[];
}

/** The days on which anything is, in their order. */
export function daysOf(table: DayTable, touches: ReadonlyMap<number, readonly TouchCount[]>): DayContent[] {
  const order = [...table.collectors.keys()].sort((a, b) =>
    compare(table.collectors[a] ?? '', table.collectors[b] ?? ''),
  );
  const inTable = Array.from({ length: Math.max(0, table.last - table.first + 1) }, (_, place) => table.first + place);
  const days = new Set([...inTable, ...touches.keys()]);
  const currencies = [...table.currencies].sort(([a], [b]) => compare(a, b));
  return [...days]
    .sort((a, b) => a - b)
    .map((day) => ({
      day,
      currencies: currencies.flatMap(([currency, columns]) => currencyDay(table, { currency, columns, day, order })),
      touches: [...(touches.get(day) ?? [])],
    }))
    .filter((content) => content.currencies.length > 0 || content.touches.length > 0);
}

/** By which two contents of a day are told apart. */
export function hashOfDay(content: DayContent): string {
  return hash('sha1', JSON.stringify(content), 'base64');
}

interface Place {
  readonly currency: CurrencyCode;
  readonly columns: DayColumns;
  readonly day: number;
  readonly order: readonly number[];
}

function currencyDay(table: DayTable, { currency, columns, day, order }: Place): CurrencyDay[] {
  const place = day - table.first;
  const start = place * (table.collectors.length + 1);
  // A zero that is negative would be another one in the database.
  const at = (cells: Float64Array | Int32Array, cell = place) => (cells[cell] ?? 0) + 0;
  const people = order.filter((person) => at(columns.parts, start + person) !== 0);
  const nobody = start + table.collectors.length;
  const made: CurrencyDay = {
    currency,
    sales: at(columns.sales),
    open: at(columns.open),
    unapplied: at(columns.unapplied),
    beyond: columns.beyond.map((cells) => at(cells)),
    by: people.map((person) => table.collectors[person] ?? ''),
    parts: people.map((person) => at(columns.parts, start + person)),
    cash: people.map((person) => at(columns.cash, start + person)),
    untouchedParts: at(columns.parts, nobody),
    untouchedCash: at(columns.cash, nobody),
  };
  const { sales, open, unapplied, untouchedParts } = made;
  const isEmpty = [sales, open, unapplied, untouchedParts, people.length, ...made.beyond].every((one) => one === 0);
  return isEmpty ? [] : [made];
}

/** The table that the days of a company make, to be asked up to its last day. */
export function tableOf(days: readonly Pick<DayContent, 'day' | 'currencies'>[], last: number): DayTable {
  const told = days.filter(({ day, currencies }) => currencies.length > 0 && day <= last);
  const first = told[0]?.day ?? last;
  const people = peopleIn(told);
  const table = { first, last, collectors: [...people.keys()] };
  const currencies = new Map<CurrencyCode, DayColumns>();
  for (const { day, currencies: parts } of told) {
    for (const part of parts) {
      const currency = currencyCode(part.currency);
      const columns = currencies.get(currency) ?? emptyColumns(table);
      currencies.set(currency, columns);
      fill(columns, part, { place: day - first, people });
    }
  }
  return { ...table, currencies };
}

/** A place for each person who is named. */
function peopleIn(days: readonly Pick<DayContent, 'currencies'>[]): ReadonlyMap<string, number> {
  const people = new Map<string, number>();
  for (const { by } of days.flatMap(({ currencies }) => currencies)) {
    for (const id of by) if (!people.has(id)) people.set(id, people.size);
  }
  return people;
}

function emptyColumns({ first, last, collectors }: Omit<DayTable, 'currencies'>): DayColumns {
  const count = last - first + 1;
  const days = () => new Float64Array(count);
  const cells = count * (collectors.length + 1);
  return {
    ...{ sales: days(), open: days(), unapplied: days(), beyond: KEPT_LIMITS.map(days) },
    ...{ parts: new Int32Array(cells), cash: new Float64Array(cells) },
  };
}

function fill(
  columns: DayColumns,
  part: CurrencyDay,
  { place, people }: { readonly place: number; readonly people: ReadonlyMap<string, number> },
): void {
  columns.sales[place] = part.sales;
  columns.open[place] = part.open;
  columns.unapplied[place] = part.unapplied;
  for (const [at, minor] of part.beyond.entries()) {
    const cells = columns.beyond[at];
    if (cells !== undefined) cells[place] = minor;
  }
  const start = place * (people.size + 1);
  for (const [at, id] of part.by.entries()) {
    const cell = start + (people.get(id) ?? 0);
    columns.parts[cell] = part.parts[at] ?? 0;
    columns.cash[cell] = part.cash[at] ?? 0;
  }
  columns.parts[start + people.size] = part.untouchedParts;
  columns.cash[start + people.size] = part.untouchedCash;
}

function compare(a: string, b: string): number {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}
