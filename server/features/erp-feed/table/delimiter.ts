import { UnreadableFile } from '../text/unreadable-file.ts';

const DELIMITERS = [',', ';', '\t', '|'] as const;
export type Delimiter = (typeof DELIMITERS)[number];
/** A header is looked for in so many lines. */
export const HEADER_LINES = 30;

/** What the start of a CSV file says of its delimiter. */
export interface DelimiterSearch {
  /** Whether a line's cells are a header with all columns that are needed. */
  readonly isHeader: (cells: readonly string[]) => boolean;
  /** The header's line, from 1, where it is known. */
  readonly headerRow?: number | undefined;
}

/**
 * Finds the delimiter from the first lines of a file: the only one under which one of them is the header; where there is none, the only one that stands in the first
 * line. Throws UnreadableFile where that leaves two.
 */
export function delimiterOf(text: string, { isHeader, headerRow }: DelimiterSearch): Delimiter {
  const lines = firstLines(text, headerRow ?? HEADER_LINES);
  const searched = headerRow === undefined ? lines : lines.slice(headerRow - 1);
  const header = searched.find((line) => line.trim() !== '') ?? '';
  const present = DELIMITERS.filter((delimiter) => cellsOf(header, delimiter).length > 1);
  const fitting = DELIMITERS.filter((delimiter) => searched.some((line) => isHeader(cellsOf(line, delimiter))));
  const [fit, another] = fitting;
  if (fit !== undefined && (another === undefined || present.length === 0)) return fit;
  const [only] = present;
  if (present.length < 2) return only ?? ',';
  throw new UnreadableFile(
    1,
    `The header could be parted at ${present.map(nameOf).join(' or at ')}. Say which in the mapping, as "delimiter".`,
  );
}

/** The delimiter that a first line `sep=;` declares, as spreadsheets write it; null where it declares none. Throws UnreadableFile for one that cannot be read. */
export function declaredDelimiter(text: string): Delimiter | null {
  const declared = /^sep=(.?)\s*(?:\n|$)/i.exec(text)?.[1];
  if (declared === undefined) return null;
  const known = DELIMITERS.find((delimiter) => delimiter === declared);
  if (known !== undefined) return known;
  throw new UnreadableFile(
    1,
    `The first line says that values are parted by "${declared}", which cannot be read; commas, semicolons, tabs and vertical bars can.`,
  );
}

function nameOf(delimiter: Delimiter): string {
  return delimiter === '\t' ? 'tabs' : `"${delimiter}"`;
}

/** The first lines, those within quotes taken as one with the line in which the quotes begin. */
function firstLines(text: string, most: number): string[] {
  const lines: string[] = [];
  let isQuoted = false;
  let start = 0;
  for (let at = 0; at < text.length && lines.length < most; at += 1) {
    if (text[at] === '"') isQuoted = !isQuoted;
    if (text[at] !== '\n' || isQuoted) continue;
    lines.push(text.slice(start, at));
    start = at + 1;
  }
  if (lines.length < most) lines.push(text.slice(start));
  return lines;
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
