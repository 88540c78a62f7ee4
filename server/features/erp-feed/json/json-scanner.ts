import { UnreadableFile } from '../text/unreadable-file.ts';
import { LineIndex } from '../text/whole-text.ts';

const LONGEST_RAW = 2_000;
const BLANK = /[ \t\r\n]*/y;
const NUMBER = /-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][-+]?\d+)?/y;
const STRING = /"[^"\\]*(?:\\.[^"\\]*)*"/y;
const WORD = /true|false|null/y;
const WORDS: Readonly<Record<string, boolean | null>> = { true: true, false: false, null: null };

export type JsonValue = string | boolean | null | readonly JsonValue[] | JsonObject;
export interface JsonObject {
  readonly [member: string]: JsonValue;
}

/** A JSON file, its numbers as the text that they are written in. */
export interface JsonDocument {
  /** The file's values: one, or as many as there are where it is JSON Lines. */
  readonly values: readonly JsonValue[];
  /** The line, from 1, on which an object or list of it begins. */
  lineOf(value: object): number;
  /** What the file has of an object or list, shortened to 2,000 characters. */
  rawOf(value: object): string;
}

/** Reads JSON text as its grammar has it, but leaves numbers as they were written. */
export class JsonScanner {
  private at = 0;
  private depth = 0;
  private readonly spans = new WeakMap<object, readonly [start: number, end: number]>();

  constructor(
    private readonly text: string,
    private readonly mostDepth: number,
  ) {}

  read(): JsonDocument {
    const { text, spans } = this;
    const values: JsonValue[] = [];
    this.skipBlank();
    while (this.at < text.length) {
      values.push(this.value());
      this.skipBlank();
    }
    if (values.length === 0) throw new UnreadableFile(1, 'The file is empty.');
    const lines = new LineIndex(text);
    return {
      values,
      lineOf: (value) => lines.lineAt(spans.get(value)?.[0] ?? 0),
      rawOf: (value) => {
        const [start, end] = spans.get(value) ?? [0, 0];
        return text.slice(start, Math.min(end, start + LONGEST_RAW));
      },
    };
  }

  private value(): JsonValue {
    const start = this.text[this.at];
    if (start === '{') return this.nested(() => this.object());
    if (start === '[') return this.nested(() => this.list());
    if (start === '"') return this.string();
    const word = this.match(WORD);
    if (word !== null) return WORDS[word] ?? null;
    return this.match(NUMBER) ?? this.unexpected();
  }

  private nested<T extends object>(read: () => T): T {
    const start = this.at;
    this.depth += 1;
    if (this.depth > this.mostDepth) {
      throw new UnreadableFile(this.line(), `Its parts lie more than ${this.mostDepth} deep within one another.`);
    }
    const value = read();
    this.depth -= 1;
    this.spans.set(value, [start, this.at]);
    return value;
  }

  private object(): JsonObject {
    const members: [string, JsonValue][] = [];
    this.each('}', () => {
      const name = this.string();
      this.skipBlank();
      this.expect(':');
      this.skipBlank();
      members.push([name, this.value()]);
    });
    // Made from entries, so that a member called __proto__ is a member like any other.
    return Object.fromEntries(members);
  }

  private list(): readonly JsonValue[] {
    const values: JsonValue[] = [];
    this.each(']', () => values.push(this.value()));
    return values;
  }

  private each(close: string, read: () => void): void {
    this.at += 1;
    this.skipBlank();
    if (this.text[this.at] === close) {
      this.at += 1;
      return;
    }
    for (;;) {
      read();
      this.skipBlank();
      if (this.text[this.at] === close) break;
      this.expect(',');
      this.skipBlank();
    }
    this.at += 1;
  }

  private string(): string {
    const start = this.at;
    const written = this.match(STRING);
    try {
      if (written !== null) return JSON.parse(written) as string;
    } catch {
      this.at = start;
    }
    if (this.text[start] === '"' && written === null) this.at = this.text.length;
    return this.unexpected();
  }

  private match(pattern: RegExp): string | null {
    pattern.lastIndex = this.at;
    const found = pattern.exec(this.text)?.[0] ?? '';
    this.at += found.length;
    return found === '' ? null : found;
  }

  private skipBlank(): void {
    this.match(BLANK);
  }

  private expect(sign: string): void {
    if (this.text[this.at] !== sign) this.unexpected();
    this.at += 1;
  }

  private unexpected(): never {
    const { text, at } = this;
    if (at >= text.length) throw new UnreadableFile(this.line(), 'The file ends in the middle: it was cut off.');
    throw new UnreadableFile(this.line(), `The file is no JSON from ${JSON.stringify(text.slice(at, at + 20))} on.`);
  }

  private line(): number {
    return new LineIndex(this.text).lineAt(this.at);
  }
}
