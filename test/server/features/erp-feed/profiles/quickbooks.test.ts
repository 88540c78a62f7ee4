import { expect } from 'chai';
import { describe, it } from 'mocha';
import { inTenant } from '../../../../../server/mongo/tenancy.ts';
import { useApp } from '../../../../support/app.ts';
import { FedLedger, feedFixture } from '../fed-ledger.ts';
import { problemLines, readText } from '../read-text.ts';

const MAPPING = { currency: 'USD' };

function read(value: unknown) {
  return readText('quickbooks', JSON.stringify(value), MAPPING);
}

describe('the profile quickbooks', function () {
  this.timeout(120_000);

  it('reads customers with their parents, documents in both currencies, and says what it leaves out', async () => {
    const { rows, notes, problems } = await readText('quickbooks', feedFixture('quickbooks.json'), MAPPING);
    expect(problems).to.deep.equal([]);
    const customers = rows.filter((row) => row.type === 'customer');
    expect(customers.map(({ number, parentNumber, otherNames }) => [number, parentNumber, otherNames])).to.deep.equal([
      ['20', '', ['Red Rock Diner Inc.']],
      ['21', '20', []],
    ]);
    const items = rows.filter((row) => row.type === 'item');
    expect(items.find(({ key }) => key.number === '1027')?.company).to.deep.equal({
      amount: { minor: 21_850, currency: 'USD' },
      rate: '1.0925',
      rateOn: '2026-09-04',
    });
    expect(items.find(({ key }) => key.number === '1026')).to.include({ erpStatus: 'Voided' });
    expect(notes.join(' ')).to.contain('Vendor').and.contain('1 refund receipts');
  });

  it('sets a payment against what its lines name, and a credit memo in it before the money', async () => {
    const { rows } = await readText('quickbooks', feedFixture('quickbooks.json'), MAPPING);
    const applications = rows.filter((row) => row.type === 'application');
    expect(
      applications.map(({ id, debit, credit, debitAmount, on }) => [
        id,
        debit.number,
        credit.number,
        debitAmount.minor,
        on,
      ]),
    ).to.deep.equal([
      ['Payment 163:money:Invoice 70', '1024', '163', 8_500, '2026-09-20'],
      ['Payment 164:CreditMemo 80:Invoice 71', '1025', 'CM-5', 6_000, '2026-09-21'],
      ['Payment 164:money:Invoice 71', '1025', '164', 4_000, '2026-09-21'],
    ]);
  });

  it('asks for the invoice where a line gives its id alone', async () => {
    const payment = {
      Id: '9',
      TxnDate: '2026-09-01',
      TotalAmt: 5,
      CustomerRef: { value: '20' },
      Line: [{ Amount: 5, LinkedTxn: [{ TxnId: '70', TxnType: 'Invoice' }] }],
    };
    const alone = await read({ QueryResponse: { Payment: [payment] } });
    expect(problemLines(alone)).to.deep.equal([
      '1 Line[0].LinkedTxn[0].TxnId "70" is Invoice 70, whose number stands neither in the line nor elsewhere in the file; feed it in the same file',
    ]);
    const LineEx = { any: [{ value: { Name: 'txnReferenceNumber', Value: '1024' } }] };
    const Line = [{ ...payment.Line[0], LineEx }];
    const numbered = await read({ Payment: { ...payment, Line }, time: '2026-10-05T01:00:00Z' });
    expect(numbered.problems).to.deep.equal([]);
    expect(numbered.rows.map(({ type }) => type)).to.deep.equal(['item', 'application']);
  });

  it('reads a change data capture, and says which deletions it cannot follow', async () => {
    const invoice = { Id: '70', TxnDate: '2026-09-01', TotalAmt: 5, Balance: 5, CustomerRef: { value: '20' } };
    const { rows, notes, problems } = await read({
      CDCResponse: [{ QueryResponse: [{ Invoice: [invoice, { Id: '71', status: 'Deleted', domain: 'QBO' }] }] }],
    });
    expect(problems).to.deep.equal([]);
    expect(rows.map((row) => row.type === 'item' && row.key.number)).to.deep.equal(['70', false]);
    expect(notes.join(' ')).to.contain('1 deleted invoices');
  });

  it('takes an empty page, and refuses a fault', async () => {
    const empty = await read({ QueryResponse: {}, time: '2026-10-05T01:00:00Z' });
    expect(empty).to.deep.include({ rows: [], problems: [], isUnreadable: false });
    const fault = await read({ Fault: { Error: [{ Message: 'AuthenticationFailed' }] } });
    expect(fault.isUnreadable).to.equal(true);
  });
});

