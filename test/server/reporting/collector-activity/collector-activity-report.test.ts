import { expect } from 'chai';
import { describe, it } from 'mocha';
import type { ReportAnswer } from '../../../../shared/api/reports.ts';
import { currencyCode } from '../../../../shared/domain/currency.ts';
import { type Money, money } from '../../../../shared/domain/money.ts';
import { useApp } from '../../../support/app.ts';
import {
  applicationRow,
  customerRow,
  eur,
  itemRow,
  paymentRow,
  reversalRow,
  unapplicationRow,
} from '../../../support/ledger-rows.ts';
import { type Deed, ReportWorld } from '../../../support/report-world.ts';

const PERIOD = { from: '2026-11-01', to: '2026-11-15' } as never;
const PAID_ON = '2026-11-10';

interface Row {
  readonly collector: { readonly name: string };
  readonly activities: number;
  readonly touched: readonly Money[];
  readonly codes: readonly {
    readonly code: string;
    readonly activities: number;
    readonly confirmed: number | null;
    readonly touched: readonly Money[];
  }[];
}

/** What of the cash each person touched, in minor units by currency. */
function touchedBy({ rows }: ReportAnswer): Record<string, Record<string, number>> {
  return Object.fromEntries(
    (rows as unknown as Row[]).map(({ collector, touched }) => [
      collector.name,
      Object.fromEntries(touched.map(({ currency, minor }) => [currency, minor])),
    ]),
  );
}

function cashOf({ totals }: ReportAnswer): unknown {
  const [{ cash }] = totals as unknown as [
    { cash: { currency: string; cash: Money; touched: Money; untouched: Money }[] },
  ];
  return cash.map(({ currency, cash: all, touched, untouched }) => [
    currency,
    all.minor,
    touched.minor,
    untouched.minor,
  ]);
}

