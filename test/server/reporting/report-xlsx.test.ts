import { read, utils, type WorkBook } from '@e965/xlsx';
import { expect } from 'chai';
import { describe, it } from 'mocha';
import request, { type Response } from 'supertest';
import type { Report } from '../../../server/reporting/report.ts';
import { decimalCell } from '../../../server/reporting/report-csv.ts';
import { workbookOf } from '../../../server/reporting/report-xlsx.ts';
import type { ReportAnswer } from '../../../shared/api/reports.ts';
import { useApp } from '../../support/app.ts';
import { customerRow, eur, itemRow } from '../../support/ledger-rows.ts';
import { ReportWorld } from '../../support/report-world.ts';

const ANSWER: ReportAnswer = {
  report: 'sample',
  tenant: '=Brightwater',
  from: '2026-06-01' as never,
  to: '2026-06-30' as never,
  knownAt: null,
  dataAsOf: null,
  definition: { title: 'Sample', words: ['First sentence.', 'Second sentence.'] },
  totals: [],
  rows: [],
  rowCount: 0,
};

const REPORT: Report = {
  name: 'sample',
  about: 'period',
  filters: [],
  definition: () => ANSWER.definition,
  run: async () => ({ totals: [], rows: [] }),
  lines: (rows) => rows,
  columns: [
    { title: 'Text', cells: ({ text }) => String(text) },
    { title: 'Day', cells: ({ day }) => String(day ?? '') },
    { title: 'Amount', cells: ({ amount }) => decimalCell(amount) },
    { title: 'Share', cells: ({ share }) => (share === undefined ? '' : Number(share)) },
  ],
};

const readBack = (file: Uint8Array): WorkBook => read(file, { cellDates: true, cellNF: true, UTC: true });
const written = async (rows: readonly Record<string, unknown>[], query = {}) =>
  readBack(await workbookOf({ report: REPORT, answer: ANSWER, query, rows }));
const rowsOf = (book: WorkBook, name: string): unknown[][] =>
  utils.sheet_to_json(book.Sheets[name] ?? {}, { header: 1, blankrows: true, UTC: true });

