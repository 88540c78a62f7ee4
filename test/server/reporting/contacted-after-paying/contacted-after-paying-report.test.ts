import { expect } from 'chai';
import { describe, it } from 'mocha';
import type { ReportAnswer } from '../../../../shared/api/reports.ts';
import { useApp } from '../../../support/app.ts';
import { applicationRow, customerRow, eur, itemRow, paymentRow } from '../../../support/ledger-rows.ts';
import { ReportWorld } from '../../../support/report-world.ts';

const NOVEMBER = { from: '2026-11-01', to: '2026-11-20' };

interface Row {
  readonly on: string;
  readonly wasKnown: boolean;
  readonly by: { readonly name: string };
  readonly items: readonly { readonly number: string }[];
}

const told = ({ rows }: ReportAnswer) =>
  (rows as unknown as Row[]).map(
    ({ on, by, items, wasKnown }) =>
      `${on.slice(8)} ${by.name} ${items.map(({ number }) => number).join(' ')} ${wasKnown ? 'known' : 'not yet'}`,
  );

describe('contacted-after-paying', function () {
  this.timeout(120_000);
  const app = useApp();

  it('tells what the ledger knew at the instant of the contact from what had not been fed by then', async () => {
    const world = await ReportWorld.open(app);
    app.clock.set('2026-11-01T06:00:00.000Z');
    await world.take([customerRow('C1'), itemRow('1001'), itemRow('1002')]);
    app.clock.set('2026-11-12T06:00:00.000Z');
    await world.take([
      paymentRow('P1', { issuedOn: '2026-11-09', amount: eur(20_000) }),
      applicationRow('1001', 'P1', eur(10_000), { on: '2026-11-09' }),
      applicationRow('1002', 'P1', eur(10_000), { on: '2026-11-13' }),
    ]);
    app.clock.set('2026-11-20T09:00:00.000Z');
    await world.log([
      { by: 'ana', on: '2026-11-09', items: ['1001'] },
      { by: 'ana', on: '2026-11-10', items: ['1001'] },
      { by: 'ben', on: '2026-11-12', items: ['1001'] },
      { by: 'ben', on: '2026-11-12', items: ['1001', '1002'] },
      { by: 'ben', on: '2026-11-13' },
    ]);
    const answer = await world.ask('contacted-after-paying', NOVEMBER as never);
    expect(told(answer)).to.deep.equal([
      '10 ana 1001 not yet',
      '12 ben 1001 known',
      '12 ben 1001 1002 not yet',
      '13 ben  known',
    ]);
    expect(answer.totals).to.deep.equal([{ contacts: 4, customers: 1, knownAtTheTime: 2, notYetInTheFeed: 2 }]);
    const anas = await world.ask('contacted-after-paying', { ...NOVEMBER, collector: 'ana' } as never);
    expect(told(anas)).to.deep.equal(['10 ana 1001 not yet']);
    expect(anas.totals[0]).to.include({ contacts: 1, knownAtTheTime: 0 });
  });
});
