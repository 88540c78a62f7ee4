import { expect } from 'chai';
import type { LedgerRow } from '../../../../server/features/receivables/run-service.ts';
import { useLedger } from '../../../support/ledger.ts';
import { applicationRow, customerRow, eur, itemRow, paymentRow, statedLeftRow } from '../../../support/ledger-rows.ts';

const OLD = ['1001', '1002', '1003', '1004'];

describe('a full export every night', function () {
  this.timeout(120_000);
  const ledger = useLedger();

  const night = (day: number, rows: readonly LedgerRow[]) =>
    ledger.take(rows, { dataAsOf: new Date(`2026-11-${String(day).padStart(2, '0')}T22:00:00.000Z`) });
  const written = async () => (await ledger.all('entryVersions')).length + (await ledger.all('itemVersions')).length;
  const onDay = (day: number) => `2026-11-${String(day).padStart(2, '0')}`;

  /** The whole of what the ERP has: old invoices with nothing left, one that is open, one that is paid on the 15th. */
  const everything = (day: number) => [
    customerRow('C1'),
    ...OLD.flatMap((number) => [itemRow(number), statedLeftRow(number, eur(0), onDay(day))]),
    itemRow('2001'),
    statedLeftRow('2001', eur(4_000), onDay(day)),
    itemRow('2002'),
    statedLeftRow('2002', eur(day < 15 ? 10_000 : 0), onDay(day)),
  ];

  it('writes only what has changed, and is as it would be had it all been written', async () => {
    const first = await night(10, everything(10));
    expect(first.counts).to.deep.include({ new: 13, equal: 0 });
    const before = await written();
    for (let day = 11; day < 20; day += 1) {
      const { state, counts } = await night(day, everything(day));
      expect([state, counts.new, counts.equal], onDay(day)).to.deep.equal(
        day === 15 ? ['committed', 1, 12] : ['unchanged', 0, 13],
      );
    }
    expect((await written()) - before).to.equal(2);
    for (const day of [12, 19]) expect((await night(day, everything(day))).state, onDay(day)).to.equal('unchanged');
    expect(await ledger.leftOn('2026-11-14')).to.deep.equal({ 2001: 4_000, 2002: 10_000 });
    expect(await ledger.leftOn('2026-11-19')).to.deep.equal({ 2001: 4_000 });
  });

  it('still knows what it left unwritten, where something of an earlier day comes late', async () => {
    for (let day = 10; day <= 20; day += 1) await night(day, everything(day));
    const late = await night(17, [
      statedLeftRow('2001', eur(9_000), onDay(17)),
      statedLeftRow('1001', eur(1_234), onDay(17)),
    ]);
    expect(late.state).to.equal('committed');
    expect(await ledger.leftOn('2026-11-17')).to.deep.include({ 2001: 9_000, 1001: 1_234 });
    expect(await ledger.leftOn('2026-11-20')).to.deep.equal({ 2001: 4_000 });
    await night(18, [paymentRow('P1'), applicationRow('2001', 'P1', eur(1_000), { on: onDay(18) })]);
    expect(await ledger.leftOn('2026-11-20')).to.deep.equal({ 2001: 4_000, P1: 9_000 });
  });

  it('writes that the source has heard of what was decided here, once', async () => {
    for (let day = 10; day <= 20; day += 1) await night(day, [...everything(day), paymentRow('P1')]);
    const own = { kind: 'cash_application', source: 'duethread' } as const;
    await ledger.take([applicationRow('2001', 'P1', eur(4_000), { on: onDay(21), id: 'ours' })], own);
    const heard = [22, 23, 24].map((day) => () => night(day, [statedLeftRow('2001', eur(0), onDay(day))]));
    const states: string[] = [];
    for (const one of heard) states.push((await one()).state);
    expect(states).to.deep.equal(['committed', 'unchanged', 'unchanged']);
    await night(25, [statedLeftRow('2001', eur(4_000), onDay(25))]);
    expect(await ledger.leftOn('2026-11-25')).to.deep.include({ 2001: 4_000 });
  });
});
