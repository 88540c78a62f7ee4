import { readFileSync } from 'node:fs';
import { expect } from 'chai';
import { describe, it } from 'mocha';
import writeXlsxFile from 'write-excel-file/node';
import { type FeedFile, fileFromBytes } from '../../../../../server/features/erp-feed/feed-file.ts';
import { rawRows, rawRowsOn } from '../../../../../server/features/erp-feed/kept/raw-rows.ts';
import { profileNamed } from '../../../../../server/features/erp-feed/profile-list.ts';

const FIXTURES = new URL('../../../../fixtures/feeds/', import.meta.url);
const HEADER = 'number,customer,issued_on,amount,currency';

function fixture(name: string): FeedFile {
  return fileFromBytes(name, readFileSync(new URL(name, FIXTURES)));
}

function as(profile: string) {
  return { profile: profileNamed(profile), mapping: {} };
}

describe('rawRows', function () {
  this.timeout(30_000);

  it('gives the lines of a text, page by page, each once', async () => {
    const lines = [HEADER, ...Array.from({ length: 25 }, (_, at) => `${at},C1,2026-08-03,5.00,EUR`)];
    const file = fileFromBytes('a.csv', Buffer.from(lines.join('\r\n')));
    const seen: string[] = [];
    for (let from: number | null = 1; from !== null; ) {
      const page = await rawRows(file, { ...as('invoices'), from, limit: 10 });
      expect(page.rows[0]?.line).to.equal(from);
      seen.push(...page.rows.map(({ raw }) => raw));
      from = page.nextFrom;
    }
    expect(seen).to.deep.equal(lines);
  });

  it('gives the cells of a workbook’s rows', async () => {
    const text = (value: string) => ({ value, type: String });
    const rows = [HEADER.split(','), ['0071', 'C1', '2026-08-03', '5.00', 'EUR']].map((row) => row.map(text));
    const blob = await writeXlsxFile(rows).toBuffer();
    const page = await rawRows(fileFromBytes('a.xlsx', blob), { ...as('invoices'), from: 2, limit: 10 });
    expect(page.rows).to.have.length(1);
    expect(page.rows[0]?.line).to.equal(2);
    expect(JSON.parse(page.rows[0]?.raw ?? '')).to.include.members(['0071', 'C1', 'EUR']);
  });

  it('gives the records of a document', async () => {
    const xero = await rawRows(fixture('xero-invoices.json'), { ...as('xero'), from: 1, limit: 1 });
    expect(xero.rows).to.have.length(1);
    expect(xero.rows[0]?.raw).to.contain('InvoiceID');
    const [record] = xero.rows;
    const found = await rawRowsOn(new Set([record?.line ?? 0]), fixture('xero-invoices.json'), as('xero'));
    expect([...found.values()]).to.deep.equal([record?.raw]);
    const bank = await rawRows(fixture('bank/mt940.sta'), { ...as('mt940'), from: 1, limit: 5 });
    expect(bank.rows[0]?.raw).to.match(/:61:|:86:/);
  });

  it('gives the lines of a document that is none', async () => {
    const broken = fileFromBytes('a.json', Buffer.from('{ "Invoices": [\nand then nothing'));
    const page = await rawRows(broken, { ...as('xero'), from: 1, limit: 10 });
    expect(page.rows.map(({ raw }) => raw)).to.deep.equal(['{ "Invoices": [', 'and then nothing']);
  });

  it('finds the rows on some lines', async () => {
    const file = fileFromBytes('a.csv', Buffer.from(['h', 'a', 'b', 'c'].join('\n')));
    const found = await rawRowsOn(new Set([2, 4, 99]), file, as('invoices'));
    expect([...found]).to.deep.equal([
      [2, 'a'],
      [4, 'c'],
    ]);
    expect([...(await rawRowsOn(new Set(), file, as('invoices')))]).to.deep.equal([]);
  });
});