describe('QuickBooks’ answers in the ledger', function () {
  this.timeout(180_000);
  const app = useApp();
  const ledger = new FedLedger(() => app.services);

  it('stand to the cent, and the same again changes nothing', async () => {
    const { id } = await app.tenant();
    await inTenant(id, async () => {
      const given = { profile: 'quickbooks', file: feedFixture('quickbooks.json'), mapping: MAPPING };
      const outcome = await ledger.feed(given);
      expect(outcome.problems).to.deep.equal([]);
      expect(await ledger.openOn('2026-11-20')).to.deep.equal([
        '1024 invoice 71.00 USD',
        '1027 invoice 200.00 EUR',
        '163 payment 10.00 USD',
      ]);
      expect((await ledger.feed(given)).state).to.equal('unchanged');
    });
  });

  it('give an invoice back what a payment no longer pays, whether it was unlinked or voided', async () => {
    const known = { CurrencyRef: { value: 'USD' }, CustomerRef: { value: '20' } };
    const invoice = { ...known, Id: '70', DocNumber: '1024', TxnDate: '2026-09-01', TotalAmt: 156, Balance: 156 };
    const payment = { ...known, Id: '163', TxnDate: '2026-09-20', Line: [] };
    for (const [name, later, left] of [
      ['Unlinked Ltd', { ...payment, TotalAmt: 95, UnappliedAmt: 95 }, '163 payment 95.00 USD'],
      ['Voided Ltd', { ...payment, TotalAmt: 0, UnappliedAmt: 0, PrivateNote: 'Voided' }, '163 payment 10.00 USD'],
    ] as const) {
      const { id } = await app.tenant(name);
      await inTenant(id, async () => {
        await ledger.feed({ profile: 'quickbooks', file: feedFixture('quickbooks.json'), mapping: MAPPING });
        app.clock.set('2026-11-21T09:00:00.000Z');
        const file = JSON.stringify({ QueryResponse: { Invoice: [invoice], Payment: [later] } });
        const outcome = await ledger.feed({ profile: 'quickbooks', file, mapping: MAPPING });
        app.clock.set('2026-11-20T09:00:00.000Z');
        expect(outcome.problems).to.deep.equal([]);
        const open = await ledger.openOn('2026-11-21');
        expect(open).to.include.members(['1024 invoice 156.00 USD', left]);
        expect(await ledger.openOn('2026-11-20')).to.include('1024 invoice 71.00 USD');
      });
    }
  });

  it('refuse to void an invoice that the ledger holds as paid; a snapshot clears it', async () => {
    const { id } = await app.tenant();
    await inTenant(id, async () => {
      await ledger.feed({ profile: 'quickbooks', file: feedFixture('quickbooks.json'), mapping: MAPPING });
      const Invoice = {
        Id: '70',
        DocNumber: '1024',
        TxnDate: '2026-09-01',
        TotalAmt: 0,
        Balance: 0,
        PrivateNote: 'Voided',
        CurrencyRef: { value: 'USD' },
        CustomerRef: { value: '20' },
      };
      const refused = await ledger.feed({ profile: 'quickbooks', file: JSON.stringify({ Invoice }), mapping: MAPPING });
      expect(refused.state).to.equal('refused');
      expect(refused.problems.map(({ problem }) => problem).join()).to.contain('less than nothing');
      app.clock.set('2026-11-21T09:00:00.000Z');
      const open = { ...Invoice, Id: '73', DocNumber: '1027', TxnDate: '2026-09-04', TotalAmt: 200, Balance: 200 };
      const file = JSON.stringify({ QueryResponse: { Invoice: [{ ...open, CurrencyRef: { value: 'EUR' } }] } });
      await ledger.feed({ profile: 'quickbooks', file, mapping: MAPPING, order: { coverage: 'snapshot' } });
      app.clock.set('2026-11-20T09:00:00.000Z');
      expect(await ledger.openOn('2026-11-21')).to.deep.equal(['1027 invoice 200.00 EUR', '163 payment 10.00 USD']);
    });
  });
});
