import { expect } from 'chai';
import { describe, it } from 'mocha';
import type { ReportAnswer, ReportQuery } from '../../../../shared/api/reports.ts';
import { addDays, calendarDate } from '../../../../shared/domain/calendar-date.ts';
import type { Money } from '../../../../shared/domain/money.ts';
import { useApp } from '../../../support/app.ts';
import { CashWorld, receiptRow } from '../../../support/cash-world.ts';
import {
  adjustmentRow,
  applicationRow,
  customerRow,
  eur,
  itemRow,
  paymentRow,
  reversalRow,
} from '../../../support/ledger-rows.ts';

const NOVEMBER = { from: '2026-11-01', to: '2026-11-20' };

interface Row {
  readonly kind: string;
  readonly reason: string;
  readonly customer: { readonly number: string };
  readonly documents: readonly { readonly number: string }[];
  readonly amount: Money;
  readonly sentence: string;
}

const rowsOf = ({ rows }: ReportAnswer) => rows as unknown as Row[];
const told = (answer: ReportAnswer) =>
  rowsOf(answer).map(({ kind, reason, documents, amount }) =>
    [kind, reason, documents.map(({ number }) => number).join(' '), amount.minor]
      .filter((part) => part !== '')
      .join(' | '),
  );

describe('exceptions', function () {
  this.timeout(120_000);
  const app = useApp();

  const ask = (world: CashWorld, query: object = NOVEMBER) =>
    world.in(() => app.services.reports.answer('exceptions', query as ReportQuery, world.tenant));

  const opened = async () => {
    const world = await CashWorld.open(app);
    await world.take([customerRow('C1', { name: 'Kestrel Ltd' }), customerRow('C2')]);
    return world;
  };

  /** A customer's invoice and its payment `late` days past due, wholly applied. */
  const paid = (place: number, { late, minor = 10_000, paidOn }: { late: number; minor?: number; paidOn: string }) => {
    const dueOn = addDays(calendarDate(paidOn), -late);
    const amount = eur(minor);
    return [
      itemRow(`7000${place}`, { amount, issuedOn: '2025-10-01', dueOn }),
      paymentRow(`Z${place}`, { amount, issuedOn: paidOn }),
      applicationRow(`7000${place}`, `Z${place}`, amount, { on: paidOn }),
    ];
  };

  const usual = (count: number) =>
    Array.from({ length: count }, (_, place) =>
      paid(place, {
        late: 4 + (place % 3),
        minor: 10_000 + place,
        paidOn: addDays(calendarDate('2026-01-05'), place * 30),
      }),
    ).flat();

  it('finds what comes far off the customer’s habit of days and amounts, and nothing where there is no habit', async () => {
    const world = await opened();
    await world.take([
      ...usual(8),
      ...paid(20, { late: 21, paidOn: '2026-11-10' }),
      ...paid(21, { late: 20, paidOn: '2026-11-11', minor: 10_021 }),
      ...paid(22, { late: 5, minor: 41_000, paidOn: '2026-11-12' }),
      ...paid(23, { late: 5, minor: 2_400, paidOn: '2026-11-13' }),
    ]);
    const answer = await ask(world);
    expect(told(answer)).to.deep.equal([
      'habit_days | Z20 700020 | 10000',
      'habit_amount | Z22 | 41000',
      'habit_amount | Z23 | 2400',
    ]);
    expect(rowsOf(answer)[0]?.sentence).to.equal(
      'Paid 21 days past due; this customer’s payments usually come 5 days past due.',
    );
    expect(answer.totals).to.deep.equal([
      { kind: 'habit_days', currency: 'EUR', amount: eur(10_000), rows: 1 },
      { kind: 'habit_amount', currency: 'EUR', amount: eur(43_400), rows: 2 },
    ]);
  });

  it('makes no habit of seven payments', async () => {
    const world = await opened();
    await world.take([...usual(7), ...paid(20, { late: 90, minor: 990_000, paidOn: '2026-11-10' })]);
    expect(told(await ask(world))).to.deep.equal([]);
  });

  it('finds duplicates by payer and amount within a week, and by reference however far apart', async () => {
    const world = await opened();
    await world.take([
      paymentRow('P0', { issuedOn: '2026-10-30' }),
      paymentRow('P1', { issuedOn: '2026-11-06' }),
      paymentRow('P2', { issuedOn: '2026-11-14' }),
      paymentRow('P3', { issuedOn: '2026-11-14', customerNumber: 'C2' }),
      receiptRow('B1', eur(55_500), { on: '2026-11-03', payerAccount: 'DE 11', endToEndId: 'E2E-4711' }),
      receiptRow('B2', eur(55_500), { on: '2026-11-17', payerAccount: 'DE 22', endToEndId: 'E2E-4711' }),
      receiptRow('B3', eur(55_501), { on: '2026-11-17', payerAccount: 'DE 22', endToEndId: 'E2E-4711' }),
    ]);
    expect(told(await ask(world))).to.deep.equal(['duplicate | P1 P0 | 10000', 'duplicate | B2 B1 | 55500']);
  });

  it('finds overpayments, and payments against disputed and closed items', async () => {
    const world = await opened();
    await world.take([
      itemRow('104233', { amount: eur(9_000) }),
      itemRow('104241', { amount: eur(7_000), disputeStatus: 'disputed' }),
      paymentRow('P1', { issuedOn: '2026-11-04', amount: eur(9_100) }),
      paymentRow('P2', { issuedOn: '2026-11-05', amount: eur(7_000) }),
      paymentRow('P3', { issuedOn: '2026-11-19', amount: eur(9_000), reference: 'invoice 104233' }),
      applicationRow('104233', 'P1', eur(9_000), { on: '2026-11-04' }),
      applicationRow('104241', 'P2', eur(7_000), { on: '2026-11-05' }),
    ]);
    const answer = await ask(world);
    expect(told(answer)).to.deep.equal([
      'overpayment | P1 104233 | 100',
      'disputed_item | P2 104241 | 7000',
      'closed_item | P3 104233 | 9000',
    ]);
    expect(rowsOf(answer)[2]?.sentence).to.equal('Names 104233, of which nothing has been left since 2026-11-04.');
    const before = await ask(world, { from: '2026-11-01', to: '2026-11-04' });
    expect(told(before)).to.deep.equal(['overpayment | P1 104233 | 100']);
  });

  it('counts of an application what holds of it after money was taken back', async () => {
    const world = await opened();
    await world.take([
      itemRow('104241', { amount: eur(7_000), disputeStatus: 'disputed' }),
      paymentRow('P2', { issuedOn: '2026-11-05', amount: eur(7_000) }),
      applicationRow('104241', 'P2', eur(7_000), { on: '2026-11-05' }),
      reversalRow('P2', eur(2_500), '2026-11-12'),
    ]);
    expect(told(await ask(world))).to.include('disputed_item | P2 104241 | 4500');
    const before = await ask(world, { from: '2026-11-01', to: '2026-11-11' });
    expect(told(before)).to.include('disputed_item | P2 104241 | 7000');
  });

  it('finds deductions by reason, those of the ERP and those decided here, and reversals of payments', async () => {
    const world = await opened();
    await world.take([
      itemRow('104233', { amount: eur(9_000) }),
      itemRow('104241', { amount: eur(8_000) }),
      paymentRow('P1', { issuedOn: '2026-11-04', amount: eur(20_000) }),
      paymentRow('P2', { issuedOn: '2026-11-05', amount: eur(3_333) }),
      adjustmentRow('104233', eur(50), '2026-11-06'),
      reversalRow('P2', eur(3_333), '2026-11-09'),
    ]);
    const { payment } = await world.inQueue('P1');
    const parts = [{ itemId: await world.itemId('104241'), amount: eur(7_700) }];
    const shortPay = { reason: 'late_discount', writeOff: false };
    const decided = await world.decide(payment.id, { decision: 'split', parts, shortPay });
    expect(decided.status, decided.text).to.equal(200);
    const expected = ['overpayment | P1 104241 | 12300', 'deduction | write_off | 104233 | 50', 'reversal | P2 | 3333'];
    const answer = await ask(world);
    expect(told(answer)).to.deep.equal([...expected, 'deduction | late_discount | P1 104241 | 300']);
    expect(rowsOf(answer).at(-1)?.sentence).to.equal(
      '3.00 EUR of 104241 not paid: late discount; 3.00 EUR of it is open.',
    );
    await world.undo(decided.body.decisionId);
    expect(told(await ask(world))).to.deep.equal(expected.slice(1));
  });

  it('does not count a short payment decided here that has given way to the ERP’s word', async () => {
    const world = await opened();
    await world.take([itemRow('104241', { amount: eur(8_000) }), paymentRow('P1', { issuedOn: '2026-11-04' })]);
    const parts = [{ itemId: await world.itemId('104241'), amount: eur(7_700) }];
    const shortPay = { reason: 'late_discount', writeOff: false };
    await world.decide(await world.itemId('P1'), { decision: 'split', parts, shortPay });
    expect(told(await ask(world))).to.include('deduction | late_discount | P1 104241 | 300');
    await world.take([applicationRow('104241', 'P1', eur(8_000), { on: '2026-11-19' })]);
    expect(told(await ask(world))).to.deep.equal(['overpayment | P1 104241 | 2000']);
  });

  it('does not count a bank’s entry that was taken out as a reversal', async () => {
    const world = await opened();
    await world.take([
      paymentRow('ZE-900771', { amount: eur(44_000), issuedOn: '2026-11-16' }),
      receiptRow('B1', eur(44_000), { endToEndId: 'ZE-900771' }),
    ]);
    const { payment, proposals } = await world.inQueue('B1');
    const done = await world.decide(payment.id, { decision: 'accept', proposalId: proposals[0]?.id });
    expect(done.status, done.text).to.equal(200);
    expect(told(await ask(world))).to.deep.equal([]);
  });

  it('is narrowed to a customer or a currency, and is a file as well', async () => {
    const world = await opened();
    await world.take([
      ...['P1', 'P2'].map((number) => paymentRow(number, { issuedOn: '2026-11-06' })),
      ...['P3', 'P4'].map((number) => paymentRow(number, { issuedOn: '2026-11-06', customerNumber: 'C2' })),
    ]);
    expect(told(await ask(world, { ...NOVEMBER, customer: await world.customerId('C2') }))).to.deep.equal([
      'duplicate | P4 P3 | 10000',
    ]);
    expect(told(await ask(world, { ...NOVEMBER, currency: 'USD' }))).to.deep.equal([]);
    const file = await world.get('/api/reports/exceptions').query({ ...NOVEMBER, format: 'csv' });
    expect(file.text).to.contain('2026-11-06,duplicate,,C1,Kestrel Ltd,"P2, P1",100,EUR,');
  });
});
