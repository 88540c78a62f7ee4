import { readdirSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { expect } from 'chai';
import { describe, it } from 'mocha';
import { RowSpool } from '../../../../../server/features/erp-feed/rows/row-spool.ts';
import type { LedgerRow } from '../../../../../server/features/receivables/run-service.ts';
import { customerRow, itemRow } from '../../../../support/ledger-rows.ts';

const ROWS: LedgerRow[] = Array.from({ length: 1_003 }, (_, at) =>
  at % 3 === 0 ? customerRow(`C${at}`) : itemRow(`${at}`, { reference: 'größer 見積' }),
);

describe('RowSpool', () => {
  for (const [where, bytesInMemory] of [
    ['in memory', undefined],
    ['in a temporary file from the first row on', 0],
    ['in a temporary file from some row on', 60_000],
  ] as const) {
    it(`gives back what was added, in order and as often as asked, ${where}`, async () => {
      const spool = new RowSpool(bytesInMemory);
      spool.add(ROWS.slice(0, 1));
      spool.add([]);
      spool.add(ROWS.slice(1));
      const source = spool.source();
      expect([spool.count, source.count]).to.deep.equal([1_003, 1_003]);
      for (let time = 0; time < 2; time += 1) {
        const read: LedgerRow[] = [];
        for await (const chunk of source.chunks()) read.push(...chunk);
        expect(read).to.deep.equal(ROWS);
      }
      await spool.close();
    });

    it(`picks rows by their places, ${where}`, async () => {
      const spool = new RowSpool(bytesInMemory);
      spool.add(ROWS);
      const places = [0, 255, 256, 3, 1_002, 1_002, 1_000, 511];
      const picked = await spool.source().pick(places);
      expect(picked).to.deep.equal(places.map((place) => ROWS[place]));
      const error = await spool
        .source()
        .pick([1_003])
        .catch((thrown: unknown) => thrown);
      expect(error).to.be.instanceOf(RangeError);
      await spool.close();
    });
  }

  it('has no rows when none were added, and none once it is closed', async () => {
    const spool = new RowSpool(0);
    const rowsOf = async () => {
      const read: LedgerRow[] = [];
      for await (const chunk of spool.source().chunks()) read.push(...chunk);
      return read;
    };
    expect(await rowsOf()).to.deep.equal([]);
    spool.add(ROWS);
    await spool.close();
    expect(await rowsOf()).to.deep.equal([]);
    expect(spool.count).to.equal(0);
  });

  it('leaves no file with a name behind, not even while it is open', async () => {
    const spool = new RowSpool(0);
    spool.add(ROWS);
    expect(readdirSync(tmpdir()).filter((name) => name.startsWith('duethread-rows-'))).to.deep.equal([]);
    await spool.close();
  });
});
