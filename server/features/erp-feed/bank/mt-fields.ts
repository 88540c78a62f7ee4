import { UnreadableFile } from '../text/unreadable-file.ts';
import type { TextLine } from './text-lines.ts';

const MOST_LINES = 500;
const TAG = /^:(\d{2}[A-Z]?|9\d{2}):(.*)$/;
/** Some banks break a line after the colon that begins a tag. */
const BROKEN_TAG = /^(\d{2}[A-Z]?):/;
const MESSAGE_END = /^-(\}.*)?$/;
const BLOCK = /^\{\d:/;

/** A field of a SWIFT message: its tag, and its lines. `end` stands for the end of a message. */
export interface MtField {
  readonly tag: string;
  readonly lines: readonly string[];
  readonly line: number;
}

/** The fields of the MT messages in a file, in their order; what stands before the first is left out. */
export async function* mtFields(lines: AsyncIterable<TextLine>): AsyncGenerator<MtField> {
  const open = new OpenField();
  for await (const line of lines) yield* open.take(line);
  yield* open.end();
}

/** The field to which lines may still come. */
class OpenField {
  private field: { readonly tag: string; readonly lines: string[]; readonly line: number } | null = null;
  private isBroken = false;

  /** Takes a line; gives what it ends. */
  take({ text: stated, line }: TextLine): MtField[] {
    const text = this.isBroken && BROKEN_TAG.test(stated) ? `:${stated}` : stated;
    this.isBroken = text.trim() === ':';
    if (this.isBroken) return [];
    const tagged = TAG.exec(text);
    if (tagged !== null) {
      const before = this.end();
      this.field = { tag: tagged[1] ?? '', lines: [tagged[2] ?? ''], line };
      return before;
    }
    const isBlock = BLOCK.test(text);
    if (isBlock || MESSAGE_END.test(text.trimEnd())) {
      return [...this.end(), { tag: isBlock ? 'block' : 'end', lines: [text], line }];
    }
    this.continue(text);
    return [];
  }

  end(): MtField[] {
    const ended = this.field === null ? [] : [this.field];
    this.field = null;
    return ended;
  }

  private continue(text: string): void {
    const { field } = this;
    if (field === null) return;
    field.lines.push(text);
    if (field.lines.length <= MOST_LINES) return;
    throw new UnreadableFile(field.line, `Field :${field.tag}: has more than ${MOST_LINES} lines.`);
  }
}
