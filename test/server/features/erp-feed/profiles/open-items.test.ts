import { expect } from 'chai';
import { describe, it } from 'mocha';
import { inTenant } from '../../../../../server/mongo/tenancy.ts';
import { useApp } from '../../../../support/app.ts';
import { FedLedger } from '../fed-ledger.ts';
import { problemLines, readLines } from '../read-text.ts';

const HEADER = 'number,kind,customer,issued_on,due_on,amount,open_amount,open_debit,open_credit,currency';

function read(rows: readonly string[], mapping: unknown = {}) {
  return readLines('open-items', [HEADER, ...rows], mapping);
}

/** Kind, amount and what is left, in minor units, a row. */
async function opens(rows: readonly string[], mapping: unknown = {}) {
  const reading = await read(rows, mapping);
  expect(reading.problems).to.deep.equal([]);
  return reading.rows.map((row) => {
    if (row.type === 'item') return `${row.kind} ${row.amount.minor}`;
    return row.type === 'stated_left' ? `left ${row.left.minor}` : row.type;
  });
}

describe('the profile open-items', function () {
  this.timeout(120_000);

  it('makes an item of what a row says, with what is left of it', async () => {
    expect(await opens(['1,,C,2026-09-01,2026-10-01,100.00,40.00,,,EUR'])).to.deep.equal([
      'invoice 10000',
      'left 4000',
    ]);
    expect(await opens(['1,payment,C,2026-09-01,,,40.00,,,EUR'])).to.deep.equal(['payment 4000', 'left 4000']);
  });

  it('takes the side from a column for each', async () => {
    expect(
      await opens([
        '1,,C,2026-09-01,,100.00,,40.00,0.00,EUR',
        '2,,C,2026-09-01,,,,,15.00,EUR',
        '3,payment,C,2026-09-01,,,,0.00,5.00,EUR',
        '4,,C,2026-09-01,,9.00,,0.00,0.00,EUR',
      ]),
    ).to.deep.equal([
      ...['invoice 10000', 'left 4000'],
      ...['credit_memo 1500', 'left 1500'],
      ...['payment 500', 'left 500'],
      ...['invoice 900', 'left 0'],
    ]);
  });

  it('takes the side from the sign where the mapping says so', async () => {
    const rows = ['1,,C,2026-09-01,,-100.00,-40.00,,,EUR', '2,,C,2026-09-01,,,7.00,,,EUR'];
    expect(await opens(rows, { signedAmounts: true })).to.deep.equal([
      ...['credit_memo 10000', 'left 4000'],
      ...['invoice 700', 'left 700'],
    ]);
  });

  it('refuses a row that says it not at all, twice, or on the wrong side', async () => {
    const reading = await read([
      '1,,C,2026-09-01,,100.00,,,,EUR',
      '2,,C,2026-09-01,,100.00,40.00,40.00,,EUR',
      '3,,C,2026-09-01,,100.00,,40.00,40.00,EUR',
      '4,payment,C,2026-09-01,,100.00,,40.00,,EUR',
      '5,,C,2026-09-01,,100.00,-40.00,,,EUR',
    ]);
    expect(reading.rows).to.deep.equal([]);
    expect(problemLines(reading)).to.deep.equal([
      '2 open_amount "" is empty, and no other column says what is left of the document',
      '3 open_amount "40.00" and another column both say what is left of the document',
      '4 open_amount "" and another column both say what is left of the document',
      '5 kind "payment" is payment, which does not stand on the side on which the row has it',
      '6 open_amount "-40.00" is below 0; the kind of the document gives the sign',
    ]);
  });
});

describe('A listing of open items in the ledger', function () {
  this.timeout(180_000);
  const app = useApp();
  const ledger = new FedLedger(() => app.services);

  it('clears as a snapshot what it leaves out, from the day on', async () => {
    const { id } = await app.tenant();
    await inTenant(id, async () => {
      const rows = ['1', '2', '3'].map((number) => `${number},,C,2026-09-01,2026-10-01,100.00,100.00,,,EUR`);
      const first = await ledger.feed({
        profile: 'open-items',
        file: [HEADER, ...rows].join('\n'),
        order: { coverage: 'snapshot' },
      });
      expect(first.problems).to.deep.equal([]);
      app.clock.set('2026-11-21T09:00:00.000Z');
      const left = [HEADER, '1,,C,2026-09-01,2026-10-01,100.00,25.00,,,EUR', rows[2]].join('\n');
      const second = await ledger.feed({ profile: 'open-items', file: left, order: { coverage: 'snapshot' } });
      app.clock.set('2026-11-20T09:00:00.000Z');
      expect(second.problems).to.deep.equal([]);
      expect(await ledger.openOn('2026-11-21')).to.deep.equal(['1 invoice 25.00 EUR', '3 invoice 100.00 EUR']);
      expect(await ledger.openOn('2026-11-20')).to.have.length(3);
    });
  });
});