describe('workbookOf', function () {
  this.timeout(60_000);

  it('writes numbers as numbers, days as days, amounts with the decimals of their currency', async () => {
    const book = await written([
      { text: 'a', day: '2026-06-01', amount: { minor: 123_456, currency: 'EUR' }, share: 0.25 },
      { text: 'b', amount: { minor: -500, currency: 'JPY' } },
    ]);
    const sheet = book.Sheets.sample ?? {};
    expect(sheet.B2).to.deep.include({ t: 'd', z: 'yyyy-mm-dd' });
    expect(sheet.B2?.v).to.deep.equal(new Date('2026-06-01T00:00:00.000Z'));
    expect(sheet.C2).to.deep.include({ t: 'n', v: 1_234.56, z: '#,##0.00' });
    expect(sheet.C3).to.deep.include({ t: 'n', v: -500, z: '#,##0' });
    expect(sheet.D2).to.deep.include({ t: 'n', v: 0.25 });
    expect(sheet.D3).to.equal(undefined);
  });

  it('keeps the titles in sight', async () => {
    const file = await workbookOf({ report: REPORT, answer: ANSWER, query: {}, rows: [{ text: 'a' }] });
    const { files } = read(file, { bookFiles: true }) as WorkBook & { files: Record<string, { content: Buffer }> };
    expect(String(files['xl/worksheets/sheet1.xml']?.content)).to.match(/<pane [^>]*ySplit="1"[^>]*state="frozen"/);
  });

  it('keeps every text as text, whatever it begins with', async () => {
    const texts = [
      '=1+1',
      '+49 30',
      '-1003',
      '@SUM(A1)',
      '\t=1',
      '2026-06-01x',
      '_x0041_',
      ' led',
      '<b>&amp;"',
      '0012',
    ];
    const book = await written(texts.map((text) => ({ text })));
    expect(rowsOf(book, 'sample').map(([text]) => text)).to.deep.equal(['Text', ...texts]);
    for (const cell of Object.values(book.Sheets.sample ?? {})) expect(cell).to.not.have.property('f');
  });

  it('leaves out what a workbook cannot hold', async () => {
    const book = await written([{ text: 'a\u0000\u0001b\ud800c\ufffe' }, { text: 'x'.repeat(40_000) }]);
    expect(rowsOf(book, 'sample').map(([text]) => text)).to.deep.equal(['Text', 'abc', 'x'.repeat(32_767)]);
  });

  it('takes a column for days only where all of it are', async () => {
    const book = await written([
      { text: 'a', day: '2026-06-01' },
      { text: 'b', day: 'soon' },
    ]);
    expect(book.Sheets.sample?.B2).to.deep.include({ t: 's', v: '2026-06-01' });
  });

  it('says on the second sheet what was asked', async () => {
    const book = await written([{ text: 'a' }], { currency: 'EUR', owner: '=cmd()' });
    expect(book.SheetNames).to.deep.equal(['sample', 'What was asked']);
    expect(
      rowsOf(book, 'What was asked').map(([name, value]) => [
        name,
        value instanceof Date ? value.toISOString().slice(0, 10) : value,
      ]),
    ).to.deep.equal([
      ['Report', 'Sample (sample)'],
      ['Company', '=Brightwater'],
      ['From', '2026-06-01'],
      ['To', '2026-06-30'],
      ['Known at', 'nothing has been fed yet'],
      ['Data as of', 'unknown'],
      ['Rows', 0],
      ['currency', 'EUR'],
      ['owner', '=cmd()'],
      ['How it is computed', 'First sentence.'],
      [undefined, 'Second sentence.'],
    ]);
  });

  it('sends more than 50,000 rows to CSV', async () => {
    const rows = Array.from({ length: 50_001 }, () => ({ text: 'a' }));
    const refused = await workbookOf({ report: REPORT, answer: ANSWER, query: {}, rows }).catch((error) => error);
    expect(refused).to.include({ code: 'request_invalid' });
    expect(refused.problems[0]).to.include({ field: 'format' });
    expect(refused.message).to.contain('format=csv');
  });
});

describe('GET /api/reports/{name}?format=xlsx', function () {
  this.timeout(120_000);
  const app = useApp();

  it('answers with a workbook of the same rows as the page', async () => {
    const world = await ReportWorld.open(app);
    const { token } = await app.user(world.tenant, 'manager');
    await world.take([
      customerRow('C1', { name: '=HYPERLINK("http://evil.example")' }),
      itemRow('1001', { dueOn: '2026-06-01', amount: eur(100) }),
      itemRow('-1003', { dueOn: '2026-06-03', amount: eur(250) }),
    ]);
    const asked = request(app.express).get('/api/reports/open-items?asOf=2026-06-30&sort=-left&format=xlsx');
    const answer = await asked.auth(token, { type: 'bearer' }).buffer().parse(asBytes).expect(200);
    expect(answer.headers['content-disposition']).to.equal('attachment; filename="open-items-2026-06-30.xlsx"');
    expect(answer.headers['content-type']).to.match(/spreadsheetml/);
    const rows = utils.sheet_to_json<Record<string, unknown>>(readBack(answer.body).Sheets['open-items'] ?? {});
    expect(rows.map((row) => [row['Customer name'], row.Item, row.Left, row.Currency])).to.deep.equal([
      ['=HYPERLINK("http://evil.example")', '-1003', 2.5, 'EUR'],
      ['=HYPERLINK("http://evil.example")', '1001', 1, 'EUR'],
    ]);
  });
});

function asBytes(res: Response, done: (error: Error | null, body: Buffer) => void): void {
  const parts: Buffer[] = [];
  const stream = res as unknown as NodeJS.ReadableStream;
  stream.on('data', (part: Buffer) => parts.push(part));
  stream.on('end', () => done(null, Buffer.concat(parts)));
}
