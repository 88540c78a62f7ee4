import { type TestCell, type TestSheet, workbookFile } from './workbook-file.ts';
import { zipFile } from './zip-file.ts';

const HEAD = 'number,customer,issued_on,due_on,amount,currency,reference';
const SHEET_HEAD = HEAD.split(',');
const BOM = '\uFEFF';

/** The files of the golden set, by name. They lie in test/fixtures/feeds/golden as made here, with what each has to come to beside them in golden.json. */
export function goldenFeeds(): Readonly<Record<string, Buffer>> {
  return Object.fromEntries(
    [...textFiles(), ...encodedFiles(), ...workbooks(), ...hostileFiles()].map(([name, content]) => [
      name,
      Buffer.from(content as Buffer),
    ]),
  );
}

type Named = readonly [name: string, content: string | Buffer];

function lines(...all: string[]): string {
  return `${all.join('\n')}\n`;
}

/** Rows with days and amounts as given, all else the same. */
function rows(...all: (readonly [issued: string, due: string, amount: string])[]): string {
  return lines(
    HEAD.replaceAll(',', ';'),
    ...all.map(([issued, due, amount], at) => `INV-${at + 1};C1;${issued};${due};${amount};EUR;`),
  );
}

function amounts(...all: string[]): string {
  return rows(...all.map((amount): [string, string, string] => ['2026-01-05', '2026-02-04', amount]));
}

function textFiles(): Named[] {
  const plain = lines(HEAD, 'INV-1,C1,2026-01-05,2026-02-04,1234.50,EUR,PO 7', '0002,C2,2026-01-06,,5.00,USD,');
  return [
    ['plain.csv', plain],
    ['csv-named.xlsx', plain],
    ['semicolons.csv', amounts('1.234,50', '12,00')],
    ['tabs.csv', plain.replaceAll(',', '\t')],
    ['bars.csv', plain.replaceAll(',', '|')],
    ['sep-line.csv', `sep=;\r\n${amounts('5,00').replaceAll('\n', '\r\n')}`],
    ['mixed-line-ends.csv', `${HEAD}\r\nINV-1,C1,2026-01-05,,1.00,EUR,\nINV-2,C1,2026-01-05,,2.00,EUR,\r\n`],
    [
      'quoted-line-breaks.csv',
      lines(HEAD, 'INV-1,C1,2026-01-05,,1.00,EUR,"two\nlines, ""so"""', 'INV-2,C1,2026-01-05,,2.00,EUR,'),
    ],
    ['quote-open.csv', lines(HEAD, 'INV-1,C1,2026-01-05,,1.00,EUR,"open', 'INV-2,C1,2026-01-05,,2.00,EUR,')],
    ['title-above.csv', lines('Open invoices,,,,,,', 'made 2026-01-31,,,,,,', HEAD, 'INV-1,C1,2026-01-05,,1.00,EUR,')],
    ['header-twice.csv', lines(HEAD, HEAD, 'INV-1,C1,2026-01-05,,1.00,EUR,')],
    [
      'header-in-two-lines.csv',
      lines('number,customer,issued,due,amount,currency,reference', ',,_on,_on,,,', 'INV-1,C1,2026-01-05,,1.00,EUR,'),
    ],
    ['days-float.csv', rows(['20200306.0', '20200405.0', '1.00'], ['20200331.0', '', '2.00'])],
    ['days-serial.csv', rows(['43896', '43926', '1.00'], ['43921', '', '2.00'])],
    ['days-short-year.csv', rows(['31/1/26', '2/3/26', '1.00'], ['1/2/26', '3/3/26', '2.00'])],
    ['days-short-year-both.csv', rows(['1/2/26', '2/3/26', '1.00'])],
    ['days-names-de.csv', rows(['5. Mär 2026', '31. Mai 2026', '1.00'], ['1. Dezember 2026', '', '2.00'])],
    ['days-names-fr.csv', rows(['5-févr.-2026', '31-août-2026', '1.00'])],
    ['days-names-en.csv', rows(['05-Jan-26', '04-Feb-26', '1.00'])],
    ['days-both-ways.csv', rows(['1/2/2026', '2/3/2026', '1.00'])],
    ['days-by-order.csv', rows(['1/2/2026', '2/1/2026', '1.00'], ['3/4/2026', '3/5/2026', '2.00'])],
    ['days-swapped.csv', rows(['2026-05-03', '', '1.00'], ['2026-01-12', '', '2.00'], ['13/05/2026', '', '3.00'])],
    ['days-by-column.csv', rows(['2026-01-05', '20260204.0', '1.00'], ['2026-01-31', '20260302.0', '2.00'])],
    [
      'days-odd-one.csv',
      rows(
        ['2026-01-05', '2026-02-04', '1.00'],
        ['2026-01-06', '6.2.2026', '2.00'],
        ['2026-01-07', '2026-02-07', '3.00'],
      ),
    ],
    ['amounts-parentheses.csv', amounts('1,234.00', '(1,234.00)')],
    ['amounts-trailing-minus.csv', amounts('1.234,50', '1.234,50-')],
    ['amounts-sides.csv', amounts('1,234.50 DR', '34.50 CR', '0.00')],
    ['amounts-side-missing.csv', amounts('1,234.50 DR', '34.50', '5.00 CR')],
    ['amounts-narrow-space.csv', amounts('1\u202F234,50', '12\u00A0345,00')],
    ['amounts-apostrophe.csv', amounts("1'234.50", '12’345.00')],
    ['amounts-mark.csv', amounts('€ 1.234,50', '€ 12,00')],
    ['amounts-marks-differ.csv', amounts('€ 1.234,50', '$ 12,00')],
    ['amounts-mark-of-another.csv', amounts('$1,234.50', '$12.00')],
    ['amounts-both-ways.csv', amounts('1.234', '500')],
    ['total-right.csv', `${amounts('1.50', '2.50')}Total;;;;4.00;;\n`],
    ['total-wrong.csv', `${amounts('1.50', '2.50')}Total;;;;5.00;;\n`],
    ['total-within.csv', `${amounts('1.50')}Total;;;;1.50;;\nINV-9;C1;2026-01-05;;2.00;EUR;\n`],
    ['numbers-shortened.csv', lines(HEAD, '1.23E+12,C1,2026-01-05,,1.00,EUR,', '0001,C1,2026-01-05,,2.00,EUR,')],
    ['header-only.csv', lines(HEAD)],
    ['empty.csv', ''],
  ];
}

