import { expect } from 'chai';
import { describe, it } from 'mocha';
import type { ReportAnswer } from '../../../../shared/api/reports.ts';
import type { Money } from '../../../../shared/domain/money.ts';
import { useApp } from '../../../support/app.ts';
import { applicationRow, customerRow, eur, itemRow, paymentRow, reversalRow } from '../../../support/ledger-rows.ts';
import { ReportWorld } from '../../../support/report-world.ts';

const NOVEMBER = { from: '2026-11-01', to: '2026-11-20' };

const states = ({ rows }: ReportAnswer) =>
  (rows as unknown as { state: string; paid: Money }[]).map(({ state, paid }) => `${state} ${paid.minor}`);

describe('promises, from the log and the ledger as they are stored', function () {
  this.timeout(120_000);
  const app = useApp();

  const promised = async () => {
    const world = await ReportWorld.open(app);
    await world.take([customerRow('C1'), itemRow('1001'), itemRow('1002'), itemRow('1003')]);
    const promise = { amount: eur(10_000), date: '2026-11-06' };
    const logged = await world.log([
      { by: 'ana', on: '2026-11-02', items: ['1001'], promise },
      { by: 'ben', on: '2026-11-03', items: ['1002'], promise },
      { by: 'ben', on: '2026-11-04', items: ['1003'], promise },
    ]);
    return { world, logged };
  };

  it('follow what the feed brings, what bounces, and what is withdrawn', async () => {
    const { world, logged } = await promised();
    const ask = () => world.ask('promises', NOVEMBER as never);
    expect(states(await ask())).to.deep.equal(['broken 0', 'broken 0', 'broken 0']);
    await world.take([
      paymentRow('P1', { issuedOn: '2026-11-06', amount: eur(10_000) }),
      paymentRow('P2', { issuedOn: '2026-11-06', amount: eur(10_000) }),
      applicationRow('1001', 'P1', eur(10_000), { on: '2026-11-09' }),
      applicationRow('1002', 'P2', eur(10_000), { on: '2026-11-09' }),
      reversalRow('1003', eur(10_000), '2026-11-05'),
    ]);
    expect(states(await ask())).to.deep.equal(['kept 10000', 'kept 10000', 'broken 0']);
    await world.take([reversalRow('P2', eur(10_000), '2026-11-12')]);
    expect(states(await ask())).to.deep.equal(['kept 10000', 'broken 0', 'broken 0']);
    const [first] = logged;
    if (first !== undefined) await world.say(first, 'withdrawal');
    const answer = await ask();
    expect(states(answer)).to.deep.equal(['broken 0', 'broken 0']);
    expect(answer.totals[0]).to.deep.include({ promises: 2, fellDue: 2, kept: 0, keptShare: 0 });
  });

  it('use the company’s own grace and holidays', async () => {
    const { world } = await promised();
    await world.take([
      paymentRow('P1', { issuedOn: '2026-11-12', amount: eur(10_000) }),
      applicationRow('1001', 'P1', eur(10_000), { on: '2026-11-12' }),
    ]);
    const asked = async (changes: object) => {
      const { settings, ...tenant } = world.tenant;
      const own = new ReportWorld(app, { ...tenant, settings: { ...settings, ...changes } });
      return states(await own.ask('promises', NOVEMBER as never))[0];
    };
    expect(await asked({ promiseGraceDays: 3 })).to.equal('broken 0');
    expect(await asked({ promiseGraceDays: 4 })).to.equal('kept 10000');
    const holidays = ['2026-11-09'];
    expect(await asked({ promiseGraceDays: 3, calendar: { weekend: [6, 7], holidays } })).to.equal('kept 10000');
  });
});
