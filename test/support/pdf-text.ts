import { inflateSync } from 'node:zlib';

interface PdfObject {
  readonly dictionary: string;
  readonly stream: Buffer | null;
}

/** A piece of text where it stands on its page, in points from the bottom left. */
export interface PdfWords {
  readonly page: number;
  readonly x: number;
  readonly y: number;
  readonly text: string;
}

/** Reads the text of a PDF back as a reader of PDFs does: content streams, and each font's own table from its codes to Unicode. For files with a plain table of objects. */
export function pdfWords(pdf: Buffer): PdfWords[] {
  const objects = objectsIn(pdf);
  return pagesIn(objects).flatMap((page, place) =>
    wordsOnPage(page, objects).map((words) => ({ page: place + 1, ...words })),
  );
}

/** The text line by line: what stands at one height of a page, from left to right. */
export function pdfLines(pdf: Buffer): string[] {
  const lines = new Map<string, PdfWords[]>();
  for (const words of pdfWords(pdf)) {
    const height = `${words.page} ${words.y.toFixed(1)}`;
    lines.set(height, [...(lines.get(height) ?? []), words]);
  }
  return [...lines.values()].map((line) =>
    line
      .sort((a, b) => a.x - b.x)
      .map(({ text }) => text)
      .join(' | '),
  );
}

export function pdfPageCount(pdf: Buffer): number {
  return pagesIn(objectsIn(pdf)).length;
}

function objectsIn(pdf: Buffer): Map<number, PdfObject> {
  const text = pdf.toString('latin1');
  const objects = new Map<number, PdfObject>();
  for (const [, number, offset] of crossReferences(text)) {
    const end = text.indexOf('endobj', offset);
    const body = text.slice(offset, end);
    const begin = body.search(/stream\r?\n/);
    const dictionary = begin === -1 ? body : body.slice(0, begin);
    objects.set(number, { dictionary, stream: begin === -1 ? null : streamAt(pdf, offset + begin, dictionary) });
  }
  return objects;
}

function* crossReferences(text: string): Generator<[null, number, number]> {
  const start = Number(/startxref\s+(\d+)\s+%%EOF\s*$/.exec(text)?.[1]);
  const lines = text.slice(start).split('\n');
  if (lines[0]?.trim() !== 'xref') throw new Error('The file has no plain table of objects.');
  for (const [place, line] of lines.slice(2).entries()) {
    const [, offset, kind] = /^(\d{10}) \d{5} ([nf])/.exec(line) ?? [];
    if (offset === undefined) return;
    if (kind === 'n') yield [null, place, Number(offset)];
  }
}

function streamAt(pdf: Buffer, keyword: number, dictionary: string): Buffer {
  const start = pdf.indexOf('\n', keyword) + 1;
  const bytes = pdf.subarray(start, start + Number(/\/Length (\d+)/.exec(dictionary)?.[1]));
  return dictionary.includes('/FlateDecode') ? inflateSync(bytes) : bytes;
}

function pagesIn(objects: ReadonlyMap<number, PdfObject>): string[] {
  const tree = [...objects.values()].find(({ dictionary }) => /\/Type \/Pages\b/.test(dictionary));
  const kids = /\/Kids \[([^\]]*)\]/.exec(tree?.dictionary ?? '')?.[1] ?? '';
  return [...kids.matchAll(/(\d+) 0 R/g)].map(([, number]) => objects.get(Number(number))?.dictionary ?? '');
}

function wordsOnPage(page: string, objects: ReadonlyMap<number, PdfObject>): Omit<PdfWords, 'page'>[] {
  const resources = dictionaryAt(page, 'Resources', objects);
  const fonts = new Map(
    [...resources.matchAll(/\/(F\d+) (\d+) 0 R/g)].map(([, name = '', number]) => [
      name,
      unicodeOf(objects.get(Number(number))?.dictionary ?? '', objects),
    ]),
  );
  const content = streamOf(page, 'Contents', objects).toString('latin1');
  return [...content.matchAll(/BT([\s\S]*?)ET/g)].map(([, block = '']) => {
    const [, x, y] = /1 0 0 1 (\S+) (\S+) Tm/.exec(block) ?? [];
    const font = fonts.get(/\/(F\d+) \S+ Tf/.exec(block)?.[1] ?? '');
    const codes = [...block.matchAll(/<([0-9a-f]+)>/gi)].flatMap(([, hex = '']) => hex.match(/.{4}/g) ?? []);
    return {
      x: Number(x),
      y: Number(y),
      text: codes.map((code) => font?.get(code.toLowerCase()) ?? '\ufffd').join(''),
    };
  });
}

function dictionaryAt(of: string, key: string, objects: ReadonlyMap<number, PdfObject>): string {
  const number = new RegExp(`/${key} (\\d+) 0 R`).exec(of)?.[1];
  return number === undefined ? of : (objects.get(Number(number))?.dictionary ?? '');
}

function streamOf(of: string, key: string, objects: ReadonlyMap<number, PdfObject>): Buffer {
  const number = new RegExp(`/${key} (\\d+) 0 R`).exec(of)?.[1];
  const stream = objects.get(Number(number))?.stream;
  if (!stream) throw new Error(`There is no ${key}.`);
  return stream;
}

/** The table of a font from the codes in its texts to characters. */
function unicodeOf(font: string, objects: ReadonlyMap<number, PdfObject>): Map<string, string> {
  const table = new Map<string, string>();
  if (!font.includes('/ToUnicode')) return table;
  const map = streamOf(font, 'ToUnicode', objects).toString('latin1');
  for (const [, from = '0', , list = ''] of map.matchAll(/<([0-9a-f]{4})> <([0-9a-f]{4})> \[([^\]]*)\]/gi)) {
    for (const [place, [, hex = '']] of [...list.matchAll(/<([0-9a-f ]*)>/gi)].entries()) {
      table.set((Number.parseInt(from, 16) + place).toString(16).padStart(4, '0'), utf16(hex));
    }
  }
  return table;
}

function utf16(hex: string): string {
  return (hex.replaceAll(' ', '').match(/.{4}/g) ?? [])
    .map((unit) => String.fromCharCode(Number.parseInt(unit, 16)))
    .join('');
}
