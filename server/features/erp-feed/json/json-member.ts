import type { CellFormats, Field, Reading } from '../field.ts';
import { isJsonObject, type JsonObject, type JsonValue } from './json-document.ts';
import { isList, valueAt } from './json-value.ts';

/** What the reading of one record goes by, and to whom it says what is wrong. */
export interface MemberReading {
  readonly formats: CellFormats;
  problem(path: string, value: string, problem: string): void;
}

/** One member of a record: where it stands, and how it is read. */
export interface Member<T> {
  read(record: JsonObject, above: string, reading: MemberReading): T;
}

export type Members = Readonly<Record<string, Member<unknown>>>;
export type RecordOf<M extends Members> = { readonly [K in keyof M]: M[K] extends Member<infer T> ? T : never };

/** A single value at a path such as `Contact.ContactID`; one that is left out, or null, is an empty one. */
export function at<T>(path: string, field: Field<T>): Member<T> {
  const steps = path.split('.');
  return {
    read(record, above, reading) {
      const text = textOf(valueAt(record, steps));
      const read = readText(text, field, reading.formats);
      if ('value' in read) return read.value;
      reading.problem(above + path, text ?? '', read.problem);
      return field.empty;
    },
  };
}

function readText<T>(text: string | null, field: Field<T>, formats: CellFormats): Reading<T> {
  if (text === null) return { problem: 'is not a single value' };
  if (isGarbled(text)) return { problem: 'holds control characters or halves of characters' };
  if (text !== '') return field.read(text, formats);
  return field.required ? { problem: 'is missing or empty' } : { value: field.empty };
}

/** Records within a record, in their order; none where the member is left out. */
export function listOf<M extends Members>(path: string, members: M): Member<readonly RecordOf<M>[]> {
  const steps = path.split('.');
  return {
    read(record, above, reading) {
      const value = valueAt(record, steps) ?? [];
      const where = above + path;
      if (!isList(value)) {
        reading.problem(where, '', 'is not a list');
        return [];
      }
      return value.flatMap((element, index) => {
        if (isJsonObject(element)) return [readMembers(members, element, { above: `${where}[${index}].`, reading })];
        reading.problem(`${where}[${index}]`, '', 'is not a record');
        return [];
      });
    },
  };
}

export function readMembers<M extends Members>(
  members: M,
  record: JsonObject,
  { above, reading }: { readonly above: string; readonly reading: MemberReading },
): RecordOf<M> {
  const read = Object.entries(members).map(([name, member]) => [name, member.read(record, above, reading)]);
  return Object.fromEntries(read) as RecordOf<M>;
}

/** Escapes can make what no text of an ERP has. Line ends and tabs are blanks. */
function isGarbled(text: string): boolean {
  return /[\p{Cc}\p{Cs}]/u.test(text.replace(/\s/g, ' '));
}

/** A single value as text without blanks around it; null where it is none. */
function textOf(value: JsonValue | undefined): string | null {
  if (value === undefined || value === null) return '';
  return typeof value === 'object' ? null : String(value).trim();
}
