import { expect } from 'chai';
import { describe, it } from 'mocha';
import { problemLines, readLines } from '../read-text.ts';

const COLUMNS = [
  'type',
  'on',
  'payment',
  'invoice',
  'amount',
  'currency',
  'customer',
  'applied_amount',
  'payment_amount',
  'payment_currency',
  'id',
  'application',
  'applied_on',
  'document_type',
  'instalment',
] as const;
type Cells = Partial<Record<(typeof COLUMNS)[number], string>>;

function read(rows: readonly Cells[], mapping: unknown = {}) {
  const lines = rows.map((cells) => COLUMNS.map((column) => cells[column] ?? '').join(','));
  return readLines('payments', [COLUMNS.join(','), ...lines], mapping);
}

const payment: Cells = { on: '2026-09-04', payment: 'P-1', amount: '100.00', currency: 'EUR', customer: 'C1' };
const application: Cells = {
  type: 'application',
  on: '2026-09-05',
  payment: 'P-1',
  invoice: '0071',
  amount: '60.00',
  currency: 'EUR',
};
const key = { source: 'erp', companyCode: '', documentType: 'payment', number: 'P-1', fiscalYear: '', instalment: '' };
const euros = (minor: number) => ({ minor, currency: 'EUR' });

describe('the profile payments', () => {
  it('makes a credit item of a payment, due on its day', async () => {
    const { rows } = await read([payment]);
    expect(rows).to.have.length(1);
    expect(rows[0]).to.deep.include({
      type: 'item',
      kind: 'payment',
      key,
      amount: euros(10_000),
      issuedOn: '2026-09-04',
      dueOn: '2026-09-04',
    });
  });

  it('applies a payment that names an invoice, whole or in part', async () => {
    const rows = [
      { ...payment, invoice: '0071' },
      { ...payment, invoice: '0072', applied_amount: '40.00' },
    ];
    const applications = (await read(rows)).rows.filter(({ type }) => type === 'application');
    expect(applications).to.have.length(2);
    expect(applications[0]).to.deep.include({
      credit: key,
      debit: { source: 'erp', number: '0071' },
      debitAmount: euros(10_000),
      derived: false,
    });
    expect(applications[1]).to.deep.include({
      debitAmount: euros(4_000),
      creditAmount: euros(4_000),
      on: '2026-09-04',
    });
  });

  it('makes an application of its own, with what it names and no more', async () => {
    const [row] = (await read([{ ...application, id: 'A-7', instalment: '2' }])).rows;
    expect(row).to.deep.equal({
      type: 'application',
      line: 2,
      id: 'A-7',
      debit: { source: 'erp', number: '0071', instalment: '2' },
      credit: { source: 'erp', number: 'P-1' },
      debitAmount: euros(6_000),
      creditAmount: euros(6_000),
      on: '2026-09-05',
      derived: false,
    });
  });

  it('takes both amounts of an application across currencies', async () => {
    const [row] = (await read([{ ...application, payment_amount: '66.10', payment_currency: 'USD' }])).rows;
    expect(row).to.deep.include({ debitAmount: euros(6_000), creditAmount: { minor: 6_610, currency: 'USD' } });
  });

  it('keeps two equal applications apart, and gives them the same ids in every file', async () => {
    const ids = async (rows: Cells[]) =>
      (await read(rows)).rows.map((row) => (row.type === 'application' ? row.id : ''));
    const [first, second] = await ids([application, application]);
    expect(first).to.not.equal(second);
    expect(await ids([payment, application])).to.deep.equal(['', first]);
  });

  it('takes an application back by its id', async () => {
    const [row] = (await read([{ type: 'unapplication', on: '2026-09-09', application: 'A-7' }])).rows;
    expect(row).to.include({ type: 'unapplication', applicationId: 'A-7', on: '2026-09-09' });
  });

  it('takes an application back by what it consisted of', async () => {
    const unapplied = { ...application, type: 'unapplication', on: '2026-09-09', applied_on: '2026-09-05' };
    const [applied] = (await read([application])).rows;
    const [row] = (await read([unapplied])).rows;
    expect(
      row?.type === 'unapplication' && applied?.type === 'application' && row.applicationId === applied.id,
    ).to.equal(true);
  });

  it('takes back the application that came with a payment', async () => {
    const [, applied] = (await read([{ ...payment, invoice: '0071' }])).rows;
    const unapplied = {
      ...application,
      type: 'unapplication',
      amount: '100.00',
      on: '2026-09-09',
      applied_on: '2026-09-04',
    };
    const [row] = (await read([unapplied])).rows;
    expect(
      row?.type === 'unapplication' && applied?.type === 'application' && row.applicationId === applied.id,
    ).to.equal(true);
  });

  it('makes reversals and adjustments of the one document that a row names', async () => {
    const { rows } = await read([
      { type: 'reversal', on: '2026-09-09', payment: 'P-1', amount: '100.00', currency: 'EUR', id: 'R-1' },
      { type: 'write off', on: '2026-09-09', invoice: '0071', amount: '0.40', currency: 'EUR' },
      { type: 'withheld_tax', on: '2026-09-09', invoice: '0071', amount: '3.00', currency: 'EUR' },
    ]);
    expect(rows[0]).to.deep.include({
      type: 'reversal',
      id: 'R-1',
      item: { source: 'erp', number: 'P-1', documentType: 'payment' },
      amount: euros(10_000),
    });
    expect(rows[1]).to.deep.include({
      type: 'adjustment',
      reason: 'write_off',
      item: { source: 'erp', number: '0071' },
      amount: euros(40),
    });
    expect(rows[2]).to.include({ type: 'adjustment', reason: 'withheld_tax' });
  });

  it('lists what a row lacks for its type', async () => {
    const reading = await read([
      { on: '2026-09-04', amount: '5.00', currency: 'EUR' },
      { type: 'application', on: '2026-09-04', amount: '5.00', currency: 'EUR' },
      { type: 'application', on: '2026-09-04', payment: 'P-1', invoice: '1', currency: 'EUR' },
      { type: 'unapplication', on: '2026-09-04', payment: 'P-1', invoice: '1', amount: '5.00', currency: 'EUR' },
      { type: 'reversal', on: '2026-09-04', amount: '5.00', currency: 'EUR' },
      { type: 'discount', on: '2026-09-04', payment: 'P-1', invoice: '1', amount: '5.00', currency: 'EUR' },
      { type: 'transfer', on: '2026-09-04' },
      { ...payment, currency: '' },
    ]);
    expect(problemLines(reading)).to.deep.equal([
      '2 payment "" is empty; this type of row has to name it',
      '2 customer "" is empty; this type of row has to name it',
      '3 payment "" is empty; this type of row has to name it',
      '3 invoice "" is empty; this type of row has to name it',
      '4 amount "" is empty; this type of row has to have it',
      '5 applied_on "" is empty; an un-application names its application by "application" or by the day of it',
      '6 invoice "" is empty, and the payment as well; a reversal or adjustment is of one of them',
      '7 payment "P-1" and the invoice are both named; a reversal or adjustment is of one of them',
      '8 type "transfer" is none of payment, application, unapplication, reversal, refund, chargeback, write_off, discount, withheld_tax, bank_fee, exchange_difference; the mapping can translate it, in "values"',
      '9 amount "100.00" has no currency; fill its column, or give "currency" in the mapping',
    ]);
  });

  it('reads payments below 0 in a signed file, and no other event below 0 in any', async () => {
    const signed = await read([{ ...payment, amount: '-100.00', invoice: '0071' }], { signedAmounts: true });
    expect(signed.rows[0]).to.deep.include({ amount: euros(10_000) });
    expect(signed.rows[1]).to.deep.include({ debitAmount: euros(10_000) });
    const rows = [
      { ...application, amount: '-60.00' },
      { ...application, payment_amount: '-1.00' },
    ];
    expect(problemLines(await read(rows, { signedAmounts: true }))).to.deep.equal([
      '2 amount "-60.00" is below 0; the type of the row says what it does, so give the amount without a sign',
      '3 payment_amount "-1.00" is below 0; the type of the row says what it does, so give the amount without a sign',
    ]);
  });
});
