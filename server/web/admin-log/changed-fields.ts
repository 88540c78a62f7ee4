/** One field of what was changed, in words. */
export interface ChangedField {
  /** Such as `calendar, weekend`; empty where the whole is one value. */
  readonly field: string;
  readonly was: string;
  readonly is: string;
}

const NOTHING = '–';

/** What differs between before and after, field by field, in the order of the fields. */
export function changedFields(before: unknown, after: unknown): ChangedField[] {
  const [was, is] = [fieldsOf(before), fieldsOf(after)];
  const names = [...new Set([...is.keys(), ...was.keys()])];
  return names
    .map((field) => ({ field, was: was.get(field) ?? NOTHING, is: is.get(field) ?? NOTHING }))
    .filter((one) => one.was !== one.is);
}

function fieldsOf(value: unknown, path: readonly string[] = []): Map<string, string> {
  if (!isParts(value))
    return value === null || value === undefined ? new Map() : new Map([[path.join(', '), textOf(value)]]);
  const parts = Object.entries(value).flatMap(([name, part]) => [...fieldsOf(part, [...path, inWords(name)])]);
  return new Map(parts);
}

function isParts(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function textOf(value: unknown): string {
  if (Array.isArray(value)) return value.length === 0 ? 'none' : value.map(textOf).join('; ');
  if (isParts(value)) {
    const parts = Object.entries(value).map(([name, part]) => `${inWords(name)} ${textOf(part)}`);
    return parts.join(', ');
  }
  if (typeof value === 'boolean') return value ? 'yes' : 'no';
  return String(value ?? NOTHING);
}

/** `writeOffTolerance` and `write_off_tolerance` as `write off tolerance`. */
export function inWords(name: string): string {
  return name
    .replace(/([a-z\d])([A-Z])/g, '$1 $2')
    .replaceAll('_', ' ')
    .toLowerCase();
}
