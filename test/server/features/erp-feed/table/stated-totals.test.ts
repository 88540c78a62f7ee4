import { expect } from 'chai';
import { describe, it } from 'mocha';
import { mappingFor } from '../../../../../server/features/erp-feed/mapping.ts';
import { profileNamed } from '../../../../../server/features/erp-feed/profile-list.ts';
import { readLines } from '../read-text.ts';

const HEADER = 'number,customer,issued_on,amount,currency';
const ROWS = ['1,C1,2026-01-05,0.10,EUR', '2,C1,2026-01-05,0.20,EUR', '3,C1,2026-01-05,1.005,EUR'];

function holdsWith(controlTotals: unknown, rows = ROWS) {
  return readLines('invoices', [HEADER, ...rows], { controlTotals }).then(({ holds }) => holds);
}

describe('the totals that a mapping states', () => {
  it('stop nothing where the file comes to them, to the last decimal', async () => {
    expect(await holdsWith({ rows: 3, sums: { amount: '1.305' } })).to.deep.equal([]);
    expect(await holdsWith({ rows: 3, sums: { amount: '1.3050' } })).to.deep.equal([]);
  });

  it('hold the file where it does not, with both figures', async () => {
    const holds = await holdsWith({ rows: 4, sums: { amount: '1.30' } });
    expect(holds.map(({ code }) => code)).to.deep.equal(['totals_differ', 'totals_differ']);
    expect(holds[0]?.sentence).to.contain('3 rows, and was to have 4');
    expect(holds[1]?.sentence).to.contain('1.305, and was to come to 1.30');
  });

  it('have to be of columns that hold amounts', () => {
    const mapping = { controlTotals: { sums: { customer: '1' } } };
    expect(() => mappingFor(profileNamed('invoices'), mapping)).to.throw('mapping.controlTotals.sums.customer');
  });
});

describe('a last row that gives the totals', () => {
  it('is left out of the rows, and is checked by the file’s own signs', async () => {
    const rows = ['1,C1,2026-01-05,10.00,EUR', '2,C1,2026-01-05,-4.00,EUR', 'Summe,,,6.00,'];
    const reading = await readLines('invoices', [HEADER, ...rows], { signedAmounts: true });
    expect(reading.totals.rows).to.equal(2);
    expect(reading.problems).to.deep.equal([]);
    expect(reading.holds).to.deep.equal([]);
  });

  it('is a row like others where it lacks nothing', async () => {
    const reading = await readLines('invoices', [HEADER, 'Total,C1,2026-01-05,10.00,EUR']);
    expect(reading.rows.map((row) => row.type === 'item' && row.key.number)).to.deep.equal(['Total']);
  });

  it('holds the file where it cannot be read', async () => {
    const reading = await readLines('invoices', [HEADER, '1,C1,2026-01-05,10.00,EUR', 'Total,,,lots,']);
    expect(reading.holds.map(({ code }) => code)).to.deep.equal(['totals_differ']);
  });
});
