/** The elements that a mail body may have, each with the attributes that it may have. */
const ELEMENTS: Readonly<Record<string, readonly string[]>> = {
  a: ['href'],
  b: [],
  br: [],
  div: [],
  em: [],
  h2: [],
  h3: [],
  hr: [],
  i: [],
  li: [],
  ol: [],
  p: [],
  span: [],
  strong: [],
  table: ['border', 'cellpadding', 'cellspacing', 'width'],
  tbody: [],
  td: ['align', 'colspan', 'width'],
  tfoot: [],
  th: ['align', 'colspan', 'width'],
  thead: [],
  tr: [],
  u: [],
  ul: [],
};
const VOID: ReadonlySet<string> = new Set(['br', 'hr']);
const TAG = /^<(\/?)([a-z][a-z0-9]*)((?:\s+[a-z]+="[^"<>{}]*")*)\s*\/?>$/;
const ATTRIBUTE = /([a-z]+)="([^"]*)"/g;

const VALUES: Readonly<Record<string, RegExp>> = {
  href: /^(?:https:\/\/|mailto:)[^\s\\]+$/,
  // Declarations end with `;` or the attribute: were the end left open, a long style could be cut in more ways than can be tried.
  style: /^\s*(?:[a-z-]+\s*:[\w\s.,#%'-]+(?:;\s*|$))*$/,
  align: /^(?:left|right|center)$/,
};
const PLAIN_VALUE = /^[\w%.-]*$/;

/**
 * What in a template's HTML is not taken, in sentences; empty where nothing is. Elements and attributes come from a closed list, attributes are quoted and
 * hold no variable, elements are closed in the order in which they were opened.
 */
export function problemsWithMarkup(html: string): string[] {
  const problems: string[] = [];
  const open: string[] = [];
  for (const [tag] of html.matchAll(/<[^>]*>?/g)) {
    const match = TAG.exec(tag);
    if (match === null) problems.push(`${clipped(tag)} cannot be read as an element.`);
    else problems.push(...problemsWithTag(match, open));
  }
  for (const name of open) problems.push(`<${name}> is not closed.`);
  return problems;
}

function problemsWithTag([tag, slash, name = '', attributes = '']: RegExpExecArray, open: string[]): string[] {
  const allowed = Object.hasOwn(ELEMENTS, name) ? ELEMENTS[name] : undefined;
  if (allowed === undefined) return [`<${name}> is not taken in a mail.`];
  if (slash === '/') return open.pop() === name ? [] : [`${tag} closes what was not opened last.`];
  if (!VOID.has(name)) open.push(name);
  return [...attributes.matchAll(ATTRIBUTE)].flatMap(([whole, attribute = '', value = '']) =>
    fits([...allowed, 'style'], attribute, value) ? [] : [`${whole} is not taken in <${name}>.`],
  );
}

function fits(allowed: readonly string[], attribute: string, value: string): boolean {
  return allowed.includes(attribute) && (VALUES[attribute] ?? PLAIN_VALUE).test(value);
}

function clipped(tag: string): string {
  return tag.length > 60 ? `${tag.slice(0, 60)}…` : tag;
}
