import { expect } from 'chai';
import { describe, it } from 'mocha';
import { inTenant } from '../../../../../server/mongo/tenancy.ts';
import { useApp } from '../../../../support/app.ts';
import { FedLedger, feedFixture } from '../fed-ledger.ts';
import { problemLines, readText } from '../read-text.ts';

const MAPPING = { currency: 'EUR', values: { disputeStatus: { CHECK: 'pending' } } };

function read(value: unknown) {
  return readText('business-central', JSON.stringify(value), MAPPING);
}

describe('the profile business-central', function () {
  this.timeout(120_000);

  it('makes items of posted invoices, owed by who is billed, a blank currency being the company’s own', async () => {
    const { rows, notes, problems } = await readText(
      'business-central',
      feedFixture('business-central-invoices.json'),
      MAPPING,
    );
    expect(problems).to.deep.equal([]);
    expect(
      rows.map((row) => (row.type === 'item' ? row.amount : row.type === 'stated_left' && row.left)),
    ).to.deep.equal([
      { minor: 250_050, currency: 'EUR' },
      { minor: 100_050, currency: 'EUR' },
      { minor: 8_000, currency: 'GBP' },
      { minor: 0, currency: 'GBP' },
    ]);
    expect(rows[0]).to.deep.include({
      disputeStatus: 'disputed',
      erpStatus: 'Open',
      otherNumbers: ['PO-5', 'S-1', 'EX-1'],
      dueOn: '2026-10-01',
    });
    expect(rows[2]).to.include({ customerNumber: '20000', disputeStatus: 'none' });
    expect(notes.join(' ')).to.contain('nextLink').and.contain('1 documents that are not posted');
    expect(notes.join(' ')).to.contain('promised pay dates');
  });

  it('reads the company’s own dispute statuses as the mapping translates them', async () => {
    const document = {
      number: '1',
      invoiceDate: '2026-09-01',
      customerNumber: 'C',
      totalAmountIncludingTax: 5,
      disputeStatus: 'CHECK',
    };
    const { rows } = await read(document);
    expect(rows[0]).to.include({ disputeStatus: 'pending' });
    const wrong = { values: { disputeStatus: { CHECK: 'maybe' } } };
    const refused = await readText('business-central', '{}', wrong).catch((error: Error) => error.message);
    expect(refused).to.contain('needs to be one of none, pending, disputed, resolved');
  });

  it('takes a credit memo that is used up as such, and leaves the others whole', async () => {
    const memo = { creditMemoDate: '2026-09-01', customerNumber: 'C', totalAmountIncludingTax: 5 };
    const { rows } = await read({
      value: [
        { ...memo, number: 'CM1', status: 'Paid' },
        { ...memo, number: 'CM2', status: 'Open', invoiceNumber: 'INV-1' },
      ],
    });
    expect(rows.map((row) => row.type)).to.deep.equal(['item', 'stated_left', 'item']);
    expect(rows[2]).to.deep.include({ kind: 'credit_memo', otherNumbers: ['INV-1'] });
  });

  it('makes items of posted payments, and of documents without a due day only what is left', async () => {
    const entry = { customerNumber: 'C', postingDate: '2026-09-05', currencyCode: '' };
    const { rows, notes } = await read({
      value: [
        { ...entry, entryNumber: 5, documentType: 'Payment', documentNumber: 'G01', amount: -50.25, open: true },
        { ...entry, entryNumber: 6, documentType: 'Invoice', documentNumber: 'INV1', amount: 50.25, open: false },
        { ...entry, entryNumber: 7, documentType: 'Credit_x0020_Memo', documentNumber: 'CM1', amount: -5, open: true },
        {
          ...entry,
          entryNumber: 8,
          documentType: ' ',
          documentNumber: 'OPEN',
          amount: 7,
          open: true,
          remainingAmount: 6,
        },
      ],
    });
    expect(rows.map((row) => (row.type === 'item' ? [row.kind, row.key.instalment] : row.type))).to.deep.equal([
      ['payment', '5'],
      'stated_left',
      ['debit_memo', '8'],
      'stated_left',
    ]);
    expect(notes.join(' ')).to.contain('1 entries of open invoices');
  });

  it('reads customers, whose limit of 0 is none', async () => {
    const { rows } = await read({
      value: [
        {
          number: '10000',
          displayName: 'Adatum',
          creditLimit: 0,
          currencyCode: 'USD',
          email: 'robert@contoso.example',
        },
        { number: '20000', displayName: 'Trey', creditLimit: 5000 },
      ],
    });
    expect(rows.map((row) => row.type === 'customer' && row.creditLimit)).to.deep.equal([
      null,
      { minor: 500_000, currency: 'EUR' },
    ]);
  });

  it('refuses what is not posted and what names no document, with what to feed instead', async () => {
    const payments = await read({ value: [{ customerNumber: 'C', amount: -5, appliesToInvoiceNumber: 'INV1' }] });
    expect(problemLines(payments).join()).to.contain('nobody has posted');
    const detailed = await read({
      value: [{ entryNumber: 1, entryType: 'Application', customerNumber: 'C', amount: -5 }],
    });
    expect(problemLines(detailed).join()).to.contain('analytics API');
    const unknown = await read({ value: [{ a: 1 }] });
    expect(unknown.isUnreadable).to.equal(true);
    expect((await read({ value: [] })).isUnreadable).to.equal(false);
  });

  it('asks for the entry that a movement belongs to', async () => {
    const movements = JSON.parse(feedFixture('business-central-movements.json')) as unknown[];
    const { problems } = await read(movements.slice(1));
    expect(problems.map(({ column }) => column)).to.include('cleEntryNo');
  });
});

describe('Business Central’s answers in the ledger', function () {
  this.timeout(180_000);
  const app = useApp();
  const ledger = new FedLedger(() => app.services);

  it('stand to the cent on every day, and the same again changes nothing', async () => {
    const { id } = await app.tenant();
    await inTenant(id, async () => {
      const given = {
        profile: 'business-central',
        file: feedFixture('business-central-movements.json'),
        mapping: MAPPING,
      };
      const outcome = await ledger.feed(given);
      expect(outcome.problems).to.deep.equal([]);
      for (const [day, open] of [
        ['2026-09-19', ['PS-INV1 invoice 500.00 EUR']],
        ['2026-09-20', ['PS-INV1 invoice 190.00 EUR']],
        ['2026-09-24', ['G01 payment 10.00 EUR', 'PS-INV1 invoice 150.00 EUR']],
        ['2026-09-25', ['G01 payment 50.00 EUR', 'PS-INV1 invoice 190.00 EUR']],
      ] as const) {
        expect(await ledger.openOn(day), day).to.deep.equal(open);
      }
      expect((await ledger.feed(given)).state).to.equal('unchanged');
    });
  });

  it('leave of an invoice what Business Central says, though nothing says how it was paid', async () => {
    const { id } = await app.tenant();
    await inTenant(id, async () => {
      const file = feedFixture('business-central-invoices.json');
      const outcome = await ledger.feed({ profile: 'business-central', file, mapping: MAPPING });
      expect(outcome.problems).to.deep.equal([]);
      expect(await ledger.openOn('2026-11-20')).to.deep.equal(['PS-INV103001 invoice 1000.50 EUR']);
      expect(await ledger.openOn('2026-11-19')).to.deep.equal([
        'PS-INV103001 invoice 2500.50 EUR',
        'PS-INV103002 invoice 80.00 GBP',
      ]);
    });
  });
});
