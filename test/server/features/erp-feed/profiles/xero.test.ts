import { readFileSync } from 'node:fs';
import { expect } from 'chai';
import { describe, it } from 'mocha';
import { inTenant } from '../../../../../server/mongo/tenancy.ts';
import { calendarDate } from '../../../../../shared/domain/calendar-date.ts';
import { useApp } from '../../../../support/app.ts';
import { sharedData, skipWithoutSharedData } from '../../../../support/shared-data.ts';
import { FedLedger, feedFixture } from '../fed-ledger.ts';
import { problemLines, readText } from '../read-text.ts';

function read(value: unknown) {
  return readText('xero', JSON.stringify(value));
}

const INVOICE = {
  Type: 'ACCREC',
  InvoiceID: 'i-1',
  InvoiceNumber: 'INV-1',
  Contact: { ContactID: 'c-1', Name: 'Harbour' },
  DateString: '2026-09-01T00:00:00',
  Status: 'AUTHORISED',
  Total: 10,
  AmountDue: 10,
  CurrencyCode: 'NZD',
};

describe('the profile xero', function () {
  this.timeout(120_000);

  it('makes an item of a sales invoice, with what is left of it and what was paid', async () => {
    const { rows, notes, problems } = await readText('xero', feedFixture('xero-invoices.json'));
    expect(problems).to.deep.equal([]);
    expect(rows[0]).to.deep.include({
      kind: 'invoice',
      customerNumber: 'c-1',
      amount: { minor: 11_900, currency: 'NZD' },
      issuedOn: '2026-09-02',
      dueOn: '2026-10-02',
      reference: 'PO 77',
      erpStatus: 'AUTHORISED',
      documentUrl: 'https://example.com/INV-1001',
    });
    expect(rows.map(({ type }) => type)).to.deep.equal([
      ...['item', 'stated_left', 'item', 'application', 'item', 'application'],
      ...['item', 'reversal', 'stated_left'],
      ...['item', 'stated_left'],
    ]);
    expect(notes.join(' ')).to.contain('page 1 of 2').and.contain('1 documents that Xero has as draft');
    expect(notes.join(' ')).to.contain('1 bills that are owed to others');
  });

  it('names the member that is wrong, with the line of its record', async () => {
    const { Contact: _contact, ...nameless } = INVOICE;
    const reading = await read({ Invoices: [INVOICE, { ...nameless, InvoiceNumber: 'INV-2', Total: '1,000.00' }] });
    expect(problemLines(reading)).to.deep.equal([
      '1 Contact.ContactID "" is missing or empty',
      '1 Total "1,000.00" is not an amount as this file writes them',
    ]);
    expect(reading.problems[0]?.raw).to.contain('"INV-2"');
    expect(reading.rows).to.have.length(2);
  });

  it('refuses amounts below 0 or of too many decimals, days that are none, and lists that are none', async () => {
    const wrong = [
      { ...INVOICE, Total: -5 },
      { ...INVOICE, Total: 5.005 },
      { ...INVOICE, DateString: '2026-02-30' },
      { ...INVOICE, DueDate: '/Date(99999999999999999)/' },
      { ...INVOICE, Payments: { PaymentID: 'p' } },
      { ...INVOICE, Payments: ['p'] },
      { ...INVOICE, CurrencyCode: 'XXQ' },
      { ...INVOICE, InvoiceNumber: { deep: true } },
    ];
    const reading = await read({ Invoices: wrong });
    expect(reading.rows).to.deep.equal([]);
    expect(reading.problems.map(({ column }) => column)).to.deep.equal([
      'Total',
      'Total',
      'DateString',
      'DueDate',
      'Payments',
      'Payments[0]',
      'CurrencyCode',
      'InvoiceNumber',
    ]);
  });

  it('takes a file of one record, of a list, and of one record a line', async () => {
    const second = { ...INVOICE, InvoiceID: 'i-2', InvoiceNumber: 'INV-2' };
    const single = await read(INVOICE);
    const list = await read([INVOICE, second]);
    const lines = await readText('xero', `${JSON.stringify(INVOICE)}\n${JSON.stringify(second)}\n`);
    expect(single.rows).to.have.length(2);
    expect(list.rows).to.deep.equal(lines.rows.map((row) => ({ ...row, line: 1 })));
    expect(lines.rows.map(({ line }) => line)).to.deep.equal([1, 1, 2, 2]);
  });

  it('refuses a report, and what is no answer of Xero, as a whole', async () => {
    for (const [value, reason] of [
      [{ Reports: [{ ReportName: 'Aged Receivables' }] }, 'reports'],
      [{ Bills: [] }, 'has none of'],
      [[1, 2], 'no records'],
    ] as const) {
      const reading = await read(value);
      expect(reading.isUnreadable, reason).to.equal(true);
      expect(reading.problems[0]?.problem).to.contain(reason);
    }
    const cut = await readText('xero', feedFixture('xero-invoices.json').slice(0, 900));
    expect(cut.isUnreadable).to.equal(true);
    expect(cut.rows).to.deep.equal([]);
  });

  it('makes customers of contacts, leaves suppliers out, and merges those that Xero has merged', async () => {
    const { rows, notes } = await read({
      Contacts: [
        { ContactID: 'c-1', Name: 'Old name', ContactStatus: 'ARCHIVED', MergedToContactID: 'c-2' },
        { ContactID: 'c-2', Name: 'Quay', PaymentTerms: { Sales: { Day: 20, Type: 'OFFOLLOWINGMONTH' } } },
        { ContactID: 'c-3', Name: 'Supplier', IsSupplier: true, IsCustomer: false },
      ],
    });
    expect(rows.filter(({ type }) => type === 'customer')).to.have.length(2);
    expect(rows.find(({ type }) => type === 'merge')).to.include({ customerNumber: 'c-1', intoNumber: 'c-2' });
    expect(rows.find((row) => row.type === 'customer' && row.number === 'c-2')).to.include({
      paymentTerms: '20 of the month after the invoice',
    });
    expect(notes.join(' ')).to.contain('1 contacts that are suppliers');
  });
});

