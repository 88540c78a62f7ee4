import { expect } from 'chai';
import { describe, it } from 'mocha';
import type { Money } from '../../../../shared/domain/money.ts';
import { useApp } from '../../../support/app.ts';
import { applicationRow, customerRow, eur, itemRow, paymentRow } from '../../../support/ledger-rows.ts';
import { ReportWorld } from '../../../support/report-world.ts';

const AS_OF = '2026-06-30';

describe('open-items', function () {
  this.timeout(120_000);
  const app = useApp();

  it('has the rows that each figure of ageing adds up from', async () => {
    const world = await ReportWorld.open(app);
    await world.take([
      customerRow('C1'),
      itemRow('current', { dueOn: AS_OF, amount: eur(1) }),
      itemRow('twenty', { dueOn: '2026-06-10', amount: eur(20) }),
      itemRow('ten', { dueOn: '2026-06-20', amount: eur(300) }),
      itemRow('old', { dueOn: '2026-03-01', amount: eur(4_000) }),
      itemRow('paid'),
      paymentRow('P1', { amount: eur(15_000) }),
      applicationRow('paid', 'P1', eur(10_000)),
    ]);
    const [ageing] = (await world.ask('ageing', { asOf: AS_OF } as never)).totals as unknown as [
      { buckets: Record<string, Money>; unapplied: Money; netOpen: Money },
    ];
    const rowsOf = async (query: object) => (await world.ask('open-items', { asOf: AS_OF, ...query } as never)).rows;
    const sumOf = async (query: object) =>
      (await rowsOf(query)).reduce((sum, { left }) => sum + (left as Money).minor, 0);
    for (const [bucket, { minor }] of Object.entries(ageing.buckets)) expect(await sumOf({ bucket })).to.equal(minor);
    expect(await sumOf({ bucket: 'unapplied' }))
      .to.equal(ageing.unapplied.minor)
      .and.equal(-5_000);
    expect(await sumOf({})).to.equal(ageing.netOpen.minor);
    expect((await rowsOf({ bucket: '1-30' })).map(({ number, daysPastDue }) => [number, daysPastDue])).to.deep.equal([
      ['twenty', 20],
      ['ten', 10],
    ]);
  });
});
