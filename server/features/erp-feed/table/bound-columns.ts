import type { FeedMapping } from '#shared/api/feed-mapping.ts';
import type { TableProfile } from '../profile.ts';
import { UnreadableFile } from '../text/unreadable-file.ts';
import type { TableRecord } from './table.ts';

/** A column of the profile and where the file has it. */
export interface BoundColumn {
  readonly field: string;
  /** The file's own name for it. */
  readonly header: string;
  readonly at: number;
}

/** Names are for people: of a file that is none of ours they may be anything. */
const LONGEST_NAME = 100;
const MOST_NAMES = 15;

export interface BoundColumns {
  readonly columns: readonly BoundColumn[];
  readonly width: number;
  /** The file's columns that the profile does not read. */
  readonly unread: readonly string[];
  /** The header's line. */
  readonly line: number;
}

/** Our column → the names that the file may have for it: what the mapping names, else our own and the vendor's. */
function wantedColumns(
  { fields, headers = {} }: TableProfile,
  { columns }: FeedMapping,
): [string, readonly string[]][] {
  if (columns !== undefined) return Object.entries(columns).map(([field, header]) => [field, [header]]);
  return Object.keys(fields).map((field) => [field, [field, ...(headers[field] ?? [])]]);
}

/** Whether cells are a header with every column without which the file cannot be read. */
export function isHeader(cells: readonly string[], profile: TableProfile, mapping: FeedMapping): boolean {
  const has = new Set(cells.map(fold));
  return wantedColumns(profile, mapping)
    .filter(([field]) => mapping.columns !== undefined || isNeeded(field, profile, mapping))
    .every(([, names]) => names.some((name) => has.has(fold(name))));
}

/** Finds the profile's columns in a header. Throws UnreadableFile that names what is missing and what the file has. */
export function bindColumns({ cells, line }: TableRecord, profile: TableProfile, mapping: FeedMapping): BoundColumns {
  const headers = cells.map((cell) => cell.trim());
  const columns: BoundColumn[] = [];
  const missing: string[] = [];
  for (const [field, names] of wantedColumns(profile, mapping)) {
    const at = positionOf(names, headers, line);
    if (at !== -1) columns.push({ field, header: (headers[at] ?? field).slice(0, LONGEST_NAME), at });
    else if (isNeeded(field, profile, mapping) || mapping.columns !== undefined) missing.push(named(field, names));
  }
  missing.push(...unmapped(profile, mapping));
  if (missing.length > 0) throw lacks(missing, headers, line);
  const read = new Set(columns.map(({ at }) => at));
  const unread = headers.filter((header, at) => !read.has(at) && header !== '');
  return { columns, width: headers.length, unread, line };
}

function isNeeded(field: string, { fields }: TableProfile, mapping: FeedMapping): boolean {
  const { required = false, kind } = fields[field] ?? {};
  return required && !(kind === 'currency' && mapping.currency !== undefined);
}

function unmapped(profile: TableProfile, mapping: FeedMapping): string[] {
  const { columns } = mapping;
  if (columns === undefined) return [];
  return Object.keys(profile.fields).filter(
    (field) => isNeeded(field, profile, mapping) && columns[field] === undefined,
  );
}

/** Where the first of the names stands: exactly, else with other capitals and blanks. Throws UnreadableFile where it stands there twice. */
function positionOf(names: readonly string[], headers: readonly string[], line: number): number {
  for (const name of names) {
    for (const same of [(header: string) => header === name, (header: string) => fold(header) === fold(name)]) {
      const positions = headers.flatMap((header, at) => (same(header) ? [at] : []));
      if (positions.length > 1) {
        throw new UnreadableFile(line, `The file has the column "${name}" ${positions.length} times.`, name);
      }
      if (positions[0] !== undefined) return positions[0];
    }
  }
  return -1;
}

function fold(header: string): string {
  return header.trim().toLowerCase().replace(/\s+/gu, ' ');
}

function named(field: string, [header = field]: readonly string[]): string {
  return field === header ? header : `${header} (our ${field})`;
}

/** Names as a list, no longer than can be read. */
export function listedNames(names: readonly string[]): string {
  const shown = names.slice(0, MOST_NAMES).map((name) => name.slice(0, LONGEST_NAME));
  const more = names.length - shown.length;
  return shown.join(', ') + (more > 0 ? ` and ${more} more` : '');
}

function lacks(missing: readonly string[], headers: readonly string[], line: number): UnreadableFile {
  const has = listedNames(headers.filter((header) => header !== ''));
  const [first = ''] = missing;
  const advice = /\bcurrency\b/.test(missing.join(' '))
    ? ' Where all rows have one currency, give it in the mapping, as "currency".'
    : '';
  return new UnreadableFile(line, `The file lacks the columns ${missing.join(', ')}. It has ${has}.${advice}`, first);
}
