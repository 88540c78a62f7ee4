import { isAscii, isUtf8 } from 'node:buffer';
import type { FeedEncoding } from '#shared/api/feed-mapping.ts';
import { UnreadableFile } from './unreadable-file.ts';
import { decodeWindows1252 } from './windows-1252.ts';

const LF = 0x0a;
const MOST_EXAMPLES = 5;
const DECLARE = 'Say what it is in the mapping, as "encoding", or save it as "CSV UTF-8" and feed that.';

/**
 * Makes text of blocks of bytes that end where a line ends. Where no encoding is declared, bytes that are no UTF-8 are Windows-1252, all through the file or not at
 * all, and the words that it gave are said.
 */
export class ByteDecoder {
  private readonly examples = new Set<string>();

  private readonly isFound: boolean;

  constructor(private encoding: 'utf-8' | 'windows-1252' | null) {
    this.isFound = encoding === null;
  }

  /** What to say of the letters, once the file is read. */
  get note(): string | null {
    if (this.examples.size === 0) return null;
    const words = [...this.examples].join(', ');
    return `The file is no UTF-8 and was read as Windows-1252, which gives ${words}. If these letters are wrong, say what it is in the mapping, as "encoding".`;
  }

  /** Throws UnreadableFile for bytes that are not of the encoding. `isLast` where the file ends in them. */
  decode(bytes: Buffer, line: number, isLast: boolean): string {
    if (isAscii(bytes)) return bytes.toString('latin1');
    if (this.encoding === null) this.encoding = foundIn(bytes, line, isLast);
    if (this.encoding === 'windows-1252') return this.decodeLatin(bytes, line);
    if (isUtf8(bytes)) return bytes.toString('utf8');
    throw new UnreadableFile(
      firstLine(bytes, line, (part) => !isUtf8(part)),
      `The file is not UTF-8 here. ${DECLARE}`,
    );
  }

  private decodeLatin(bytes: Buffer, line: number): string {
    const text = decodeWindows1252(bytes);
    if (text === null) {
      const at = firstLine(bytes, line, (part) => decodeWindows1252(part) === null);
      throw new UnreadableFile(at, `The file is neither UTF-8 nor Windows-1252, which has no such byte. ${DECLARE}`);
    }
    refuseBoth(bytes, line);
    if (this.isFound && this.examples.size < MOST_EXAMPLES) this.noteWords(text, line);
    return text;
  }

  private noteWords(text: string, line: number): void {
    for (const { 0: word, index } of text.matchAll(/[\p{L}\p{N}]{0,40}[^\p{ASCII}\s][^\s"';,|]{0,40}/gu)) {
      if (this.examples.size === MOST_EXAMPLES) return;
      if ([...this.examples].some((example) => example.startsWith(`"${word}"`))) continue;
      this.examples.add(`"${word}" in line ${line + countOfLines(text.slice(0, index))}`);
    }
  }
}

/** What the first bytes that are no ASCII say. */
function foundIn(bytes: Buffer, line: number, isLast: boolean): 'utf-8' | 'windows-1252' {
  if (isUtf8(bytes)) return 'utf-8';
  if (isLast && isCutUtf8(bytes)) {
    const at = line + countOfLines(bytes.toString('latin1'));
    throw new UnreadableFile(
      at,
      `The file ends in the middle of a UTF-8 character, as one that was cut off does. Export it again. ${DECLARE}`,
    );
  }
  return 'windows-1252';
}

/** No line of a Windows-1252 file is UTF-8 as well: the letters would have to be such as no word has. */
function refuseBoth(bytes: Buffer, line: number): void {
  const both = firstLine(bytes, 0, (part) => !isAscii(part) && isUtf8(part), -1);
  if (both === -1) return;
  throw new UnreadableFile(
    line + both,
    'The file is in two encodings: this line is UTF-8, and others are not, as when files are put together. Export it again.',
  );
}

function isCutUtf8(bytes: Buffer): boolean {
  for (let cut = 1; cut <= 3 && cut <= bytes.length; cut += 1) {
    const lead = bytes[bytes.length - cut] ?? 0;
    const isContinuation = (lead & 0xc0) === 0x80;
    if (isContinuation) continue;
    return lead >= 0xc2 && lead <= 0xf4 && isUtf8(bytes.subarray(0, bytes.length - cut));
  }
  return false;
}

/** The number of the first line of which something holds; `otherwise` where there is none. */
function firstLine(bytes: Buffer, line: number, holds: (part: Buffer) => boolean, otherwise = line): number {
  let start = 0;
  for (let at = line; start < bytes.length; at += 1) {
    const lf = bytes.indexOf(LF, start);
    const end = lf === -1 ? bytes.length : lf;
    if (holds(bytes.subarray(start, end))) return at;
    start = end + 1;
  }
  return otherwise;
}

function countOfLines(text: string): number {
  return text.split('\n').length - 1;
}

/** A file's bytes as UTF-8, where they are of an encoding whose lines cannot be told byte by byte, or that is declared. Throws UnreadableFile. */
export async function* asUtf8(chunks: AsyncIterable<Buffer>, encoding: string): AsyncGenerator<Buffer> {
  const decoder = new TextDecoder(encoding, { fatal: true, ignoreBOM: true });
  try {
    for await (const chunk of chunks) {
      const text = decoder.decode(chunk, { stream: true });
      if (text !== '') yield Buffer.from(text);
    }
    const rest = decoder.decode();
    if (rest !== '') yield Buffer.from(rest);
  } catch (error) {
    if (!(error instanceof TypeError)) throw error;
    throw new UnreadableFile(
      1,
      `The file is not whole ${encoding.toUpperCase()}: it was cut off, or is something else. Export it again.`,
    );
  }
}

/** The encoding of a file by its first bytes: its mark, or NULs in every other place. Null where they do not say. */
function encodingAtStart(start: Buffer): string | null {
  const mark = start.subarray(0, 2).toString('hex');
  if (mark === 'fffe') return 'utf-16le';
  if (mark === 'feff') return 'utf-16be';
  const pairs = start.subarray(0, start.length - (start.length % 2));
  if (pairs.length < 4) return null;
  const hasNulsAt = (offset: number) => pairs.every((byte, at) => (at % 2 === offset ? byte === 0 : byte !== 0));
  if (hasNulsAt(1)) return 'utf-16le';
  return hasNulsAt(0) ? 'utf-16be' : null;
}

/** Latin 1 is Windows-1252 but for bytes that it does not use. */
const BYTE_BY_BYTE: readonly FeedEncoding[] = ['utf-8', 'windows-1252', 'iso-8859-1'];

/** Which of the encodings has to be made UTF-8 first; null for those that `ByteDecoder` reads. */
export function encodingToConvert(declared: FeedEncoding | undefined, start: Buffer): string | null {
  const found = encodingAtStart(start);
  if (declared === undefined) return found;
  if (declared === 'utf-16') return found ?? 'utf-16le';
  if (found !== null) {
    throw new UnreadableFile(1, `The mapping says that the file is ${declared}, and it is UTF-16.`);
  }
  return BYTE_BY_BYTE.includes(declared) ? null : declared;
}
