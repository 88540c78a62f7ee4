import { createHash } from 'node:crypto';
import { expect } from 'chai';
import { hashOf } from '../../../../server/features/receivables/row-identity.ts';
import { customerRow, itemRow } from '../../../support/ledger-rows.ts';

describe('hashOf', () => {
  const invoice = itemRow('1001');

  it('of an item rests on what every source says alone, where nothing else is said', () => {
    const said = [
      'invoice',
      'C1',
      [
        ['currency', 'EUR'],
        ['minor', 10_000],
      ],
      '2026-03-01',
      '2026-03-31',
      'none',
      '',
    ];
    const expected = createHash('sha256').update(JSON.stringify(said)).digest('hex').slice(0, 32);
    expect(hashOf(invoice)).to.equal(expected);
    expect(hashOf({ ...invoice, erpStatus: '', otherNumbers: [], documentUrl: '' })).to.equal(expected);
  });

  it('changes with each detail that is said', () => {
    const receipt = {
      payerName: 'Heron Ltd',
      payerAccount: 'DE02',
      bankReference: '',
      endToEndId: '',
      account: 'DE99',
      text: '1001',
      remittance: [{ number: '1001', amount: null }],
    };
    const details = [
      { erpStatus: 'Open' },
      { otherNumbers: ['PO-1'] },
      { documentUrl: 'https://erp.example/1001' },
      { receipt },
      { receipt: { ...receipt, remittance: [] } },
    ];
    const hashes = [invoice, ...details.map((detail) => ({ ...invoice, ...detail }))].map(hashOf);
    expect(new Set(hashes).size).to.equal(hashes.length);
  });

  it('of a customer is the same without a risk as with none said', () => {
    const customer = customerRow('C1');
    expect(hashOf({ ...customer, risk: '' })).to.equal(hashOf(customer));
    expect(hashOf({ ...customer, risk: 'high' })).to.not.equal(hashOf(customer));
  });
});
