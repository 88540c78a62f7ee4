import { damaged } from './zip-directory.ts';

const SLICE_LENGTH = 1_500_000;
/** No row of a sheet, and nothing that stands before or after its rows, is longer. */
const LONGEST_PART = 32_000_000;
const START_OF_ROWS = /<(?:\w+:)?sheetData\s*(\/?)>/;
const END_OF_ROWS = /<\/((?:\w+:)?)sheetData>/;

/** A sheet's XML cut to a size that can be parsed at once: each slice is a sheet of its own, with some of the rows; the last has none, and what follows the rows. */
export async function* sheetSlices(pieces: AsyncIterable<Buffer>): AsyncGenerator<string> {
  const cutter = new Cutter();
  const decoder = new TextDecoder('utf-8', { fatal: true });
  for await (const piece of pieces) {
    cutter.add(decodedBy(decoder, piece));
    for (let slice = cutter.next(); slice !== null; slice = cutter.next()) yield slice;
  }
  cutter.add(decodedBy(decoder, null));
  yield* cutter.rest();
}

function decodedBy(decoder: InstanceType<typeof TextDecoder>, piece: Buffer | null): string {
  try {
    return piece === null ? decoder.decode() : decoder.decode(piece, { stream: true });
  } catch {
    throw damaged('its sheet is not UTF-8');
  }
}

class Cutter {
  private text = '';
  /** All before the rows; null until it is known. */
  private head: string | null = null;
  private prefix = '';

  add(text: string): void {
    this.text += text;
    if (this.head === null) this.findHead();
    if (this.text.length > LONGEST_PART)
      throw damaged('a single row of its sheet, or what stands around them, is too long');
  }

  /** The next slice of rows, once there are enough of them. */
  next(): string | null {
    if (this.head === null || this.text.length < SLICE_LENGTH) return null;
    const close = `</${this.prefix}row>`;
    const end = this.text.lastIndexOf(close);
    const isPastRows = END_OF_ROWS.test(this.text);
    if (end === -1 || isPastRows) return null;
    const rows = this.text.slice(0, end + close.length);
    this.text = this.text.slice(end + close.length);
    return this.sheet(rows);
  }

  *rest(): Generator<string> {
    if (this.head === null) throw damaged('its sheet has no rows, or was cut off');
    const end = END_OF_ROWS.exec(this.text);
    if (end === null || !/<\/(?:\w+:)?worksheet>\s*$/.test(this.text)) throw damaged('its sheet was cut off');
    yield this.sheet(this.text.slice(0, end.index));
    yield `${this.head}${this.text.slice(end.index)}`;
  }

  private findHead(): void {
    const start = START_OF_ROWS.exec(this.text);
    if (start === null) return;
    if (/<!DOCTYPE|<!ENTITY/i.test(this.text.slice(0, start.index))) throw damaged('its sheet brings a document type');
    const tag = start[0].replace(/\s*\/?>$/, '');
    this.prefix = tag.slice(1, -'sheetData'.length);
    this.head = `${this.text.slice(0, start.index)}${tag}>`;
    const after = this.text.slice(start.index + start[0].length);
    this.text = start[1] === '/' ? `</${this.prefix}sheetData>${after}` : after;
  }

  private sheet(rows: string): string {
    return `${this.head}${rows}</${this.prefix}sheetData></${this.prefix}worksheet>`;
  }
}
