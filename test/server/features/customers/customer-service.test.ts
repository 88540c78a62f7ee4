import { expect } from 'chai';
import { CUSTOMER_VERSIONS } from '../../../../server/features/customers/customer.ts';
import { collectionNamed, visibleAt } from '../../../../server/mongo/versions.ts';
import type { CustomerId, TenantId } from '../../../../shared/domain/ids.ts';
import { useLedger } from '../../../support/ledger.ts';
import { customerRow, itemRow } from '../../../support/ledger-rows.ts';

const CONTACT = { name: 'Ana Reyes', email: 'AP@Kestrel.example', phone: '', role: 'accounts_payable', language: 'es' };
const CUSTOMERS = [
  customerRow('0000020017', {
    name: 'Kestrel Freight Ltd.',
    otherNames: ['KF Logistics'],
    contacts: [CONTACT],
    mailDomains: ['Kestrel.example'],
    ownerEmail: 'Jo.Lind@brightwater.example',
  }),
  customerRow('0000020018', { name: 'Müller & Söhne KG', parentNumber: '0000020017' }),
  customerRow('30001', { name: 'Freightways of Oslo' }),
];

describe('CustomerService', function () {
  this.timeout(60_000);
  const ledger = useLedger();
  beforeEach(async () => {
    await ledger.take(CUSTOMERS);
  });

  const numbers = (customers: readonly { number: string }[]) => customers.map(({ number }) => number);
  const search = (text: string, run = 1, limit = 20) =>
    ledger.in(async () => numbers(await ledger.customers.search(text, run, limit)));

  for (const { text, finds } of [
    { text: '0000020', finds: ['0000020017', '0000020018'] },
    { text: 'freight', finds: ['0000020017', '30001'] },
    { text: 'FREIGHT kest', finds: ['0000020017'] },
    { text: 'logis', finds: ['0000020017'] },
    { text: 'muller', finds: ['0000020018'] },
    { text: 'Söhne', finds: ['0000020018'] },
    { text: 'reight', finds: [] },
    { text: '300', finds: ['30001'] },
    { text: '20018', finds: ['0000020018'] },
    { text: '.*', finds: [] },
    { text: '   ', finds: [] },
  ]) {
    it(`finds ${finds.join(' and ') || 'nobody'} for "${text}"`, async () => {
      expect(await search(text)).to.deep.equal(finds);
    });
  }

  it('searches by an index', async () => {
    const explained = await ledger.in(() =>
      collectionNamed(CUSTOMER_VERSIONS)
        .find({ ...visibleAt(1), lookupKeys: { $regex: '^w:freight' } })
        .explain('queryPlanner'),
    );
    const plan = JSON.stringify(explained.queryPlanner.winningPlan);
    expect(plan).to.include('IXSCAN').and.not.include('COLLSCAN');
  });

  it('finds customers by contact, domain and owner, whatever the case', async () => {
    const found = await ledger.in(async () => [
      await ledger.customers.findByContactEmails(['ap@KESTREL.example'], 1),
      await ledger.customers.findByMailDomains(['kestrel.EXAMPLE'], 1),
      await ledger.customers.findOwnedBy('jo.lind@BRIGHTWATER.example', 1),
    ]);
    expect(found.map(numbers)).to.deep.equal([['0000020017'], ['0000020017'], ['0000020017']]);
  });

  it('reads a customer as it was at a run', async () => {
    const renamed = customerRow('30001', { name: 'Freightways International' });
    await ledger.take([renamed], { dataAsOf: new Date('2026-11-20T00:00:00Z') });
    const [customer] = await ledger.in(() => ledger.customers.search('30001', 2, 1));
    const names = await ledger.in(async () => [
      (await ledger.customers.read(customer?.id as CustomerId, 1)).name,
      (await ledger.customers.read(customer?.id as CustomerId, 2)).name,
    ]);
    expect(names).to.deep.equal(['Freightways of Oslo', 'Freightways International']);
    expect(await search('Oslo', 2)).to.deep.equal([]);
  });

  it('knows nothing of another company', async () => {
    const found = await ledger.in(() => ledger.customers.search('freight', 1, 20), 'another company' as TenantId);
    expect(found).to.deep.equal([]);
  });

  it('throws customer_not_found for an id that is none', async () => {
    const error = await ledger.in(() => ledger.customers.read('none' as CustomerId, 1).catch((thrown) => thrown));
    expect(error.code).to.equal('customer_not_found');
  });

  it('keeps all that the source says', async () => {
    const [customer] = await ledger.in(() => ledger.customers.search('Kestrel', 1, 1));
    expect(customer).to.deep.include({ contacts: [CONTACT], otherNames: ['KF Logistics'], placeholder: false });
  });

  it('finds a placeholder by the name that its item brought', async () => {
    await ledger.take([itemRow('1001', { customerNumber: '40001', customerName: 'Northgate Bearings' })]);
    expect(await search('northgate', 2)).to.deep.equal(['40001']);
  });
});
