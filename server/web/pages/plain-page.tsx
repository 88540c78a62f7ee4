import type { ComponentChildren } from 'preact';
import type { ReportFilter, ReportGrouping } from '#shared/api/reports.ts';
import { isMoney, isNamed, ValueCell } from '../components/ValueCell.tsx';
import { figureText } from '../state/figure-words.ts';
import { wordsOf } from '../state/formats.ts';
import type { ColumnView, Figure, FigureGroup, ReportGroup, ReportPage, Shown } from './report-page.ts';

/** A row whose fields are shown as they come. */
export type PlainRow = Readonly<Record<string, unknown>>;

/** What of the fields is read otherwise than it comes. */
interface Reading {
  /** Titles of fields whose names do not say enough. */
  readonly titles?: Readonly<Record<string, string>>;
  /** Fields that only serve a chart. */
  readonly hidden?: readonly string[];
  /** Fields from 0 to 1 that are read as percentages. */
  readonly percents?: readonly string[];
  /** Where a row opens down to: the address behind its field of that name. */
  readonly links?: Readonly<Record<string, (row: PlainRow, shown: Shown) => string | null>>;
}

interface PlainPage extends Reading {
  readonly name: string;
  readonly title: string;
  readonly group: ReportGroup;
  readonly about: 'day' | 'period';
  readonly filters: readonly ReportFilter[];
  readonly groupings?: readonly ReportGrouping[];
  readonly isReachedByLinks?: boolean;
  readonly rowsAre: string;
  readonly firstFigures?: readonly string[];
}

/** The page of a report whose fields speak for themselves: a column a field, a figure a field of the totals. */
export function plainPage(page: PlainPage): ReportPage<PlainRow> {
  return {
    ...page,
    keyOf: (row) => JSON.stringify(row),
    columns: (shown) => fieldsOf(shown.answer.rows, page).map((field) => columnOf(field, page, shown)),
    figures: ({ answer }) => answer.totals.map((total, place) => groupOf(total, place, page)),
  };
}

/** How a field is read: `paymentNumber` as “Payment number”. */
export function titleOf(field: string): string {
  const words = wordsOf(
    field.replace(/([a-z])([A-Z])/g, (_, before: string, at: string) => `${before} ${at.toLowerCase()}`),
  );
  return words.charAt(0).toUpperCase() + words.slice(1);
}

/** The fields that any of the rows has, in the order in which they come. Ids are for programs. */
function fieldsOf(rows: readonly PlainRow[], { hidden = [] }: Reading): string[] {
  const fields = [...new Set(rows.flatMap((row) => Object.keys(row)))];
  return fields.filter((field) => !/(^id|Id|Ids)$/.test(field) && !hidden.includes(field));
}

function columnOf(field: string, page: PlainPage, shown: Shown): ColumnView<PlainRow> {
  const { query, answer } = shown;
  const values = answer.rows.map((row) => row[field]).filter((value) => value !== null && value !== undefined);
  const narrowed = page.filters.includes('customer') ? { report: page.name, query } : null;
  return {
    title: page.titles?.[field] ?? titleOf(field),
    sort: sortOf(field, values[0]),
    isNumber: values.length > 0 && values.every((value) => typeof value === 'number' || isMoney(value)),
    cell: (row) => {
      const cell = cellOf(field, row[field], { page, narrowed });
      const href = page.links?.[field]?.(row, shown) ?? null;
      return href === null || row[field] === null ? cell : <a href={href}>{cell}</a>;
    },
  };
}

interface CellOf {
  readonly page: Reading;
  readonly narrowed: { readonly report: string; readonly query: Shown['query'] } | null;
}

function cellOf(field: string, value: unknown, { page, narrowed }: CellOf): ComponentChildren {
  if (typeof value === 'number' && page.percents?.includes(field)) {
    return <span class="amount">{figureText(value, { unit: 'fraction' })}</span>;
  }
  return <ValueCell value={value} narrowed={narrowed} />;
}

/** What the server sorts by; null where a field has no order. */
function sortOf(field: string, value: unknown): string | null {
  if (value === undefined || Array.isArray(value)) return null;
  if (isMoney(value) || typeof value !== 'object') return field;
  const part = ['name', 'number', 'on'].find((name) => typeof (value as PlainRow | null)?.[name] === 'string');
  return part === undefined ? null : `${field}.${part}`;
}

/** The figures of one line of the totals: of a currency, since two are never added, or of whom it names. */
function groupOf(total: PlainRow, place: number, page: Reading): FigureGroup {
  const named = Object.entries(total).flatMap(([field, value]) => nameIn(field, value, page));
  return {
    title: named.join(', ') || (place === 0 ? 'All' : `All ${place + 1}`),
    figures: Object.entries(total).flatMap(([field, value]) => figuresOf(field, value, page)),
  };
}

const REASON = 'reason';

function nameIn(field: string, value: unknown, { titles }: Reading): string[] {
  if (isNamed(value)) return [value.name];
  if (value === true) return [titles?.[field] ?? titleOf(field)];
  return typeof value === 'string' && field !== REASON ? [wordsOf(value)] : [];
}

/** A figure, or those of a list of figures by name. */
function figuresOf(field: string, value: unknown, page: Reading): Figure[] {
  if (page.hidden?.includes(field) || Array.isArray(value)) return [];
  const isText = field === REASON && typeof value === 'string';
  if (isText || typeof value === 'number' || isMoney(value)) {
    return [{ label: page.titles?.[field] ?? titleOf(field), value: cellOf(field, value, { page, narrowed: null }) }];
  }
  if (typeof value !== 'object' || value === null || isNamed(value)) return [];
  return Object.entries(value).flatMap(([name, part]) => figuresOf(name, part, page));
}
