import { expect } from 'chai';
import { describe, it } from 'mocha';
import { problemLines, readLines } from '../read-text.ts';

const HEADER = 'number,kind,customer,issued_on,due_on,amount,currency,dispute_status,instalment';

function read(rows: readonly string[], mapping: unknown = {}) {
  return readLines('invoices', [HEADER, ...rows], mapping);
}

describe('the profile invoices', () => {
  it('makes an open item of a document', async () => {
    const { rows } = await read(['0000710001,debit_memo,007,2026-08-03,2026-09-02,4800.00,eur,disputed,2']);
    expect(rows).to.deep.equal([
      {
        type: 'item',
        line: 2,
        key: {
          source: 'erp',
          companyCode: '',
          documentType: 'debit_memo',
          number: '0000710001',
          fiscalYear: '',
          instalment: '2',
        },
        kind: 'debit_memo',
        customerNumber: '007',
        customerName: '',
        amount: { minor: 480_000, currency: 'EUR' },
        issuedOn: '2026-08-03',
        dueOn: '2026-09-02',
        disputeStatus: 'disputed',
        reference: '',
      },
    ]);
  });

  it('takes an invoice without a due day as due on its day, and a credit memo always', async () => {
    const { rows } = await read(['1,,C1,2026-08-03,,5.00,EUR,,', '2,Credit Memo,C1,2026-08-03,2026-12-31,5.00,EUR,,']);
    expect(rows.map((row) => row.type === 'item' && [row.kind, row.dueOn])).to.deep.equal([
      ['invoice', '2026-08-03'],
      ['credit_memo', '2026-08-03'],
    ]);
  });

  it('reads the words of the ERP as the mapping translates them', async () => {
    const values = { kind: { RV: 'invoice', DG: 'credit_memo' }, dispute_status: { yes: 'disputed', No: 'none' } };
    const { rows } = await read(['1,rv,C1,2026-08-03,,5.00,EUR,Yes,', '2,DG,C1,2026-08-03,,5.00,EUR,NO,'], { values });
    expect(rows.map((row) => row.type === 'item' && [row.kind, row.disputeStatus])).to.deep.equal([
      ['invoice', 'disputed'],
      ['credit_memo', 'none'],
    ]);
  });

  it('gives rows without one the currency and company code of the mapping', async () => {
    const [row] = (await read(['1,,C1,2026-08-03,,5,,,'], { currency: 'JPY', companyCode: '1000', source: 'tokyo' }))
      .rows;
    expect(row).to.deep.include({ amount: { minor: 5, currency: 'JPY' } });
    expect(row?.type === 'item' && row.key).to.include({ companyCode: '1000', source: 'tokyo' });
  });

  it('lists every wrong cell of a row, and takes the others', async () => {
    const reading = await read([
      '1,,C1,2026-08-03,,5.00,EUR,,',
      ',bill,,2026-02-30,,five,EURO,maybe,',
      '2,payment,C1,2026-08-03,,5.00,EUR,,',
      '1.23E+12,,C1,2026-08-03,,5.00,EUR,,',
    ]);
    expect(problemLines(reading)).to.deep.equal([
      '3 number "" is empty',
      '3 kind "bill" is none of invoice, debit_memo, chargeback, interest, refund, credit_memo; the mapping can translate it, in "values"',
      '3 customer "" is empty',
      '3 issued_on "2026-02-30" is no day of the calendar written as YYYY-MM-DD',
      '3 amount "five" is not an amount as this file writes them',
      '3 currency "EURO" is not a currency of ISO 4217; write EUR, USD, …',
      '3 dispute_status "maybe" is none of none, pending, disputed, resolved; the mapping can translate it, in "values"',
      '4 kind "payment" is none of invoice, debit_memo, chargeback, interest, refund, credit_memo; the mapping can translate it, in "values"',
      '5 number "1.23E+12" was shortened by a spreadsheet; export the column as text',
    ]);
    expect(reading.isUnreadable).to.equal(false);
    expect(reading.rows.map(({ line }) => line)).to.deep.equal([2]);
    expect(reading.totals).to.deep.equal({ rows: 4, sums: [{ name: 'invoice', minor: 500, currency: 'EUR' }] });
  });

  it('refuses an amount below 0 unless the mapping says that the file is signed', async () => {
    const rows = ['1,,C1,2026-08-03,,-5.00,EUR,,', '2,credit_memo,C1,2026-08-03,,-7.00,EUR,,'];
    const reading = await read(rows);
    expect(problemLines(reading).map((line) => line.slice(0, 30))).to.deep.equal([
      '2 amount "-5.00" is below 0; i',
      '3 amount "-7.00" is below 0; i',
    ]);
    const signed = await read(rows, { signedAmounts: true });
    expect(signed.rows.map((row) => row.type === 'item' && [row.kind, row.amount.minor])).to.deep.equal([
      ['credit_memo', 500],
      ['credit_memo', 700],
    ]);
  });

  it('refuses the wrong sign in a signed file', async () => {
    const rows = ['1,credit_memo,C1,2026-08-03,,5.00,EUR,,', '2,interest,C1,2026-08-03,,-5.00,EUR,,'];
    expect(problemLines(await read(rows, { signedAmounts: true }))).to.deep.equal([
      '2 amount "5.00" is above 0, which no credit item of a signed file is',
      '3 amount "-5.00" is below 0, which no debit item of a signed file is',
    ]);
  });

  it('refuses more decimals than the currency has unless the mapping says to round', async () => {
    const rows = [
      '1,,C1,2026-08-03,,5.005,EUR,,',
      '2,,C1,2026-08-03,,5.5,JPY,,',
      '3,,C1,2026-08-03,,5.125,KWD,,',
      '4,,C1,2026-08-03,,5.500,EUR,,',
    ];
    const reading = await read(rows);
    expect(problemLines(reading)).to.deep.equal([
      '2 amount "5.005" has more decimals than the 2 of EUR; correct it, or say "excessDecimals": "round" in the mapping',
      '3 amount "5.5" has more decimals than the 0 of JPY; correct it, or say "excessDecimals": "round" in the mapping',
    ]);
    const rounded = await read(rows, { numberFormat: { decimal: '.', excessDecimals: 'round' } });
    expect(rounded.rows.map((row) => row.type === 'item' && row.amount.minor)).to.deep.equal([501, 6, 5125, 550]);
  });

  it('refuses an amount that cannot be kept to the cent', async () => {
    expect(problemLines(await read(['1,,C1,2026-08-03,,123456789012345678.00,EUR,,']))[0]).to.contain('is larger than');
  });

  it('takes a due day before the issue day and says so', async () => {
    const reading = await read(['1,,C1,2026-08-03,2026-08-01,5.00,EUR,,', '2,,C1,2026-08-03,2026-09-01,5.00,EUR,,']);
    expect(reading.rows).to.have.length(2);
    expect(reading.notes).to.include('In 1 of 2 rows due_on is before issued_on; taken as it stands.');
  });

  it('refuses the file where most due days are before the issue days', async () => {
    const rows = Array.from(
      { length: 12 },
      (_, at) => `${at},,C1,2026-08-03,${at < 7 ? '2026-07-03' : '2026-09-03'},5.00,EUR,,`,
    );
    const reading = await read(rows);
    expect(reading.isUnreadable).to.equal(true);
    expect(reading.problems[0]?.problem).to.contain('In 7 of 12 rows due_on is before issued_on');
  });

  it('gives up on a file that does not fit at all', async () => {
    const rows = Array.from({ length: 10_100 }, (_, at) => `${at},,C1,2026-08-03,,free,EUR,,`);
    const reading = await read(rows);
    expect(reading.isUnreadable).to.equal(true);
    expect(reading.problems).to.have.length(1);
    expect(reading.problems[0]?.problem).to.contain('More than 10000 cells are wrong');
  });
});
