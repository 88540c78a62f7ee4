import type { FeedFile } from '../feed-file.ts';
import { UnreadableFile } from './unreadable-file.ts';

const BYTES_TO_JUDGE = 1_024;

/** The first bytes of a file; fewer where it has no more. */
export async function startOfFile(file: FeedFile): Promise<Buffer> {
  let start: Buffer = Buffer.alloc(0);
  for await (const chunk of file.chunks()) {
    start = Buffer.concat([start, chunk]);
    if (start.length >= BYTES_TO_JUDGE) break;
  }
  return start.subarray(0, BYTES_TO_JUDGE);
}

const ZIP = /^504b(?:0304|0506|0708)/;
/** What is no table, by its first bytes in hex. */
const OTHERS: readonly (readonly [start: RegExp, sentence: string])[] = [
  [
    /^d0cf11e0a1b11ae1/,
    'The file is a workbook of the old kind (.xls), or one with a password. Save it as .xlsx without one, or as "CSV UTF-8".',
  ],
  [/^25504446/, 'The file is a PDF. Export the table itself, as CSV or XLSX.'],
  [/^1f8b/, 'The file is compressed (gzip). Unpack it first.'],
  [/^7b5c727466/, 'The file is a text document (RTF). Export the table itself, as CSV or XLSX.'],
];
const MARKUP = /^\uFEFF?\s*<(?:!doctype\s+html|html|head|body|table|meta|div)\b/i;
const XML = /^\uFEFF?\s*<\?xml\b/i;
const JSON_START = /^\uFEFF?\s*(?:\{\s*"|\[\s*\{)/;

/** Whether a file is a workbook or text. Throws UnreadableFile that says what it is where it can be no table. */
export function requireText(start: Buffer): 'workbook' | 'text' {
  const hex = start.subarray(0, 8).toString('hex');
  if (ZIP.test(hex)) return 'workbook';
  const other = OTHERS.find(([pattern]) => pattern.test(hex))?.[1] ?? otherText(start.toString('utf8'));
  if (other === undefined) return 'text';
  throw new UnreadableFile(1, other);
}

function otherText(text: string): string | undefined {
  if (MARKUP.test(text)) {
    return 'The file is a web page (HTML), which some systems give the name of a CSV or Excel file: a sign-in page, or a table for the screen. Export it as CSV or XLSX.';
  }
  if (XML.test(text)) return 'The file is XML, and this profile reads tables: CSV or XLSX.';
  return JSON_START.test(text) ? 'The file is JSON, and this profile reads tables: CSV or XLSX.' : undefined;
}
