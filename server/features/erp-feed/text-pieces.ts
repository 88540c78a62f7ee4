import { isUtf8 } from 'node:buffer';
import { UnreadableFile } from './unreadable-file.ts';

const LF = 0x0a;
const CR = 0x0d;
/** No line of a CSV file is longer; where one is, the file is something else. */
export const LONGEST_LINE = 1_000_000;

/**
 * A file's text in pieces that end where a line ends, every line ended by LF and the byte order mark left out.
 * Throws UnreadableFile for anything but UTF-8.
 */
export async function* textPieces(chunks: AsyncIterable<Buffer>): AsyncGenerator<string> {
  let carried: Buffer = Buffer.alloc(0);
  let line = 1;
  let isFirst = true;
  for await (const chunk of chunks) {
    const bytes = carried.length === 0 ? chunk : Buffer.concat([carried, chunk]);
    const end = endOfLastLine(bytes);
    carried = bytes.subarray(end);
    if (carried.length > LONGEST_LINE)
      throw new UnreadableFile(line, 'A line is longer than 1 MB: this is no CSV file.');
    if (end === 0) continue;
    const text = decoded(bytes.subarray(0, end), line, isFirst);
    isFirst = false;
    line += countOf('\n', text);
    yield text;
  }
  if (carried.length > 0) yield decoded(carried, line, isFirst);
}

/** How often a character stands in a text. */
export function countOf(character: string, text: string): number {
  let count = 0;
  for (let at = text.indexOf(character); at !== -1; at = text.indexOf(character, at + 1)) count += 1;
  return count;
}

/** A CR at the very end may be half of a CR LF, so it does not yet end a line. */
function endOfLastLine(bytes: Buffer): number {
  const lastLf = bytes.lastIndexOf(LF);
  if (lastLf !== -1 || bytes.length < 2) return lastLf + 1;
  return bytes.lastIndexOf(CR, bytes.length - 2) + 1;
}

function decoded(bytes: Buffer, line: number, isFirst: boolean): string {
  if (isFirst) refuseUtf16(bytes);
  if (!isUtf8(bytes)) throw notUtf8(bytes, line);
  const text = bytes.toString('utf8').replace(/\r\n?/g, '\n');
  const nul = text.indexOf('\0');
  if (nul !== -1) {
    throw new UnreadableFile(
      line + countOf('\n', text.slice(0, nul)),
      'The file holds NUL characters, as UTF-16 text or a binary file does. Save it as "CSV UTF-8" and feed that.',
    );
  }
  return isFirst && text.startsWith('\uFEFF') ? text.slice(1) : text;
}

function refuseUtf16([first, second]: Buffer): void {
  const mark = `${first} ${second}`;
  if (mark !== '255 254' && mark !== '254 255') return;
  throw new UnreadableFile(1, 'The file is UTF-16. Save it as "CSV UTF-8" and feed that.');
}

function notUtf8(bytes: Buffer, line: number): UnreadableFile {
  let start = 0;
  let at = line;
  for (let end = bytes.indexOf(LF); end !== -1; end = bytes.indexOf(LF, start)) {
    if (!isUtf8(bytes.subarray(start, end))) break;
    start = end + 1;
    at += 1;
  }
  return new UnreadableFile(
    at,
    'The file is not UTF-8; it may be Windows-1252. Save it as "CSV UTF-8" and feed that, so that no letter is guessed.',
  );
}
