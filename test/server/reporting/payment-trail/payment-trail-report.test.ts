import { expect } from 'chai';
import { describe, it } from 'mocha';
import type { ReportAnswer } from '../../../../shared/api/reports.ts';
import type { Money } from '../../../../shared/domain/money.ts';
import { useApp } from '../../../support/app.ts';
import { applicationRow, customerRow, eur, itemRow, paymentRow } from '../../../support/ledger-rows.ts';
import { ReportWorld } from '../../../support/report-world.ts';

const PERIOD = { from: '2026-11-01', to: '2026-11-15' };

interface Row {
  readonly paymentNumber: string;
  readonly itemNumber: string;
  readonly amount: Money;
  readonly customer: { readonly number: string };
  readonly events: readonly {
    readonly daysBefore: number;
    readonly by: { readonly name: string };
    readonly code: string;
  }[];
}

interface Person {
  readonly collector: { readonly id: string };
  readonly touched: readonly Money[];
  readonly codes: readonly { readonly code: string; readonly touched: readonly Money[] }[];
}

interface Entry {
  readonly on: string;
  readonly what: string;
  readonly code?: string;
  readonly isTouch?: boolean;
}

const told = ({ rows }: ReportAnswer) =>
  (rows as unknown as Row[]).map(({ paymentNumber, itemNumber, amount, customer, events }) =>
    [
      paymentNumber,
      customer.number,
      itemNumber || 'not applied',
      amount.minor,
      ...events.map(({ daysBefore, by, code }) => `${daysBefore} ${by.name} ${code}`),
    ].join(' | '),
  );

const sumOf = ({ rows }: ReportAnswer) => (rows as unknown as Row[]).reduce((sum, { amount }) => sum + amount.minor, 0);

describe('payment-trail', function () {
  this.timeout(120_000);
  const app = useApp();

  const worked = async () => {
    const world = await ReportWorld.open(app);
    await world.take([
      customerRow('C1'),
      customerRow('C2'),
      itemRow('1001'),
      itemRow('1002'),
      itemRow('2001', { customerNumber: 'C2' }),
      paymentRow('P1', { issuedOn: '2026-11-10', amount: eur(25_000) }),
      paymentRow('P2', { issuedOn: '2026-11-12', customerNumber: 'C2' }),
      paymentRow('P3', { issuedOn: '2026-11-16' }),
      applicationRow('1001', 'P1', eur(10_000), { on: '2026-11-10' }),
      applicationRow('1002', 'P1', eur(10_000), { on: '2026-11-10' }),
      applicationRow('2001', 'P2', eur(10_000), { on: '2026-11-12' }),
    ]);
    await world.log([
      { by: 'ana', on: '2026-11-08', items: ['1001'] },
      { by: 'ben', on: '2026-11-01', code: 'email_first_notice', delivery: 'confirmed' },
      { by: 'ana', on: '2026-11-11', items: ['1002'] },
    ]);
    return world;
  };

  it('tells of each part of a payment who did what and how many days before, first to last', async () => {
    const world = await worked();
    expect(told(await world.ask('payment-trail', PERIOD as never))).to.deep.equal([
      'P1 | C1 | not applied | 5000 | 9 ben email_first_notice',
      'P1 | C1 | 1001 | 10000 | 9 ben email_first_notice | 2 ana phone_no_answer',
      'P1 | C1 | 1002 | 10000 | 9 ben email_first_notice',
      'P2 | C2 | 2001 | 10000',
    ]);
  });

  it('lists apart what nobody touched', async () => {
    const world = await worked();
    const answer = await world.ask('untouched-payments', PERIOD as never);
    expect(told(answer)).to.deep.equal(['P2 | C2 | 2001 | 10000']);
    expect(answer.totals).to.have.nested.property('[0].untouched.minor', 10_000);
  });

  for (const { filter, sum } of [
    { filter: {}, sum: 35_000 },
    { filter: { collector: 'ana' }, sum: 10_000 },
    { filter: { collector: 'ben' }, sum: 25_000 },
    { filter: { collector: 'ana', code: 'email_first_notice' }, sum: 0 },
    { filter: { touched: 'yes' }, sum: 25_000 },
    { filter: { touched: 'no' }, sum: 10_000 },
    { filter: { currency: 'USD' }, sum: 0 },
  ]) {
    it(`adds up under ${JSON.stringify(filter)}: rows and total are ${sum}`, async () => {
      const world = await worked();
      const answer = await world.ask('payment-trail', { ...PERIOD, ...filter } as never);
      expect(sumOf(answer)).to.equal(sum);
      const [total] = answer.totals as unknown as readonly { cash: Money }[];
      expect(total?.cash.minor ?? 0).to.equal(sum);
    });
  }

  it('opens every figure of collector-activity: its rows add up to them', async () => {
    const world = await worked();
    const { totals, rows } = await world.ask('collector-activity', PERIOD as never);
    const [{ cash }] = totals as unknown as [{ cash: Readonly<Record<'cash' | 'touched' | 'untouched', Money>>[] }];
    const of = async (filter: object) => sumOf(await world.ask('payment-trail', { ...PERIOD, ...filter } as never));
    expect(await of({ touched: 'yes' })).to.equal(cash[0]?.touched.minor);
    expect(await of({ touched: 'no' })).to.equal(cash[0]?.untouched.minor);
    for (const { collector, touched, codes } of rows as unknown as Person[]) {
      expect(await of({ collector: collector.id })).to.equal(touched[0]?.minor ?? 0);
      for (const { code, touched: coded } of codes) {
        expect(await of({ collector: collector.id, code })).to.equal(coded[0]?.minor ?? 0);
      }
    }
  });

  it('tells the whole line of time since the item was issued, and which of it touched the payment', async () => {
    const world = await worked();
    await world.log([
      { by: 'ana', on: '2026-10-20', items: ['1001'] },
      { by: 'ana', on: '2026-11-09', items: ['1001'], code: 'note' },
    ]);
    const { rows } = await world.ask('payment-trail', PERIOD as never);
    const row = (rows as unknown as (Row & { timeline: Entry[]; class: string })[]).find(
      ({ itemNumber }) => itemNumber === '1001',
    );
    expect(row?.class).to.equal('worked_as_expected');
    expect(
      row?.timeline.map(({ on, what, code = '', isTouch = '' }) => `${on} ${what} ${code} ${isTouch}`.trim()),
    ).to.deep.equal([
      '2026-03-01 issued',
      '2026-03-31 due',
      '2026-10-20 activity phone_no_answer false',
      '2026-11-01 activity email_first_notice true',
      '2026-11-08 activity phone_no_answer true',
      '2026-11-09 activity note false',
    ]);
  });

  it('narrows to a customer', async () => {
    const world = await worked();
    const customer = await world.customerId('C2');
    expect(told(await world.ask('payment-trail', { ...PERIOD, customer } as never))).to.have.length(1);
  });
});
