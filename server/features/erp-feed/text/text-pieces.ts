import type { FeedEncoding } from '#shared/api/feed-mapping.ts';
import { asUtf8, ByteDecoder, encodingToConvert } from './text-encoding.ts';
import { UnreadableFile } from './unreadable-file.ts';

const LF = 0x0a;
const CR = 0x0d;
const BYTES_TO_JUDGE = 64;
const MARK = '\uFEFF';
const UTF8_MARK = Buffer.from(MARK);
/** No line of a CSV file is longer; where one is, the file is something else. */
export const LONGEST_LINE = 1_000_000;

export interface TextReading {
  /** What the bytes stand for; found where it is left out. */
  readonly encoding?: FeedEncoding | undefined;
  /** Told what there is to say of the letters, once all are read. */
  readonly note?: (sentence: string) => void;
}

/**
 * A file's text in pieces that end where a line ends, every line ended by LF and the byte order mark left out: UTF-8, UTF-16 by its mark or its NULs, Windows-1252
 * for bytes that are no UTF-8, or what is declared. Throws UnreadableFile.
 */
export async function* textPieces(chunks: AsyncIterable<Buffer>, reading: TextReading = {}): AsyncGenerator<string> {
  const { start, all } = await startOf(chunks, BYTES_TO_JUDGE);
  const converted = encodingToConvert(reading.encoding, start);
  const decoder = new ByteDecoder(converted === null ? decodedAs(reading.encoding, start) : 'utf-8');
  const lines = new LinesOfBytes(decoder);
  for await (const bytes of converted === null ? all : asUtf8(all, converted)) {
    const piece = lines.add(bytes);
    if (piece !== '') yield piece;
  }
  const rest = lines.rest();
  if (rest !== '') yield rest;
  if (decoder.note !== null) reading.note?.(decoder.note);
}

function decodedAs(encoding: FeedEncoding | undefined, start: Buffer): 'utf-8' | 'windows-1252' | null {
  if (start.subarray(0, UTF8_MARK.length).equals(UTF8_MARK)) return 'utf-8';
  if (encoding === undefined || encoding === 'utf-8') return encoding ?? null;
  return 'windows-1252';
}

/** How often a character stands in a text. */
export function countOf(character: string, text: string): number {
  let count = 0;
  for (let at = text.indexOf(character); at !== -1; at = text.indexOf(character, at + 1)) count += 1;
  return count;
}

/** The first bytes of a file, and all of it. */
async function startOf(
  chunks: AsyncIterable<Buffer>,
  length: number,
): Promise<{ start: Buffer; all: AsyncIterable<Buffer> }> {
  const iterator = chunks[Symbol.asyncIterator]();
  let start: Buffer = Buffer.alloc(0);
  while (start.length < length) {
    const next = await iterator.next();
    if (next.done) break;
    start = Buffer.concat([start, next.value]);
  }
  async function* all() {
    yield start;
    yield* { [Symbol.asyncIterator]: () => iterator };
  }
  return { start: start.subarray(0, length), all: all() };
}

/** Parts bytes where lines end and makes text of them. */
class LinesOfBytes {
  private carried: Buffer = Buffer.alloc(0);
  private line = 1;
  private isFirst = true;

  constructor(private readonly decoder: ByteDecoder) {}

  /** The whole lines that the bytes end; the rest waits. */
  add(chunk: Buffer): string {
    const bytes = this.carried.length === 0 ? chunk : Buffer.concat([this.carried, chunk]);
    const end = endOfLastLine(bytes);
    this.carried = bytes.subarray(end);
    if (this.carried.length > LONGEST_LINE) {
      throw new UnreadableFile(this.line, 'A line is longer than 1 MB: this is no CSV file.');
    }
    return end === 0 ? '' : this.textOf(bytes.subarray(0, end), false);
  }

  rest(): string {
    return this.carried.length === 0 ? '' : this.textOf(this.carried, true);
  }

  private textOf(bytes: Buffer, isLast: boolean): string {
    const decoded = this.decoder.decode(bytes, this.line, isLast);
    const lined = decoded.includes('\r') ? decoded.replace(/\r\n?/g, '\n') : decoded;
    const text = this.isFirst && lined.startsWith(MARK) ? lined.slice(1) : lined;
    this.isFirst = false;
    this.refuse('\0', text, 'The file holds NUL characters, as a binary or damaged file does. Export it again.');
    this.refuse(
      MARK,
      text,
      'A byte order mark stands within the file, as when two files are put together. Feed them one by one.',
    );
    this.line += countOf('\n', text);
    return text;
  }

  private refuse(character: string, text: string, problem: string): void {
    const at = text.indexOf(character);
    if (at !== -1) throw new UnreadableFile(this.line + countOf('\n', text.slice(0, at)), problem);
  }
}

/** A CR at the very end may be half of a CR LF, so it does not yet end a line. */
function endOfLastLine(bytes: Buffer): number {
  const lastLf = bytes.lastIndexOf(LF);
  if (lastLf !== -1 || bytes.length < 2) return lastLf + 1;
  return bytes.lastIndexOf(CR, bytes.length - 2) + 1;
}
