import type { FeedMapping } from '#shared/api/feed-runs.ts';
import type { Profile } from './profile.ts';
import { UnreadableFile } from './unreadable-file.ts';

/** A column of the profile and where the file has it. */
export interface BoundColumn {
  readonly field: string;
  /** The file's own name for it. */
  readonly header: string;
  readonly at: number;
}

export interface BoundColumns {
  readonly columns: readonly BoundColumn[];
  readonly width: number;
  /** The file's columns that the profile does not read. */
  readonly unread: readonly string[];
}

/** Our column → the file's, for all that are to be read: what the mapping names, else our own names. */
function wantedColumns({ fields }: Profile, { columns }: FeedMapping): [field: string, header: string][] {
  return columns === undefined ? Object.keys(fields).map((field) => [field, field]) : Object.entries(columns);
}

/** The file's names of the columns without which it cannot be read. */
export function neededHeaders(profile: Profile, mapping: FeedMapping): string[] {
  return wantedColumns(profile, mapping)
    .filter(([field]) => isNeeded(field, profile, mapping))
    .map(([, header]) => header);
}

/** Finds the profile's columns in a header. Throws UnreadableFile that names what is missing and what the file has. */
export function bindColumns(cells: readonly string[], profile: Profile, mapping: FeedMapping): BoundColumns {
  const headers = cells.map((cell) => cell.trim());
  const columns: BoundColumn[] = [];
  const missing: string[] = [];
  for (const [field, header] of wantedColumns(profile, mapping)) {
    const at = positionOf(header, headers);
    if (at !== -1) columns.push({ field, header: headers[at] ?? header, at });
    else if (isNeeded(field, profile, mapping) || mapping.columns !== undefined) missing.push(named(field, header));
  }
  missing.push(...unmapped(profile, mapping));
  if (missing.length > 0) throw lacks(missing, headers);
  const read = new Set(columns.map(({ at }) => at));
  return { columns, width: headers.length, unread: headers.filter((header, at) => !read.has(at) && header !== '') };
}

function isNeeded(field: string, { fields }: Profile, mapping: FeedMapping): boolean {
  const { required = false, kind } = fields[field] ?? {};
  return required && !(kind === 'currency' && mapping.currency !== undefined);
}

function unmapped(profile: Profile, mapping: FeedMapping): string[] {
  const { columns } = mapping;
  if (columns === undefined) return [];
  return Object.keys(profile.fields).filter(
    (field) => isNeeded(field, profile, mapping) && columns[field] === undefined,
  );
}

/** The exact name, else the only one that differs in capitals alone. */
function positionOf(wanted: string, headers: readonly string[]): number {
  for (const same of [(header: string) => header === wanted, (header: string) => fold(header) === fold(wanted)]) {
    const positions = headers.flatMap((header, at) => (same(header) ? [at] : []));
    if (positions.length > 1) {
      throw new UnreadableFile(1, `The file has the column "${wanted}" ${positions.length} times.`, wanted);
    }
    if (positions[0] !== undefined) return positions[0];
  }
  return -1;
}

function fold(header: string): string {
  return header.trim().toLowerCase();
}

function named(field: string, header: string): string {
  return field === header ? header : `${header} (our ${field})`;
}

function lacks(missing: readonly string[], headers: readonly string[]): UnreadableFile {
  const has = headers.filter((header) => header !== '').join(', ');
  const [first = ''] = missing;
  const advice = /\bcurrency\b/.test(missing.join(' '))
    ? ' Where all rows have one currency, give it in the mapping, as "currency".'
    : '';
  return new UnreadableFile(1, `The file lacks the columns ${missing.join(', ')}. It has ${has}.${advice}`, first);
}
