import { isJsonObject, type JsonValue } from './json-document.ts';

/** What stands at a path; undefined where there is no such member. */
export function valueAt(record: JsonValue, steps: readonly string[]): JsonValue | undefined {
  let value: JsonValue | undefined = record;
  for (const step of steps) {
    if (!isJsonObject(value) || !Object.hasOwn(value, step)) return undefined;
    value = value[step];
  }
  return value;
}

/** All that stands at a path such as `QueryResponse.Invoice[]`, in which `[]` is every element of a list; the whole where it is empty. */
export function allAt(root: JsonValue, path: string): JsonValue[] {
  let values = [root];
  for (const step of path === '' ? [] : path.split('.')) {
    const [name = ''] = step.split('[]');
    values = values.map((value) => valueAt(value, [name]) ?? null).filter((value) => value !== null);
    if (step.endsWith('[]')) values = values.flatMap(elementsOf);
  }
  return values;
}

/** The elements of a list; none where it is no list. */
export function elementsOf(value: JsonValue): readonly JsonValue[] {
  return isList(value) ? value : [];
}

export function isList(value: JsonValue | undefined): value is readonly JsonValue[] {
  return Array.isArray(value);
}
