import { expect } from 'chai';
import { describe, it } from 'mocha';
import type { ItemRow } from '../../../../../server/features/receivables/run-service.ts';
import { problemLines, readLines } from '../read-text.ts';

const HEADER = 'number,customer,issued_on,due_on,amount,currency,cleared_on,clearing_document,document_type';

function read(rows: readonly string[], mapping: unknown = {}) {
  return readLines('cleared-items', [HEADER, ...rows], mapping);
}

describe('the profile cleared-items', () => {
  it('makes of a cleared invoice the invoice, a payment on the day, and its application, marked as derived', async () => {
    const { rows } = await read(['0071,C1,2026-06-01,2026-07-01,820.00,EUR,2026-06-28,1400,']);
    const [invoice, payment, application] = rows;
    const named = { source: 'erp', companyCode: '', number: '0071', fiscalYear: '', instalment: '' };
    expect(invoice).to.deep.include({
      kind: 'invoice',
      key: { ...named, documentType: 'invoice' },
      dueOn: '2026-07-01',
    });
    expect(payment).to.deep.include({
      kind: 'payment',
      key: { ...named, documentType: 'clearing' },
      issuedOn: '2026-06-28',
      reference: '1400',
    });
    expect(application).to.deep.include({
      debit: { ...named, documentType: 'invoice' },
      credit: { ...named, documentType: 'clearing' },
      debitAmount: { minor: 82_000, currency: 'EUR' },
      creditAmount: { minor: 82_000, currency: 'EUR' },
      on: '2026-06-28',
      derived: true,
    });
    expect(rows).to.have.length(3);
  });

  it('makes of an invoice that is not cleared the invoice alone', async () => {
    const { rows } = await read(['0071,C1,2026-06-01,2026-07-01,820.00,EUR,,,']);
    expect(rows.map(({ type }) => type)).to.deep.equal(['item']);
  });

  it('takes a word that the mapping says is empty for an invoice that is open', async () => {
    const row = '0071,C1,01.06.2026,01.07.2026,820.00,EUR,00.00.0000,null,';
    const { rows, problems } = await read([row, row.replace('0071', '0072').replaceAll('01.0', '13.0')], {
      emptyWords: ['00.00.0000', 'NULL'],
    });
    expect(problems).to.deep.equal([]);
    expect(rows.map((item) => item.type === 'item' && item.dueOn)).to.deep.equal(['2026-07-01', '2026-07-13']);
  });

  it('takes a day of clearing before the invoice', async () => {
    const { rows, problems } = await read(['0071,C1,2026-06-01,2026-07-01,820.00,EUR,2026-05-20,,']);
    expect(problems).to.deep.equal([]);
    expect((rows[1] as ItemRow).issuedOn).to.equal('2026-05-20');
  });

  it('keeps documents of two types with one number apart', async () => {
    const { rows } = await read([
      '1,C1,2026-06-01,,5.00,EUR,2026-06-02,,RV',
      '1,C1,2026-06-01,,6.00,EUR,2026-06-02,,DR',
    ]);
    const keys = rows.map((row) => (row.type === 'item' ? row.key.documentType : row.type === 'application' && row.id));
    expect(new Set(keys).size).to.equal(6);
  });

  it('keeps the application’s id where the day of clearing is corrected', async () => {
    const id = async (day: string) =>
      (await read([`1,C1,2026-06-01,,5.00,EUR,${day},,`])).rows.map((row) => row.type === 'application' && row.id);
    expect(await id('2026-06-02')).to.deep.equal(await id('2026-06-03'));
  });

  it('lists a cleared credit memo: the row does not say what it was set against', async () => {
    const rows = ['1,C1,2026-06-01,,-5.00,EUR,2026-06-02,,', '2,C1,2026-06-01,,-5.00,EUR,,,'];
    const reading = await read(rows, { signedAmounts: true });
    expect(problemLines(reading)[0]).to.match(/^2 cleared_on "2026-06-02" is the day a credit memo was cleared/);
    expect(reading.rows).to.have.length(1);
    expect(reading.rows[0]).to.include({ kind: 'credit_memo' });
  });
});
