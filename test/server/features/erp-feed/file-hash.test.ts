import { expect } from 'chai';
import { describe, it } from 'mocha';
import type { FeedFile } from '../../../../server/features/erp-feed/feed-file.ts';
import { readLines, readWhole } from './read-text.ts';

const HEADER = 'number,customer,issued_on,amount,currency,reference';

function row(number: string, reference = ''): string {
  return `${number},C1,2026-01-05,5.00,EUR,${reference}`;
}

describe('the hash of a file', () => {
  const rows = [HEADER, row('1')];

  it('is of its bytes and of what decides on their meaning', async () => {
    const hashes = await Promise.all([
      readLines('invoices', rows),
      readLines('invoices', [...rows, '']),
      readLines('invoices', rows, { source: 'other' }),
      readLines('invoices', rows, { currency: 'EUR' }),
    ]);
    expect(new Set(hashes.map(({ fileHash }) => fileHash)).size).to.equal(4);
  });

  it('does not depend on the order or the comment of a mapping', async () => {
    const [one, other] = await Promise.all([
      readLines('invoices', rows, { currency: 'EUR', dateFormat: 'YYYY-MM-DD' }),
      readLines('invoices', rows, { about: 'ours', dateFormat: 'YYYY-MM-DD', currency: 'EUR' }),
    ]);
    expect(one.fileHash).to.equal(other.fileHash);
  });
});

describe('a file that changes while it is read', () => {
  it('is not taken', async () => {
    let reads = 0;
    const file: FeedFile = {
      name: 'growing.csv',
      async *chunks() {
        reads += 1;
        yield Buffer.from(`${HEADER}\n${row('1')}\n${reads > 1 ? row('2') : ''}`);
      },
    };
    const reading = await readWhole('invoices', file);
    expect(reading.isUnreadable).to.equal(true);
    expect(reading.problems[0]?.problem).to.contain('changed while it was read');
  });
});
