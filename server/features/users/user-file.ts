import { CsvError, parse } from 'csv-parse/sync';
import type { FieldProblem } from '#shared/api/errors.ts';
import { MAX_IMPORTED_USERS } from '#shared/api/users.ts';
import type { Role } from '#shared/domain/role.ts';
import { DomainError } from '../../errors.ts';
import { emailOf, emailsOf, nameOf, roleOf } from '../../identity/person-parts.ts';

/** A person as a line of the file has them. */
export interface UserLine {
  /** In the file, counted from 1. */
  readonly line: number;
  readonly email: string;
  readonly name: string;
  readonly role: Role;
  /** Addresses of owners; null where the file has no such column. */
  readonly sees: readonly string[] | null;
}

const NEEDED = ['email', 'name', 'role'] as const;
const PORTFOLIO = 'portfolio';

interface Row {
  readonly line: number;
  readonly cells: ReadonlyMap<string, string>;
}

/** The people of a CSV file, comma or semicolon between its columns. Throws DomainError `users_refused` with every line that is wrong. */
export function readUserFile(text: string): UserLine[] {
  const problems: FieldProblem[] = [];
  const rows = rowsOf(text);
  if (rows.length > MAX_IMPORTED_USERS) throw refused([fault('file', `has more than ${MAX_IMPORTED_USERS} people`)]);
  const lines = rows.flatMap((row) => lineOf(row, problems));
  const first = new Map<string, number>();
  for (const { line, email } of lines) {
    const earlier = first.get(email);
    if (earlier !== undefined)
      problems.push(fault(`line ${line}, email`, `${email} stands on line ${earlier} already`));
    else first.set(email, line);
  }
  if (problems.length > 0) throw refused(problems);
  return lines;
}

export function refused(problems: readonly FieldProblem[]): DomainError {
  const counted = problems.length === 1 ? 'one place is wrong' : `${problems.length} places are wrong`;
  const [first] = problems;
  const example = first === undefined ? '' : ` ${first.field}: ${first.problem}`;
  return new DomainError('users_refused', `Nobody was taken: ${counted}.${example}`, problems);
}

export function fault(field: string, problem: string): FieldProblem {
  return { field, problem };
}

function rowsOf(text: string): Row[] {
  const records = recordsOf(text.replace(/^\uFEFF/, ''));
  const [head, ...rest] = records;
  const columns = (head?.record ?? []).map((cell) => cell.trim().toLowerCase());
  const problems = [
    ...NEEDED.filter((column) => !columns.includes(column)).map((column) => fault('line 1', `has no column ${column}`)),
    ...columns
      .filter((column) => ![...NEEDED, PORTFOLIO].includes(column))
      .map((column) => fault('line 1', `has a column "${column}", which says nothing here`)),
    ...(new Set(columns).size < columns.length ? [fault('line 1', 'names a column twice')] : []),
  ];
  if (problems.length > 0) throw refused(problems);
  return rest.map(({ record, line }) => ({
    line,
    cells: new Map(columns.map((column, place) => [column, (record[place] ?? '').trim()])),
  }));
}

interface Parsed {
  readonly record: string[];
  readonly line: number;
}

function recordsOf(text: string): Parsed[] {
  const head = text.slice(0, text.indexOf('\n') === -1 ? undefined : text.indexOf('\n'));
  const delimiter = head.includes(';') ? ';' : ',';
  try {
    const parsed = parse(text, { delimiter, relax_column_count: true, skip_empty_lines: true, info: true });
    return (parsed as unknown as { record: string[]; info: { lines: number } }[]).map(({ record, info }) => ({
      record,
      line: info.lines,
    }));
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    throw refused([fault('file', `cannot be read as CSV: ${error.message}`)]);
  }
}

function lineOf({ line, cells }: Row, problems: FieldProblem[]): UserLine[] {
  const cell = (column: string) => cells.get(column) ?? '';
  const checked = <T>(column: string, check: (text: string) => T): T | null => {
    try {
      return check(cell(column));
    } catch (error) {
      if (!(error instanceof DomainError)) throw error;
      problems.push(fault(`line ${line}, ${column}`, error.message));
      return null;
    }
  };
  const email = checked('email', emailOf);
  const name = checked('name', nameOf);
  const role = checked('role', (text) => roleOf(text.toLowerCase()));
  const sees = cells.has(PORTFOLIO) ? checked(PORTFOLIO, addressesIn) : [];
  if (email === null || name === null || role === null || sees === null) return [];
  return [{ line, email, name, role, sees: cells.has(PORTFOLIO) ? sees : null }];
}

function addressesIn(text: string): string[] {
  return emailsOf(text.split(/[\s,;|]+/).filter((part) => part !== ''));
}
