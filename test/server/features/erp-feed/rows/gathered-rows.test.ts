import { expect } from 'chai';
import { describe, it } from 'mocha';
import { GatheredRows } from '../../../../../server/features/erp-feed/rows/gathered-rows.ts';
import type { CustomerRow, LedgerRow } from '../../../../../server/features/receivables/run-service.ts';
import { customerRow, itemRow } from '../../../../support/ledger-rows.ts';

function contact(name: string): CustomerRow['contacts'][number] {
  return { name, email: `${name}@example.com`, phone: '', role: '', language: '' };
}

async function gathered(rows: Iterable<LedgerRow>): Promise<LedgerRow[]> {
  const all = new GatheredRows();
  for (const row of rows) all.add([row]);
  const read: LedgerRow[] = [];
  for await (const chunk of all.source().chunks()) read.push(...chunk);
  await all.close();
  return read;
}

describe('GatheredRows', () => {
  it('makes one customer of rows that differ in the contact, and keeps other rows as they are', async () => {
    const item = itemRow('1001');
    const rows = await gathered([
      customerRow('C1', { line: 2, contacts: [contact('ana')] }),
      item,
      customerRow('C1', { line: 3, contacts: [contact('bo'), contact('ana')] }),
    ]);
    const one = customerRow('C1', { line: 2, contacts: [contact('ana'), contact('bo')] });
    expect(rows).to.deep.equal([item, one]);
  });

  it('does so for more customers than it keeps in memory, wherever in the file their rows stand', async () => {
    const customers = 6_000;
    function* file(): Generator<LedgerRow> {
      for (const name of ['ana', 'bo', 'cy']) {
        for (let at = 0; at < customers; at += 1) yield customerRow(`C${at}`, { line: 1, contacts: [contact(name)] });
      }
      yield customerRow('C7', { line: 9, name: 'Said otherwise' });
    }
    const rows = (await gathered(file())) as CustomerRow[];
    const otherwise = rows.filter(({ name }) => name === 'Said otherwise');
    expect(otherwise.map(({ line }) => line)).to.deep.equal([9]);
    expect(rows.filter(({ number }) => number === 'C7').at(-1)).to.deep.equal(otherwise[0]);
    const merged = rows.filter(({ name }) => name !== 'Said otherwise');
    expect(new Set(merged.map(({ number }) => number)).size).to.equal(customers);
    expect(merged).to.have.length(customers);
    for (const { contacts } of merged) expect(contacts.map(({ name }) => name)).to.deep.equal(['ana', 'bo', 'cy']);
  });
});