function encodedFiles(): Named[] {
  const text = lines(HEAD, 'INV-1,Müller,2026-01-05,,1.00,EUR,Größe „M“ €5');
  const latin = lines(HEAD, 'INV-1,M\xfcller,2026-01-05,,1.00,EUR,\x845\x93 \x80');
  return [
    ['utf8-mark.csv', BOM + text],
    ['utf16le-mark.csv', Buffer.from(BOM + text, 'utf16le')],
    ['utf16be-mark.csv', Buffer.from(BOM + text, 'utf16le').swap16()],
    ['utf16le.csv', Buffer.from(text, 'utf16le')],
    ['windows-1252.csv', Buffer.from(latin, 'latin1')],
    ['latin-2.csv', Buffer.from(lines(HEAD, 'INV-1,\xa3\xf3d\xbc,2026-01-05,,1.00,EUR,'), 'latin1')],
    [
      'two-encodings.csv',
      Buffer.concat([Buffer.from(latin, 'latin1'), Buffer.from('INV-2,Müller,2026-01-05,,2.00,EUR,\n')]),
    ],
    ['no-encoding.csv', Buffer.from(latin.replace('\xfc', '\x81'), 'latin1')],
    ['mark-within.csv', `${BOM}${text}${BOM}${text}`],
    ['nul.csv', lines(HEAD, 'INV-1,C1,2026-01-05,,1.00,EUR,a\0b')],
  ];
}

const JANUARY_5 = 46_027;
const DAYS_FROM_1904 = 1_462;

function invoice(number: TestCell, changes: { readonly [at: number]: TestCell } = {}): TestCell[] {
  const cells: TestCell[] = [number, 'C1', { day: JANUARY_5 }, { day: JANUARY_5 + 30 }, 1234.5, 'EUR', ''];
  return cells.map((cell, at) => (at in changes ? (changes[at] ?? null) : cell));
}

function sheet(...invoices: TestCell[][]): TestSheet {
  return { rows: [SHEET_HEAD, ...invoices] };
}

function workbook(...invoices: TestCell[][]): Buffer {
  return workbookFile({ sheets: [sheet(...invoices)] });
}

