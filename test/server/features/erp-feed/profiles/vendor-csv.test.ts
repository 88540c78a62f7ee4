import { readFileSync } from 'node:fs';
import { expect } from 'chai';
import { describe, it } from 'mocha';
import { problemLines, readLines } from '../read-text.ts';

/** What came of lines: kind, number, amount and what is left in minor units. */
async function read(profile: string, lines: readonly string[], mapping: unknown = {}): Promise<string[]> {
  const reading = await readLines(profile, lines, mapping);
  expect(problemLines(reading)).to.deep.equal([]);
  return reading.rows.map((row) => {
    if (row.type === 'item')
      return `${row.kind} ${row.key.number} ${row.amount.minor} ${row.amount.currency} ${row.dueOn}`;
    return row.type === 'stated_left' ? `left ${row.left.minor}` : row.type;
  });
}

describe('the profile xero-csv', () => {
  const header =
    'ContactName,EmailAddress,InvoiceNumber,Reference,InvoiceDate,DueDate,Total,InvoiceAmountPaid,InvoiceAmountDue,Description,LineAmount,Currency,Type,Sent,Status';

  it('takes documents from their lines, passes drafts over, and takes voided ones back', async () => {
    const rows = await read('xero-csv', [
      header,
      'Quay,a@quay.example,INV-1,PO,20/09/2026,20/10/2026,115.00,15.00,100.00,Widget,100.00,NZD,Sales invoice,Sent,Awaiting Payment',
      'Quay,a@quay.example,INV-1,PO,20/09/2026,20/10/2026,115.00,15.00,100.00,Freight,15.00,NZD,Sales invoice,Sent,Awaiting Payment',
      'Quay,,INV-2,,21/09/2026,21/10/2026,50.00,0.00,50.00,x,50.00,NZD,Sales invoice,,Draft',
      'Quay,,INV-3,,21/09/2026,21/10/2026,50.00,0.00,0.00,x,50.00,NZD,Sales invoice,,Voided',
      'Quay,,CN-1,,22/09/2026,,-30.00,0.00,-30.00,x,-30.00,NZD,Sales credit note,,Awaiting Payment',
    ]);
    expect(rows).to.deep.equal([
      ...['invoice INV-1 11500 NZD 2026-10-20', 'left 10000'],
      ...['invoice INV-1 11500 NZD 2026-10-20', 'left 10000'],
      ...['invoice INV-3 5000 NZD 2026-10-21', 'left 0', 'reversal'],
      ...['credit_memo CN-1 3000 NZD 2026-09-22', 'left 3000'],
    ]);
  });
});

describe('the profile quickbooks-csv', () => {
  it('reads a report beneath its title, and passes over headings and totals', async () => {
    const rows = await read(
      'quickbooks-csv',
      [
        'Red Rock Ltd,,,,,,,',
        'A/R Aging Detail Report,,,,,,,',
        ',,,,,,,',
        ',Date,Transaction type,Num,Customer full name,Due date,Amount,Open balance',
        '1 - 30 days past due,,,,,,,',
        ',09/15/2026,Invoice,1024,Diner,10/15/2026,"1,156.00",71.00',
        ',09/20/2026,Payment,,Diner,09/20/2026,-95.00,-10.00',
        ',09/21/2026,Credit Memo,CM-5,Diner,09/21/2026,-60.00,-60.00',
        ',09/22/2026,Journal Entry,J1,Diner,09/22/2026,5.00,5.00',
        'Total for 1 - 30 days past due,,,,,,"$1,006.00",$6.00',
      ],
      { currency: 'USD' },
    );
    expect(rows).to.deep.equal([
      ...['invoice 1024 115600 USD 2026-10-15', 'left 7100'],
      ...['payment payment 2026-09-20 -95.00 9500 USD 2026-09-20', 'left 1000'],
      ...['credit_memo CM-5 6000 USD 2026-09-21', 'left 6000'],
      ...['debit_memo J1 500 USD 2026-09-22', 'left 500'],
    ]);
  });

  it('refuses a transaction that it does not know', async () => {
    const reading = await readLines(
      'quickbooks-csv',
      [
        'Date,Transaction type,Num,Customer,Due date,Amount,Open balance',
        '09/15/2026,Bill,1,Diner,09/20/2026,5.00,5.00',
      ],
      { currency: 'USD' },
    );
    expect(reading.problems.map(({ column, value }) => `${column} ${value}`)).to.deep.equal(['Transaction type Bill']);
  });
});

describe('the profile business-central-csv', () => {
  it('reads entries under English headings, a blank currency being the mapping’s', async () => {
    const rows = await read(
      'business-central-csv',
      [
        'Posting Date,Document Date,Due Date,Document Type,Document No.,Customer No.,Customer Name,Currency Code,Original Amount,Remaining Amount,Open,Entry No.',
        '9/2/2026,9/1/2026,10/31/2026,Invoice,103001,20000,Trey,,2500.50,1000.50,Yes,11',
        '9/20/2026,9/20/2026,9/20/2026,Payment,G01,20000,Trey,GBP,-300.00,0.00,No,12',
      ],
      { currency: 'EUR' },
    );
    expect(rows).to.deep.equal([
      ...['invoice 103001 250050 EUR 2026-10-31', 'left 100050'],
      ...['payment G01 30000 GBP 2026-09-20', 'left 0'],
    ]);
  });

  it('reads them in German, with decimal commas', async () => {
    const rows = await read(
      'business-central-csv',
      [
        'Buchungsdatum;Belegdatum;Fälligkeitsdatum;Belegart;Belegnr.;Debitorennr.;Debitorenname;Währungscode;Ursprungsbetrag;Restbetrag;Offen;Lfd. Nr.',
        '02.09.2026;01.09.2026;31.10.2026;Rechnung;103001;20000;Trey;;2.500,50;1.000,50;Ja;11',
        '22.09.2026;22.09.2026;22.09.2026;Gutschrift;104001;20000;Trey;;-80,00;-80,00;Ja;13',
      ],
      { currency: 'EUR' },
    );
    expect(rows).to.deep.equal([
      ...['invoice 103001 250050 EUR 2026-10-31', 'left 100050'],
      ...['credit_memo 104001 8000 EUR 2026-09-22', 'left 8000'],
    ]);
  });
});

describe('the examples of vendors’ exports', () => {
  for (const [profile, count] of [
    ['open-items', 8],
    ['business-central-csv', 4],
    ['quickbooks-csv', 4],
    ['xero-csv', 4],
  ] as const) {
    it(`are read as ${profile}`, async () => {
      const text = readFileSync(new URL(`../../../../../docs/examples/${profile}.csv`, import.meta.url), 'utf8');
      expect(await read(profile, text.trim().split('\n'))).to.have.length(count);
    });
  }
});
