import { UnreadableFile } from '../text/unreadable-file.ts';
import type { TextLine } from './text-lines.ts';

const CONTINUATION = '88';
const MOST_CONTINUATIONS = 1_000;
const LONGEST_RAW = 2_000;

/** A record with its continuations, each as the file has it but for its code and the slash that ends it. */
export interface Bai2Record {
  readonly code: string;
  readonly pieces: readonly string[];
  /** How many lines of the file it takes. */
  readonly lines: number;
  readonly line: number;
  readonly raw: string;
}

/** The records of a BAI2 file, in their order. Throws UnreadableFile where a line is none. */
export async function* bai2Records(lines: AsyncIterable<TextLine>): AsyncGenerator<Bai2Record> {
  const open = new OpenRecord();
  for await (const { text, line } of lines) {
    for (const part of partsOfLine(text.trimEnd())) {
      const before = open.take(part, line);
      if (before !== null) yield before;
    }
  }
  const last = open.whole();
  if (last !== null) yield last;
}

/** The record to which continuations may still come. */
class OpenRecord {
  private code = '';
  private line = 0;
  private pieces: string[] = [];
  private raw: string[] = [];

  /** Takes a line; gives the record before it where another begins. */
  take(text: string, line: number): Bai2Record | null {
    const [, code = '', content = ''] = /^(\d{2}),(.*)$/.exec(text) ?? [];
    if (code === '') throw new UnreadableFile(line, 'The line is no record of BAI2: two digits and a comma begin one.');
    const before = code === CONTINUATION ? null : this.whole();
    if (code === CONTINUATION) this.requireRoom(line);
    else this.begin(code, line);
    this.pieces.push(content.replace(/\/$/, ''));
    this.raw.push(text);
    return before;
  }

  whole(): Bai2Record | null {
    const { code, line, pieces, raw } = this;
    if (code === '') return null;
    return { code, pieces, line, lines: pieces.length, raw: raw.join('\n').slice(0, LONGEST_RAW) };
  }

  private begin(code: string, line: number): void {
    this.code = code;
    this.line = line;
    this.pieces = [];
    this.raw = [];
  }

  private requireRoom(line: number): void {
    if (this.code === '') throw new UnreadableFile(line, 'The file begins with a continuation (88) of nothing.');
    if (this.pieces.length > MOST_CONTINUATIONS) {
      throw new UnreadableFile(line, `A record has more than ${MOST_CONTINUATIONS} continuations.`);
    }
  }
}

/** Some banks leave the line's end out between a trailer and the file header after it. */
function partsOfLine(text: string): string[] {
  return text === '' ? [] : text.split(/(?<=^(?:49|98|99),[^/]*\/)(?=\d{2},)/);
}

/** All fields of a record that has no free text. */
export function fieldsOf({ pieces }: Bai2Record): string[] {
  return pieces
    .join(',')
    .split(',')
    .map((field) => field.trim());
}

/** Takes a record's fields one by one, and at last what is left of it as text, in which commas mean nothing. */
export class Bai2Fields {
  private at = 0;
  private rest: string | null;

  constructor(private readonly pieces: readonly string[]) {
    this.rest = pieces[0] ?? null;
  }

  next(): string {
    if (this.rest === null) this.turn();
    if (this.rest === null) return '';
    const comma = this.rest.indexOf(',');
    const field = comma === -1 ? this.rest : this.rest.slice(0, comma);
    this.rest = comma === -1 ? null : this.rest.slice(comma + 1);
    return field.trim();
  }

  /** The next field, unless a continuation of words stands in its place: the record's fields then ended early, and text follows. */
  nextOrNone(): string {
    if (this.rest !== null) return this.next();
    const following = this.pieces[this.at + 1];
    return following === undefined || !following.includes(',') || /\s/.test(following.trim()) ? '' : this.next();
  }

  text(): string {
    const lines = [this.rest ?? '', ...this.pieces.slice(this.at + 1)];
    return lines
      .map((line) => line.trim())
      .filter((line) => line !== '')
      .join(' ')
      .replace(/\s+/g, ' ');
  }

  private turn(): void {
    if (this.at + 1 >= this.pieces.length) return;
    this.at += 1;
    this.rest = this.pieces[this.at] ?? null;
  }
}
