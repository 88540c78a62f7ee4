/** An element with parts or attributes; one with text alone is text. */
export type XmlElement = Readonly<Record<string, unknown>>;

/** All elements on a path of names from here, in the order of the file; text-only ones as text. */
export function elements(from: unknown, ...path: readonly string[]): unknown[] {
  return path.reduce<unknown[]>((found, name) => found.flatMap((element) => childrenOf(element, name)), [from]);
}

/** The first text on a path of names; empty where there is none. */
export function textAt(from: unknown, ...path: readonly string[]): string {
  for (const element of elements(from, ...path)) {
    const text = textOf(element);
    if (text !== '') return text;
  }
  return '';
}

export function textOf(element: unknown): string {
  const text = isElement(element) ? element['#text'] : element;
  return typeof text === 'string' ? text.replace(/\s+/g, ' ').trim() : '';
}

export function attributeOf(element: unknown, name: string): string {
  const value = isElement(element) ? element[`@${name}`] : undefined;
  return typeof value === 'string' ? value.trim() : '';
}

export function isElement(value: unknown): value is XmlElement {
  return value !== null && typeof value === 'object' && !Array.isArray(value);
}

function childrenOf(element: unknown, name: string): unknown[] {
  if (!isElement(element) || !Object.hasOwn(element, name)) return [];
  const child = element[name];
  return Array.isArray(child) ? child : [child];
}