describe('collector-activity', function () {
  this.timeout(120_000);
  const app = useApp();

  /** Invoice 1001 over 100.00 of customer C1, paid in full on 10 November. */
  const paidWorld = async (deeds: readonly Deed[]) => {
    const world = await ReportWorld.open(app);
    await world.take([
      customerRow('C1'),
      itemRow('1001'),
      itemRow('1002'),
      paymentRow('P1', { issuedOn: PAID_ON }),
      applicationRow('1001', 'P1', eur(10_000), { on: PAID_ON }),
    ]);
    return { world, entries: await world.log(deeds) };
  };

  for (const { on, touched, why } of [
    { on: '2026-10-26', touched: false, why: '15 days before' },
    { on: '2026-10-27', touched: true, why: '14 days before' },
    { on: '2026-11-09', touched: true, why: 'the day before' },
    { on: '2026-11-10', touched: false, why: 'on the value date, which cannot be told to be before' },
    { on: '2026-11-11', touched: false, why: 'the day after' },
  ]) {
    it(`${touched ? 'counts' : 'does not count'} a call ${why} as a touch`, async () => {
      const { world } = await paidWorld([{ by: 'ana', on, items: ['1001'] }]);
      const answer = await world.ask('collector-activity', PERIOD);
      expect(cashOf(answer)).to.deep.equal([['EUR', 10_000, touched ? 10_000 : 0, touched ? 0 : 10_000]]);
      expect(touchedBy(answer).ana?.EUR).to.equal(touched ? 10_000 : undefined);
    });
  }

  it('takes a call about the customer as one about each item, and one about another item as none', async () => {
    const { world } = await paidWorld([
      { by: 'ana', on: '2026-11-05' },
      { by: 'ben', on: '2026-11-05', items: ['1002'] },
    ]);
    expect(touchedBy(await world.ask('collector-activity', PERIOD))).to.deep.equal({ ana: { EUR: 10_000 }, ben: {} });
  });

  it('does not let a note, a bounced or failed message or a withdrawn call touch anything', async () => {
    const { world, entries } = await paidWorld([
      { by: 'ana', on: '2026-11-05', code: 'note' },
      { by: 'ben', on: '2026-11-05', code: 'email_first_notice', delivery: 'attempted' },
      { by: 'carla', on: '2026-11-05', code: 'email_first_notice', delivery: 'failed' },
      { by: 'dev', on: '2026-11-05' },
    ]);
    const [, mail, , call] = entries;
    if (mail === undefined || call === undefined) throw new Error('Four were logged.');
    await world.say(mail, 'delivery', 'bounced');
    await world.say(call, 'withdrawal');
    const answer = await world.ask('collector-activity', PERIOD);
    expect(touchedBy(answer)).to.deep.equal({ ana: {}, ben: {}, carla: {} });
    expect(answer.totals).to.have.nested.property('[0].activities', 3);
  });

  it('counts cash once in the total, however many people and codes touched it', async () => {
    const { world } = await paidWorld([
      { by: 'ana', on: '2026-11-04', items: ['1001'] },
      { by: 'ana', on: '2026-11-05', code: 'email_first_notice', delivery: 'confirmed', items: ['1001'] },
      { by: 'ana', on: '2026-11-06', items: ['1001'] },
      { by: 'ben', on: '2026-11-09', code: 'email_first_notice', delivery: 'attempted' },
    ]);
    const answer = await world.ask('collector-activity', PERIOD);
    expect(cashOf(answer)).to.deep.equal([['EUR', 10_000, 10_000, 0]]);
    expect(touchedBy(answer)).to.deep.equal({ ana: { EUR: 10_000 }, ben: { EUR: 10_000 } });
    const [ana, ben] = answer.rows as unknown as Row[];
    expect(
      ana?.codes.map(({ code, activities, confirmed, touched }) => [code, activities, confirmed, touched]),
    ).to.deep.equal([
      ['email_first_notice', 1, 1, [eur(10_000)]],
      ['phone_no_answer', 2, null, [eur(10_000)]],
    ]);
    expect(ben?.codes.map(({ confirmed }) => confirmed)).to.deep.equal([0]);
  });

  it('takes away what was un-applied or bounced by the last day, and shows the part that is not applied', async () => {
    const world = await ReportWorld.open(app);
    await world.take([
      customerRow('C1'),
      itemRow('1001'),
      itemRow('1002'),
      paymentRow('P1', { issuedOn: PAID_ON, amount: eur(25_000) }),
      applicationRow('1001', 'P1', eur(10_000), { on: PAID_ON }),
      applicationRow('1002', 'P1', eur(10_000), { on: PAID_ON }),
      unapplicationRow('P1>1002', '2026-11-14'),
      paymentRow('P2', { issuedOn: PAID_ON, amount: eur(7_000) }),
      reversalRow('P2', eur(7_000), '2026-11-12'),
    ]);
    await world.log([{ by: 'ana', on: '2026-11-05', items: ['1002'] }]);
    const asked = async (to: string) =>
      cashOf(await world.ask('collector-activity', { from: '2026-11-01', to } as never));
    expect(await asked('2026-11-11')).to.deep.equal([['EUR', 32_000, 10_000, 22_000]]);
    expect(await asked('2026-11-13')).to.deep.equal([['EUR', 25_000, 10_000, 15_000]]);
    expect(await asked('2026-11-14')).to.deep.equal([['EUR', 25_000, 0, 25_000]]);
  });

  it('never adds two currencies', async () => {
    const usd = (minor: number) => money(minor, currencyCode('USD'));
    const world = await ReportWorld.open(app);
    await world.take([
      customerRow('C1'),
      itemRow('1001'),
      itemRow('2001', { amount: usd(500) }),
      paymentRow('P1', { issuedOn: PAID_ON }),
      paymentRow('P2', { issuedOn: PAID_ON, amount: usd(500) }),
      applicationRow('1001', 'P1', eur(10_000), { on: PAID_ON }),
      applicationRow('2001', 'P2', usd(500), { on: PAID_ON }),
    ]);
    await world.log([
      { by: 'ana', on: '2026-11-05' },
      { by: 'ben', on: '2026-11-05', items: ['2001'] },
    ]);
    const answer = await world.ask('collector-activity', PERIOD);
    expect(cashOf(answer)).to.deep.equal([
      ['EUR', 10_000, 10_000, 0],
      ['USD', 500, 500, 0],
    ]);
    expect(touchedBy(answer)).to.deep.equal({ ana: { EUR: 10_000, USD: 500 }, ben: { USD: 500 } });
  });

  it('shows a company its own people and cash only', async () => {
    const { world } = await paidWorld([{ by: 'ana', on: '2026-11-05' }]);
    const other = await ReportWorld.open(app, 'Other GmbH');
    expect((await other.ask('collector-activity', PERIOD)).rows).to.deep.equal([]);
    expect((await world.ask('collector-activity', PERIOD)).rows).to.have.length(1);
  });

  it('answers as it was known: what was logged later does not count yet', async () => {
    const { world } = await paidWorld([]);
    app.clock.set('2026-11-20T10:00:00.000Z');
    await world.log([{ by: 'ana', on: '2026-11-05' }]);
    const before = await world.ask('collector-activity', {
      ...(PERIOD as object),
      knownAt: '2026-11-20T09:30:00.000Z',
    } as never);
    const now = await world.ask('collector-activity', PERIOD);
    app.clock.set('2026-11-20T09:00:00.000Z');
    expect(before.rows).to.deep.equal([]);
    expect(now.rows).to.have.length(1);
  });
});
