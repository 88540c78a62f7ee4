import { type ZipPart, zipFile } from './zip-file.ts';

/** A cell: text, a number, a day by its count, or XML that a hostile or odd file would have. */
export type TestCell =
  | string
  | number
  | boolean
  | null
  | { readonly day: number }
  | { readonly zeros: number }
  | { readonly formula: string; readonly value?: string | number }
  | { readonly error: string };

export interface TestSheet {
  readonly name?: string;
  readonly state?: 'hidden' | 'veryHidden';
  readonly rows: readonly (readonly TestCell[])[];
  /** Rows that are hidden, counted from 1. */
  readonly hiddenRows?: readonly number[];
  readonly merges?: readonly string[];
}

export interface TestWorkbook {
  readonly sheets: readonly TestSheet[];
  readonly isFrom1904?: boolean;
  /** Put at the front of the workbook's own part. */
  readonly prolog?: string;
  readonly more?: readonly ZipPart[];
  /** Changes what a part holds, or how it is packed. */
  readonly change?: (part: ZipPart) => ZipPart;
}

const OFFICE = 'http://schemas.openxmlformats.org';
const RELATIONS = `${OFFICE}/package/2006/relationships`;
const OF_DOCUMENT = `${OFFICE}/officeDocument/2006/relationships`;
const MAIN = `${OFFICE}/spreadsheetml/2006/main`;
const [DAY_STYLE, ZEROS_STYLE] = [1, 2];

/** A workbook (.xlsx) as spreadsheets write it: texts apart, days as counts with a format. */
export function workbookFile({
  sheets,
  isFrom1904 = false,
  prolog = '',
  more = [],
  change = same,
}: TestWorkbook): Buffer {
  const texts = new Map<string, number>();
  const sheetParts = sheets.map((sheet, at) => ({
    name: `xl/worksheets/sheet${at + 1}.xml`,
    content: sheetXml(sheet, texts),
  }));
  const listed = sheets
    .map(({ name, state }, at) => {
      const hidden = state === undefined ? '' : ` state="${state}"`;
      return `<sheet name="${name ?? `Sheet${at + 1}`}" sheetId="${at + 1}"${hidden} r:id="rId${at + 1}"/>`;
    })
    .join('');
  const parts: ZipPart[] = [
    { name: '[Content_Types].xml', content: `<Types xmlns="${OFFICE}/package/2006/content-types"/>` },
    { name: '_rels/.rels', content: relations([['officeDocument', 'xl/workbook.xml']]) },
    {
      name: 'xl/workbook.xml',
      content: `${prolog}<workbook xmlns="${MAIN}" xmlns:r="${OF_DOCUMENT}"><workbookPr date1904="${isFrom1904 ? 1 : 0}"/><sheets>${listed}</sheets></workbook>`,
    },
    {
      name: 'xl/_rels/workbook.xml.rels',
      content: relations([
        ...sheetParts.map((_part, at): [string, string] => ['worksheet', `worksheets/sheet${at + 1}.xml`]),
        ['styles', 'styles.xml'],
        ['sharedStrings', 'sharedStrings.xml'],
      ]),
    },
    { name: 'xl/styles.xml', content: STYLES },
    { name: 'xl/sharedStrings.xml', content: textsXml([...texts.keys()]) },
    ...sheetParts,
    ...more,
  ];
  return zipFile(parts.map(change));
}

function same(part: ZipPart): ZipPart {
  return part;
}

const STYLES = `<styleSheet xmlns="${MAIN}"><numFmts count="1"><numFmt numFmtId="164" formatCode="0000000000"/></numFmts><cellXfs count="3"><xf numFmtId="0"/><xf numFmtId="14" applyNumberFormat="1"/><xf numFmtId="164" applyNumberFormat="1"/></cellXfs></styleSheet>`;

function sheetXml({ rows, hiddenRows = [], merges = [] }: TestSheet, texts: Map<string, number>): string {
  const written = rows.map((cells, at) => {
    const hidden = hiddenRows.includes(at + 1) ? ' hidden="1"' : '';
    const inRow = cells.map((cell, column) => cellXml(cell, `${String.fromCharCode(65 + column)}${at + 1}`, texts));
    return `<row r="${at + 1}"${hidden}>${inRow.join('')}</row>`;
  });
  const merged = merges.map((ref) => `<mergeCell ref="${ref}"/>`).join('');
  const tail = merges.length === 0 ? '' : `<mergeCells count="${merges.length}">${merged}</mergeCells>`;
  return `<?xml version="1.0" encoding="UTF-8"?>\n<worksheet xmlns="${MAIN}"><sheetData>${written.join('')}</sheetData>${tail}</worksheet>`;
}

function cellXml(cell: TestCell, ref: string, texts: Map<string, number>): string {
  switch (typeof cell) {
    case 'number':
      return `<c r="${ref}"><v>${cell}</v></c>`;
    case 'boolean':
      return `<c r="${ref}" t="b"><v>${cell ? 1 : 0}</v></c>`;
    case 'string': {
      const at = texts.get(cell) ?? texts.size;
      texts.set(cell, at);
      return `<c r="${ref}" t="s"><v>${at}</v></c>`;
    }
    default:
      return cell === null ? '' : oddCellXml(cell, ref);
  }
}

function oddCellXml(cell: Extract<TestCell, object>, ref: string): string {
  if ('day' in cell) return `<c r="${ref}" s="${DAY_STYLE}"><v>${cell.day}</v></c>`;
  if ('zeros' in cell) return `<c r="${ref}" s="${ZEROS_STYLE}"><v>${cell.zeros}</v></c>`;
  if ('error' in cell) return `<c r="${ref}" t="e"><v>${cell.error}</v></c>`;
  const { formula, value } = cell;
  const type = typeof value === 'string' ? ' t="str"' : '';
  const saved = value === undefined ? '' : `<v>${value}</v>`;
  return `<c r="${ref}"${type}><f>${escaped(formula)}</f>${saved}</c>`;
}

function textsXml(texts: readonly string[]): string {
  const each = texts.map((text) => `<si><t xml:space="preserve">${escaped(text)}</t></si>`).join('');
  return `<sst xmlns="${MAIN}" count="${texts.length}" uniqueCount="${texts.length}">${each}</sst>`;
}

function relations(all: readonly (readonly [type: string, target: string])[]): string {
  const each = all.map(
    ([type, target], at) => `<Relationship Id="rId${at + 1}" Type="${OF_DOCUMENT}/${type}" Target="${target}"/>`,
  );
  return `<Relationships xmlns="${RELATIONS}">${each.join('')}</Relationships>`;
}

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;');
}
