import { expect } from 'chai';
import { describe, it } from 'mocha';
import { problemLines, readLines } from '../read-text.ts';

const HEADER =
  'number,customer,issued_on,amount,currency,open_amount,erp_status,company_amount,company_currency,rate,rate_on,other_numbers,document_url';

function read(row: string, mapping: unknown = {}) {
  return readLines('invoices', [HEADER, row], mapping);
}

describe('what a row says of a document’s state', () => {
  it('comes with the item, and what is left after it', async () => {
    const { rows, problems } = await read(
      '1,C,2026-09-01,100.00,EUR,40.00,Part paid,109.25,USD,1.0925,2026-08-31,PO 5 | LS 7,https://erp.example/1',
    );
    expect(problems).to.deep.equal([]);
    expect(rows[0]).to.deep.include({
      erpStatus: 'Part paid',
      company: { amount: { minor: 10_925, currency: 'USD' }, rate: '1.0925', rateOn: '2026-08-31' },
      otherNumbers: ['PO 5', 'LS 7'],
      documentUrl: 'https://erp.example/1',
    });
    expect(rows[1]).to.deep.include({ type: 'stated_left', left: { minor: 4_000, currency: 'EUR' } });
  });

  it('adds nothing where it is empty', async () => {
    const { rows } = await read('1,C,2026-09-01,100.00,EUR,,,,,,,,');
    expect(rows).to.have.length(1);
    expect(Object.keys(rows[0] ?? {})).to.not.include.members(['erpStatus', 'company', 'otherNumbers', 'documentUrl']);
  });

  it('takes the company’s currency from the mapping, and no amount in it where the document is in that', async () => {
    const [foreign] = (await read('1,C,2026-09-01,100.00,EUR,,,109.25,,"1,0925",,,', { currency: 'USD' })).rows;
    expect(foreign).to.deep.include({
      company: { amount: { minor: 10_925, currency: 'USD' }, rate: '1.0925', rateOn: '2026-09-01' },
    });
    const [own] = (await read('1,C,2026-09-01,100.00,USD,,,100.00,,,,,', { currency: 'USD' })).rows;
    expect(own).to.not.have.property('company');
  });

  it('refuses an amount without its rate, a rate that is none, an address that is not https, and less than nothing', async () => {
    expect(problemLines(await read('1,C,2026-09-01,100.00,EUR,,,109.25,USD,,,,'))).to.deep.equal([
      '2 rate "" is empty; an amount in the company’s currency comes with its rate',
    ]);
    const reading = await read('1,C,2026-09-01,100.00,EUR,,,109.25,USD,1.234.5,,,javascript:alert(1)');
    expect(problemLines(reading)).to.deep.equal([
      '2 rate "1.234.5" is no rate; write it as 1.0845',
      '2 document_url "javascript:alert(1)" is no https address',
    ]);
    expect(problemLines(await read('1,C,2026-09-01,100.00,EUR,-4.00,,,,,,,'))).to.deep.equal([
      '2 open_amount "-4.00" is below 0; the kind of the document gives the sign',
    ]);
  });

  it('comes with payments and cleared items as well', async () => {
    const payments = 'on,payment,customer,amount,currency,open_amount,erp_status';
    const payment = await readLines('payments', [payments, '2026-09-01,P1,C,100.00,EUR,30.00,posted']);
    expect(payment.rows.map(({ type }) => type)).to.deep.equal(['item', 'stated_left']);
    const cleared = 'number,customer,issued_on,amount,currency,open_amount';
    const item = await readLines('cleared-items', [cleared, '1,C,2026-09-01,100.00,EUR,30.00']);
    expect(item.rows.map(({ type }) => type)).to.deep.equal(['item', 'stated_left']);
  });
});

describe('money that went back, in the profile payments', () => {
  const header = 'type,on,payment,invoice,customer,amount,currency,document_type';

  it('is a debit document, which a refund applies to the credit that it returns', async () => {
    const { rows } = await readLines('payments', [
      header,
      'refund,2026-09-01,CM1,R1,C,20.00,EUR,credit_memo',
      'refund,2026-09-01,,R2,C,5.00,EUR,',
      'chargeback,2026-09-02,P1,CB1,C,50.00,EUR,',
    ]);
    expect(
      rows.map((row) => (row.type === 'item' ? `${row.kind} ${row.key.number} ${row.reference}` : row.type)),
    ).to.deep.equal(['refund R1 ', 'application', 'refund R2 ', 'chargeback CB1 P1']);
    expect(rows[1]).to.deep.include({ credit: { source: 'erp', number: 'CM1', documentType: 'credit_memo' } });
  });

  it('needs a number, a customer and an amount of its own', async () => {
    const reading = await readLines('payments', [header, 'refund,2026-09-01,CM1,,,,EUR,']);
    expect(reading.problems.map(({ column }) => column)).to.deep.equal(['amount', 'invoice', 'customer']);
  });
});
