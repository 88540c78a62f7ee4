import { UnreadableFile } from './unreadable-file.ts';

const DELIMITERS = [',', ';', '\t'] as const;
export type Delimiter = (typeof DELIMITERS)[number];

/**
 * Finds the delimiter from the header line: the only one that stands in it, else the only one under which every column that is needed is there.
 * Throws UnreadableFile where that leaves two.
 */
export function delimiterOf(text: string, neededColumns: readonly string[]): Delimiter {
  const header = headerLine(text);
  const present = DELIMITERS.filter((delimiter) => cellsOf(header, delimiter).length > 1);
  const [only] = present;
  if (present.length < 2) return only ?? ',';
  const fitting = present.filter((delimiter) => holdsAll(cellsOf(header, delimiter), neededColumns));
  const [fit] = fitting;
  if (fit !== undefined && fitting.length === 1) return fit;
  throw new UnreadableFile(
    1,
    `The header could be parted at ${present.map(nameOf).join(' or at ')}. Say which in the mapping, as "delimiter".`,
  );
}

function nameOf(delimiter: Delimiter): string {
  return delimiter === '\t' ? 'tabs' : `"${delimiter}"`;
}

function holdsAll(cells: readonly string[], needed: readonly string[]): boolean {
  const names = new Set(cells.map((cell) => cell.toLowerCase()));
  return needed.every((name) => names.has(name.toLowerCase()));
}

/** The first line that is not empty, line breaks within quotes included. */
function headerLine(text: string): string {
  let isQuoted = false;
  const start = text.search(/[^\n]/);
  for (let at = Math.max(start, 0); at < text.length; at += 1) {
    if (text[at] === '"') isQuoted = !isQuoted;
    if (text[at] === '\n' && !isQuoted) return text.slice(start, at);
  }
  return text;
}

function cellsOf(header: string, delimiter: Delimiter): string[] {
  const cells: string[] = [''];
  let isQuoted = false;
  for (const character of header) {
    if (character === '"') isQuoted = !isQuoted;
    else if (character === delimiter && !isQuoted) cells.push('');
    else cells.push((cells.pop() ?? '') + character);
  }
  return cells.map((cell) => cell.trim());
}
