import type { CellObject, Range, WorkBook } from '@e965/xlsx';
import type { WorkbookParts } from './workbook-parts.ts';
import { damaged } from './zip-directory.ts';

type Xlsx = typeof import('@e965/xlsx');

/** A cell that holds the place of its text among the texts of the workbook. */
const SHARED = 'x';
const SHARED_TEXT = /(<(?:\w+:)?c\s[^<>]*?\bt=)["']s["']/g;

/** What the package made of one slice of a sheet. */
export interface ParsedSlice {
  /** Rows by their number, counted from 0; rows without cells are left out. */
  readonly rows: readonly (readonly [row: number, cells: readonly (CellObject | undefined)[]])[];
  readonly merges: readonly Range[];
}

const READING = {
  type: 'buffer',
  dense: true,
  cellNF: true,
  cellFormula: false,
  cellHTML: false,
  cellText: false,
  // Errors are to be thrown: what the package cannot read is not to be left out in silence.
  WTF: true,
} as const;

const XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';
const OFFICE = 'http://schemas.openxmlformats.org';
const RELATION = `${OFFICE}/officeDocument/2006/relationships`;
const CONTENT = 'application/vnd.openxmlformats-officedocument.spreadsheetml';

/**
 * Has the package parse slices of one sheet. Each is given to it as a small workbook of our own making with nothing else in it than the sheet, its styles and its
 * texts, so that the package never unpacks or follows anything.
 */
export class SheetParser {
  private constructor(
    private readonly xlsx: Xlsx,
    private readonly parts: WorkbookParts,
    private readonly texts: readonly string[],
  ) {}

  /** The package is large, and few files need it: it is loaded with the first workbook. Throws UnreadableFile. */
  static async load(parts: WorkbookParts): Promise<SheetParser> {
    const xlsx = await import('@e965/xlsx');
    return new SheetParser(xlsx, parts, textsOf(xlsx, parts));
  }

  /** Throws UnreadableFile where the package cannot read the slice. */
  parse(slice: string): ParsedSlice {
    const { styles, isFrom1904 } = this.parts;
    // The texts are looked up here: the package would read all of them again for every slice.
    const sheet = slice.replace(SHARED_TEXT, `$1"${SHARED}"`);
    const { Sheets, SheetNames } = read(this.xlsx, { sheet, styles, strings: null, isFrom1904 });
    const parsed = Sheets[SheetNames[0] ?? ''] ?? {};
    const rows: [number, (CellObject | undefined)[]][] = [];
    // A sparse list: rows that the slice does not have are no members.
    for (const [row, cells] of Object.entries(parsed['!data'] ?? [])) {
      rows.push([Number(row), cells.map((cell) => this.withText(cell))]);
    }
    return { rows, merges: parsed['!merges'] ?? [] };
  }

  private withText(cell: CellObject | undefined): CellObject | undefined {
    if ((cell?.t as string | undefined) !== SHARED) return cell;
    const text = this.texts[Number(cell?.v)];
    if (text === undefined) throw damaged('a cell of its sheet names a text that is not there');
    return { t: 's', v: text };
  }

  /** Whether a number format shows a day or a time. */
  showsDay(format: string): boolean {
    return this.xlsx.SSF.is_date(format) as boolean;
  }
}

interface SmallWorkbook {
  readonly sheet: string;
  readonly styles: Buffer | null;
  readonly strings: Buffer | null;
  readonly isFrom1904: boolean;
}

const TEXTS_LENGTH = 1_500_000;

/** The texts that cells name by their places, parsed a part of them at a time. */
function textsOf(xlsx: Xlsx, { strings }: WorkbookParts): string[] {
  if (strings === null) return [];
  const all = strings.toString('utf8').replace(/<(\w+:)?si\s*\/>/g, '<$1si><$1t></$1t></$1si>');
  const [close = '', prefix = ''] = /<\/(\w+:)?si>/.exec(all) ?? [];
  const start = all.search(/<(?:\w+:)?si[\s/>]/);
  if (start === -1) return [];
  const head = all.slice(0, start);
  const texts: string[] = [];
  for (let at = start; at < all.length; ) {
    const last = close === '' ? -1 : all.lastIndexOf(close, at + TEXTS_LENGTH);
    const end = last < at ? all.length : last + close.length;
    texts.push(...parsedTexts(xlsx, `${head}${all.slice(at, end)}</${prefix}sst>`));
    at = end;
  }
  return texts;
}

function parsedTexts(xlsx: Xlsx, part: string): string[] {
  const sheet = `${XML}<worksheet xmlns="${OFFICE}/spreadsheetml/2006/main"><sheetData></sheetData></worksheet>`;
  const workbook = read(xlsx, { sheet, styles: null, strings: Buffer.from(part), isFrom1904: false });
  const found = (workbook as unknown as { Strings?: readonly { t?: unknown }[] }).Strings ?? [];
  // The package takes what follows the last text for one more.
  const texts = Array.from(found.slice(0, -1), (text) => (typeof text?.t === 'string' ? text.t : ''));
  // A text that the package passes over would give every later one to another cell.
  const written = part.match(/<(?:\w+:)?si[\s/>]/g)?.length ?? 0;
  if (texts.length !== written) throw damaged(`of ${written} texts ${texts.length} can be read`);
  return texts;
}

function read(xlsx: Xlsx, small: SmallWorkbook): WorkBook {
  try {
    return xlsx.read(packed(xlsx, small), READING);
  } catch (error) {
    throw damaged(`its sheet is damaged (${error instanceof Error ? error.message.slice(0, 100) : 'unknown'})`);
  }
}

function packed({ CFB }: Xlsx, { sheet, styles, strings, isFrom1904 }: SmallWorkbook): Buffer {
  const file: unknown = CFB.utils.cfb_new({ fileType: 'zip' });
  const add = (path: string, content: Buffer | string) =>
    CFB.utils.cfb_add(file, `/${path}`, typeof content === 'string' ? Buffer.from(content) : content);
  const workbook = `<workbookPr date1904="${isFrom1904 ? 1 : 0}"/><sheets><sheet name="S" sheetId="1" r:id="rId1"/></sheets>`;
  add('[Content_Types].xml', contentTypes(styles !== null, strings !== null));
  add('_rels/.rels', relations([['officeDocument', 'xl/workbook.xml']]));
  add(
    'xl/workbook.xml',
    `${XML}<workbook xmlns="${OFFICE}/spreadsheetml/2006/main" xmlns:r="${RELATION}">${workbook}</workbook>`,
  );
  add(
    'xl/_rels/workbook.xml.rels',
    relations([
      ['worksheet', 'worksheets/sheet1.xml'],
      ['styles', 'styles.xml'],
      ['sharedStrings', 'sharedStrings.xml'],
    ]),
  );
  add('xl/worksheets/sheet1.xml', sheet);
  if (styles !== null) add('xl/styles.xml', styles);
  if (strings !== null) add('xl/sharedStrings.xml', strings);
  return CFB.write(file, { fileType: 'zip', type: 'buffer', compression: false }) as Buffer;
}

function contentTypes(hasStyles: boolean, hasStrings: boolean): string {
  const override = (path: string, kind: string) =>
    `<Override PartName="/xl/${path}" ContentType="${CONTENT}.${kind}+xml"/>`;
  return [
    `${XML}<Types xmlns="${OFFICE}/package/2006/content-types">`,
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>',
    override('workbook.xml', 'sheet.main'),
    override('worksheets/sheet1.xml', 'worksheet'),
    hasStyles ? override('styles.xml', 'styles') : '',
    hasStrings ? override('sharedStrings.xml', 'sharedStrings') : '',
    '</Types>',
  ].join('');
}

function relations(all: readonly (readonly [type: string, target: string])[]): string {
  const each = all.map(
    ([type, target], at) => `<Relationship Id="rId${at + 1}" Type="${RELATION}/${type}" Target="${target}"/>`,
  );
  return `${XML}<Relationships xmlns="${OFFICE}/package/2006/relationships">${each.join('')}</Relationships>`;
}