describe('Xero’s answers in the ledger', function () {
  this.timeout(180_000);
  const app = useApp();
  const ledger = new FedLedger(() => app.services);

  async function fed(file = '') {
    const outcome = await ledger.feed({ profile: 'xero', file });
    expect(outcome.problems).to.deep.equal([]);
    return outcome.state;
  }

  const [invoices = '', credits = ''] = ['xero-invoices.json', 'xero-credits.json'].map(feedFixture);
  for (const [how, files] of [
    ['each by itself', [invoices, credits]],
    ['several times', [invoices, invoices, credits, credits]],
    ['in one file, in whatever order', [`${credits}\n${invoices}`]],
  ] as const) {
    it(`stand to the cent, fed ${how}, and the same again changes nothing`, async () => {
      const { id } = await app.tenant();
      await inTenant(id, async () => {
        for (const file of files) await fed(file);
        expect(await ledger.openOn('2026-11-20')).to.deep.equal([
          'CN-1 credit_memo 5.00 NZD',
          'INV-1001 invoice 69.00 NZD',
          'INV-1004 invoice 30.00 NZD',
          'o-1 payment 20.00 NZD',
        ]);
        expect(await fed(credits)).to.equal('unchanged');
      });
    });
  }

  it('take a deleted payment back: the invoice is owed again', async () => {
    const { id } = await app.tenant();
    await inTenant(id, async () => {
      await fed(feedFixture('xero-invoices.json'));
      await fed(feedFixture('xero-credits.json'));
      const answer = JSON.parse(feedFixture('xero-invoices.json')) as { Invoices: [{ Payments: unknown[] }] };
      const [invoice] = answer.Invoices;
      app.clock.set('2026-11-21T09:00:00.000Z');
      await fed(feedFixture('xero-payments.json'));
      await fed(JSON.stringify({ Invoices: [{ ...invoice, AmountDue: 109.1, Payments: invoice.Payments.slice(1) }] }));
      app.clock.set('2026-11-20T09:00:00.000Z');
      expect(await ledger.openOn('2026-11-21')).to.include('INV-1001 invoice 109.10 NZD');
      expect(await ledger.openOn('2026-11-21')).to.not.include('p-1 payment 40.10 NZD');
    });
  });

  it('bring the documents of two contacts together that Xero has merged', async () => {
    const { id } = await app.tenant();
    await inTenant(id, async () => {
      await fed(invoices);
      await fed(credits);
      const old = { ContactID: 'c-2', Name: 'Quay Ltd', ContactStatus: 'ARCHIVED', MergedToContactID: 'c-1' };
      await fed(JSON.stringify({ Contacts: [old, { ContactID: 'c-1', Name: 'Harbour & Sons' }] }));
      const { receivables, ledgerPositions } = app.services;
      const items = await receivables.openItems(calendarDate('2026-11-20'), await ledgerPositions.positionAt());
      expect(items.filter(({ left }) => left.minor > 0)).to.have.length(4);
      expect(new Set(items.map(({ customerId }) => customerId)).size).to.equal(1);
    });
  });

  it('are read from Xero’s own examples, each of the six', async function () {
    skipWithoutSharedData(this);
    const sample = (name: string) => readFileSync(sharedData('erp', `xero_example_${name}.json`), 'utf8');
    const { id } = await app.tenant();
    await inTenant(id, async () => {
      for (const name of ['Contacts', 'Invoices', 'CreditNotes', 'Overpayments', 'Payments']) {
        const outcome = await ledger.feed({ profile: 'xero', file: sample(name) });
        expect(outcome.problems, name).to.deep.equal([]);
        expect(outcome.state, name).to.equal(name === 'Payments' ? 'unchanged' : 'committed');
      }
      const open = await ledger.openOn('2026-11-20');
      expect(open.map((line) => line.replace(/^[\da-f-]{36}/, 'id'))).to.deep.equal([
        'id payment 20.00 NZD',
        'id payment 20.00 NZD',
        'id payment 20.00 NZD',
        'CN-0005 credit_memo 32.50 NZD',
        'INV-0003 invoice 115.00 NZD',
      ]);
      const report = await ledger.feed({ profile: 'xero', file: sample('Reports_AgedReceivablesByContact') });
      expect(report.state).to.equal('refused');
    });
  });
});
