import { isUtf8 } from 'node:buffer';
import { decodeWindows1252 } from '../text/windows-1252.ts';

/** A line is shown up to so many characters. */
export const LONGEST_RAW = 2_000;
/** Of a line without end no more than this is carried along. */
const LONGEST_CARRIED = 4 * LONGEST_RAW;

/** UTF-16 begins with a mark, or has a NUL in every other byte of its header. */
const UTF_16: readonly (readonly [start: RegExp, encoding: string])[] = [
  [/^(?:fffe|(?!00)..00)/, 'utf-16le'],
  [/^(?:feff|00(?!00))/, 'utf-16be'],
];

/**
 * The lines of a file as they stand in it, to be looked at by a person: also of one that cannot be read otherwise. A line that is neither UTF-16 nor UTF-8 is shown
 * as Windows-1252. Each is shortened to 2,000 characters.
 */
export async function* rawLines(chunks: AsyncIterable<Buffer>): AsyncGenerator<string> {
  let carried = '';
  let decode: Decoding | null = null;
  for await (const chunk of chunks) {
    decode ??= decodingOf(chunk);
    const text = carried + decode.text(chunk);
    // A CR at the end may be half of a CR LF.
    const held = text.endsWith('\r') ? 1 : 0;
    const lines = text.slice(0, text.length - held).split(/\r\n?|\n/);
    const last = lines.pop() ?? '';
    for (const line of lines) yield shown(decode.line(line));
    carried = last.slice(0, LONGEST_CARRIED) + text.slice(text.length - held);
  }
  const rest = carried.replace(/\r$/, '');
  if (decode !== null && rest !== '') yield shown(decode.line(rest));
}

/** How bytes become text that can be cut into lines, and a line of it becomes what is shown. */
interface Decoding {
  readonly text: (chunk: Buffer) => string;
  readonly line: (line: string) => string;
}

function decodingOf(first: Buffer): Decoding {
  const start = first.subarray(0, 2).toString('hex');
  const utf16 = UTF_16.find(([pattern]) => pattern.test(start))?.[1];
  if (utf16 === undefined) return { text: (chunk) => chunk.toString('latin1'), line: lineOfBytes };
  const decoder = new TextDecoder(utf16);
  return { text: (chunk) => decoder.decode(chunk, { stream: true }), line: (line) => line };
}

/** A line whose characters stand for its bytes. */
function lineOfBytes(line: string): string {
  const bytes = Buffer.from(line, 'latin1');
  return isUtf8(bytes) ? bytes.toString('utf8').replace(/^\uFEFF/, '') : (decodeWindows1252(bytes) ?? line);
}

function shown(line: string): string {
  return line.length > LONGEST_RAW ? `${line.slice(0, LONGEST_RAW)}…` : line;
}
