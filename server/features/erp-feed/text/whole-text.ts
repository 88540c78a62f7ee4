import { UnreadableFile } from './unreadable-file.ts';
import { decodeWindows1252 } from './windows-1252.ts';

export const MEBIBYTE = 1024 * 1024;

/** What a file that has to be in memory as a whole may come to. */
export interface DocumentLimits {
  readonly mostBytes: number;
  /** How deep its parts may lie within one another. */
  readonly mostDepth: number;
}

interface WholeFile {
  readonly kind: string;
  readonly mostBytes: number;
  readonly advice?: string;
}

/** All the bytes of a file that cannot be read piece by piece. Throws UnreadableFile for one that is too large, as soon as that is known. */
export async function wholeFile(
  chunks: AsyncIterable<Buffer>,
  { kind, mostBytes, advice = 'Export it in parts' }: WholeFile,
): Promise<Buffer> {
  const parts: Buffer[] = [];
  let length = 0;
  for await (const chunk of chunks) {
    length += chunk.length;
    if (length > mostBytes) {
      const most = Math.floor(mostBytes / MEBIBYTE);
      throw new UnreadableFile(1, `The file is larger than the ${most} MB that ${kind} may have. ${advice}.`);
    }
    parts.push(chunk);
  }
  return Buffer.concat(parts);
}

/** A file's text, lines ended by LF, by its byte order mark, its own declaration (of XML), or as UTF-8. Throws UnreadableFile for bytes that are none of it. */
export async function wholeText(chunks: AsyncIterable<Buffer>, file: WholeFile): Promise<string> {
  const bytes = await wholeFile(chunks, file);
  const encoding = encodingOf(bytes);
  const text = decoded(bytes, encoding).replace(/\r\n?/g, '\n');
  if (!text.includes('\0')) return text;
  throw new UnreadableFile(1, `The file holds NUL characters, which no ${file.kind} has.`);
}

function decoded(bytes: Buffer, encoding: string): string {
  try {
    if (!LATIN.includes(encoding)) return new TextDecoder(encoding, { fatal: true }).decode(bytes);
    const text = decodeWindows1252(bytes);
    if (text !== null) return text;
    throw new TypeError('undefined byte');
  } catch {
    throw new UnreadableFile(1, `The file is not ${encoding.toUpperCase()}, or was cut in the middle of a character.`);
  }
}

const MARKS: readonly (readonly [mark: string, encoding: string])[] = [
  ['fffe', 'utf-16le'],
  ['feff', 'utf-16be'],
  ['efbbbf', 'utf-8'],
];
const DECLARED = /^\s*<\?xml[^>]*?\sencoding\s*=\s*["']([\w.:-]{1,40})["']/;
const LATIN = ['iso-8859-1', 'windows-1252'];
const KNOWN = ['utf-8', 'us-ascii', 'iso-8859-1', 'iso-8859-2', 'iso-8859-15', 'windows-1250', 'windows-1252'];

function encodingOf(bytes: Buffer): string {
  const start = bytes.subarray(0, 3).toString('hex');
  const marked = MARKS.find(([mark]) => start.startsWith(mark));
  if (marked !== undefined) return marked[1];
  if (bytes.length > 1 && bytes[1] === 0) return 'utf-16le';
  if (bytes.length > 1 && bytes[0] === 0) return 'utf-16be';
  const declared = DECLARED.exec(bytes.subarray(0, 200).toString('latin1'))?.[1]?.toLowerCase() ?? 'utf-8';
  if (KNOWN.includes(declared)) return declared === 'us-ascii' ? 'utf-8' : declared;
  throw new UnreadableFile(1, `The file says that it is ${declared}, which cannot be read. Save it as UTF-8.`);
}

/** Tells the line of a place in a text. */
export class LineIndex {
  private readonly starts: number[] = [0];

  constructor(text: string) {
    for (let at = text.indexOf('\n'); at !== -1; at = text.indexOf('\n', at + 1)) this.starts.push(at + 1);
  }

  lineAt(place: number): number {
    let [low, high] = [0, this.starts.length];
    while (high - low > 1) {
      const middle = (low + high) >> 1;
      if ((this.starts[middle] ?? 0) <= place) low = middle;
      else high = middle;
    }
    return low + 1;
  }
}