function workbooks(): Named[] {
  const plain = workbook(invoice('0001', { 6: 'Größe <&> "M"' }), invoice('0002', { 4: 0.1 + 0.2 }));
  const note: TestSheet = { name: 'Notes', rows: [['nothing to read here']] };
  const second = { ...sheet(invoice('0001')), name: 'Open items' };
  return [
    ['plain.xlsx', plain],
    ['workbook-named.csv', plain],
    [
      'days-from-1904.xlsx',
      workbookFile({
        isFrom1904: true,
        sheets: [sheet(invoice('1', { 2: { day: JANUARY_5 - DAYS_FROM_1904 }, 3: null }))],
      }),
    ],
    ['days-swapped.xlsx', workbook(invoice('1', { 3: null }), invoice('2', { 2: '13/05/2026', 3: null }))],
    ['second-sheet.xlsx', workbookFile({ sheets: [note, second] })],
    ['first-sheet-hidden.xlsx', workbookFile({ sheets: [{ ...note, state: 'hidden' }, second] })],
    ['title-above.xlsx', workbookFile({ sheets: [{ rows: [['Open invoices'], [], SHEET_HEAD, invoice('0001')] }] })],
    ['zeros-lost.xlsx', workbook(invoice('000711'), invoice(712))],
    ['zeros-shown.xlsx', workbook(invoice({ zeros: 611_365 }))],
    ['numbers-long.xlsx', workbook(invoice(1_234_567_890_123_456), invoice(12.5), invoice(1_234_567_890_123))],
    [
      'formulas.xlsx',
      workbook(
        invoice('1', { 4: { formula: '1000+234.5', value: 1234.5 } }),
        invoice('2', { 4: { formula: 'HYPERLINK("http://x.example","5")' } }),
      ),
    ],
    ['errors.xlsx', workbook(invoice('1', { 4: { error: '#N/A' } }), invoice('2', { 2: { day: 0.5 } }))],
    ['rows-hidden.xlsx', workbookFile({ sheets: [{ ...sheet(invoice('1'), invoice('2')), hiddenRows: [3] }] })],
    [
      'cells-merged.xlsx',
      workbookFile({
        sheets: [{ ...sheet(invoice('1'), invoice('2', { 1: null }), invoice('3')), merges: ['B2:B3'] }],
      }),
    ],
    ['links-outside.xlsx', workbookFile({ sheets: [sheet(invoice('1'))], more: [OUTSIDE] })],
  ];
}

const OUTSIDE = {
  name: 'xl/externalLinks/externalLink1.xml',
  content: '<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]><externalLink>&e;</externalLink>',
};

function hostileFiles(): Named[] {
  const plain = workbook(invoice('0001'));
  const sheets = [sheet(invoice('0001'))];
  const isSheet = (name: string) => name.endsWith('sheet1.xml');
  const bomb = `<worksheet><sheetData>${' '.repeat(3_000_000)}</sheetData></worksheet>`;
  const broken = Buffer.from(plain);
  const at = broken.indexOf('<v>1234.5</v>');
  broken[at + 3] = '9'.charCodeAt(0);
  return [
    ['web-page.csv', '<!DOCTYPE html>\n<html><body><table><tr><td>number</td></tr></table></body></html>\n'],
    ['document.csv', '%PDF-1.7\n1 0 obj\n<<>>\nendobj\n'],
    ['old-workbook.xls', Buffer.from('d0cf11e0a1b11ae10000000000000000', 'hex')],
    ['json.csv', '{"value": [{"number": "1"}]}\n'],
    [
      'zip-bomb.xlsx',
      workbookFile({
        sheets,
        change: (part) => (isSheet(part.name) ? { ...part, content: bomb, isPacked: true } : part),
      }),
    ],
    [
      'zip-understated.xlsx',
      workbookFile({ sheets, change: (part) => (isSheet(part.name) ? { ...part, statedBytes: 100 } : part) }),
    ],
    [
      'zip-huge.xlsx',
      workbookFile({ sheets, change: (part) => (isSheet(part.name) ? { ...part, statedBytes: 300_000_000 } : part) }),
    ],
    ['zip-cut.xlsx', plain.subarray(0, -30)],
    ['zip-bit-flipped.xlsx', broken],
    ['zip-of-text.xlsx', zipFile([{ name: 'invoices.csv', content: HEAD }])],
    [
      'entities.xlsx',
      workbookFile({ sheets, prolog: '<!DOCTYPE workbook [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;">]>' }),
    ],
    [
      'sheet-cut.xlsx',
      workbookFile({
        sheets,
        change: (part) => (isSheet(part.name) ? { ...part, content: String(part.content).slice(0, -40) } : part),
      }),
    ],
  ];
}
