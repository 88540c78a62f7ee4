import { DomainError } from '../errors.ts';
import type { ReportRow } from './report.ts';

/**
 * Rows in the order of one of their fields, downwards where it begins with a minus sign; parts of a field are named after a point (`customer.name`).
 * Rows that are equal in it stay in the report's own order. Throws DomainError `request_invalid` for a field that no row has.
 */
export function sortRows(rows: readonly ReportRow[], sort: string | undefined): readonly ReportRow[] {
  if (sort === undefined || rows.length === 0) return rows;
  const isDownwards = sort.startsWith('-');
  const path = (isDownwards ? sort.slice(1) : sort).split('.');
  const keyed = rows.map((row) => ({ row, key: keyOf(valueAt(row, path)) }));
  if (keyed.every(({ key }) => key === null)) {
    const problem = 'is not a field that the rows of this report can be sorted by';
    throw new DomainError('request_invalid', `"${sort}" ${problem}.`, [{ field: 'sort', problem }]);
  }
  const direction = isDownwards ? -1 : 1;
  return keyed.sort((a, b) => direction * compareKeys(a.key, b.key)).map(({ row }) => row);
}

/** What a field is sorted by: first its currency, where it has one, then its amount, number or words. */
interface Key {
  readonly currency: string;
  readonly value: string | number;
}

function valueAt(row: ReportRow, path: readonly string[]): unknown {
  let value: unknown = row;
  for (const part of path) {
    if (value === null || typeof value !== 'object' || !Object.hasOwn(value, part)) return undefined;
    value = (value as Record<string, unknown>)[part];
  }
  return value;
}

function keyOf(value: unknown): Key | null {
  if (typeof value === 'string' || typeof value === 'number') return { currency: '', value };
  if (typeof value === 'boolean') return { currency: '', value: Number(value) };
  if (Array.isArray(value)) return value.length > 0 ? keyOf(value[0]) : null;
  if (value === null || typeof value !== 'object') return null;
  const { minor, currency } = value as { minor?: unknown; currency?: unknown };
  return typeof minor === 'number' && typeof currency === 'string' ? { currency, value: minor } : null;
}

function compareKeys(a: Key | null, b: Key | null): number {
  if (a === null || b === null) return Number(a !== null) - Number(b !== null);
  return compareValues(a.currency, b.currency) || compareValues(a.value, b.value);
}

function compareValues(a: string | number, b: string | number): number {
  if (typeof a === 'number' && typeof b === 'number') return a - b;
  return String(a).localeCompare(String(b), 'en');
}
