import { problemsWithMarkup } from './template-markup.ts';
import { cutParts } from './template-parts.ts';

const BLOCKS: ReadonlySet<string> = new Set(['div', 'h2', 'h3', 'hr', 'ol', 'p', 'table', 'ul']);
const TOKEN = /<(\/?)([a-z][a-z0-9]*)[^>]*>|[^<]+/g;

/** What is wrong with where free parts and clauses stand, in sentences: each holds whole block elements, and only a `div` may be around it. For HTML whose elements are taken. */
export function problemsWithFreeParts(html: string): string[] {
  const problems: string[] = [];
  const open: string[] = [];
  for (const part of cutParts(html)) {
    if (part.kind === 'locked') follow(part.html, open);
    else if (!open.every((name) => name === 'div'))
      problems.push(`{% ${part.kind} ${part.name} %} stands inside <${open.at(-1)}>.`);
    else if (part.kind === 'free' && !isWholeBlocks(part.html))
      problems.push(`{% free ${part.name} %} needs whole paragraphs, lists or tables.`);
  }
  return problems;
}

function follow(html: string, open: string[]): void {
  for (const [, slash, name] of html.matchAll(TOKEN)) {
    if (name === undefined || name === 'br' || name === 'hr') continue;
    if (slash === '/') open.pop();
    else open.push(name);
  }
}

/** Whether HTML is paragraphs, lists, tables and the like, and nothing beside them. */
export function isWholeBlocks(html: string): boolean {
  if (problemsWithMarkup(html).length > 0) return false;
  const outermost = outermostOf(html);
  return outermost.length > 0 && outermost.every((name) => BLOCKS.has(name));
}

/** The names of the elements that stand in no other; text that does has none. */
function outermostOf(html: string): string[] {
  const open: string[] = [];
  const names: string[] = [];
  for (const [token, slash, name = ''] of html.matchAll(TOKEN)) {
    if (open.length === 0 && slash !== '/' && token.trim() !== '') names.push(name);
    follow(token, open);
  }
  return names;
}
