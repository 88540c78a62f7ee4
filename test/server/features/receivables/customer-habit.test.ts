import { expect } from 'chai';
import fc from 'fast-check';
import { describe, it } from 'mocha';
import type { CustomerHabit } from '../../../../server/features/receivables/customer-habit.ts';
import { customerHabitOf } from '../../../../server/features/receivables/customer-habit.ts';
import type { LedgerRow } from '../../../../server/features/receivables/run-service.ts';
import { addDays, calendarDate } from '../../../../shared/domain/calendar-date.ts';
import type { CustomerId, TenantId } from '../../../../shared/domain/ids.ts';
import { rowsOf } from '../../../support/history-rows.ts';
import { useLedger } from '../../../support/ledger.ts';
import {
  adjustmentRow,
  applicationRow,
  customerRow,
  eur,
  itemRow,
  paymentRow,
  reversalRow,
  runRequest,
  unapplicationRow,
} from '../../../support/ledger-rows.ts';
import { expectPaidAsApplied, plainHabit } from '../../../support/plain-habit.ts';
import { History, randomDay, randomDraws } from '../../../support/random-history.ts';

const TODAY = calendarDate('2026-11-20');

describe('customerHabitOf', () => {
  const DUE = calendarDate('2026-06-01');
  const paidAfter = (...days: number[]) => days.map((late) => ({ dueOn: DUE, paidOn: addDays(DUE, late) }));

  for (const { days, median } of [
    { days: [1, 2], median: null },
    { days: [9, 9, 10], median: 9 },
    { days: [2, 3, 4, 50], median: 4 },
    { days: [-2, -3, -9, 1], median: -3 },
    { days: [0, 0, -1, -1], median: -1 },
    { days: [0, 0, 0], median: 0 },
  ]) {
    it(`of ${days.join(', ')} days is ${median}`, () => {
      const habit = median === null ? null : { invoices: days.length, medianDaysLate: median };
      expect(customerHabitOf(paidAfter(...days))).to.deep.equal(habit);
    });
  }
});

describe('the habit in the money part of a customer summary', function () {
  this.timeout(300_000);
  const ledger = useLedger();
  beforeEach(() => ledger.clock.set(`${TODAY}T09:00:00.000Z`));

  async function habit(today = TODAY, tenant?: TenantId): Promise<CustomerHabit | null | undefined> {
    return ledger.in(async () => {
      const position = await ledger.parts.ledgerPositions.positionAt();
      const [customer] = await ledger.customers.search('C1', position.run, 1);
      const { money } = await ledger.parts.customerSummaries.read(customer?.id as CustomerId, today, position);
      expect(
        (await ledger.parts.customerSummaries.rebuilt(customer?.id as CustomerId, today, position)).habit,
      ).to.deep.equal(money.habit);
      return money.habit;
    }, tenant);
  }

  /** An invoice due on a day that one payment settles so many days later. */
  function paid(number: string, dueOn: string, late: number): LedgerRow[] {
    const on = addDays(calendarDate(dueOn), late);
    return [
      itemRow(number, { issuedOn: addDays(calendarDate(dueOn), -30), dueOn }),
      paymentRow(`P${number}`, { issuedOn: on, amount: eur(10_000) }),
      applicationRow(number, `P${number}`, eur(10_000), { on }),
    ];
  }

  const THREE = [...paid('1', '2026-06-01', 3), ...paid('2', '2026-07-01', 9), ...paid('3', '2026-08-01', 30)];

  it('is kept by the run that made it, and needs three invoices', async () => {
    await ledger.take(THREE.slice(0, 6));
    expect(await habit()).to.equal(null);
    await ledger.take(THREE.slice(6));
    expect(await habit()).to.deep.equal({ invoices: 3, medianDaysLate: 9 });
    const [kept] = await ledger.standing('customerSummaries');
    expect(kept).to.deep.include({ habit: { invoices: 3, medianDaysLate: 9 } });
  });

  it('counts to the day on which the last of the money came, whenever it was applied', async () => {
    await ledger.take([
      ...THREE.slice(0, 6),
      itemRow('3', { issuedOn: '2026-07-01', dueOn: '2026-08-01' }),
      paymentRow('A', { issuedOn: '2026-08-03', amount: eur(4_000) }),
      paymentRow('B', { issuedOn: '2026-08-09', amount: eur(6_000) }),
      applicationRow('3', 'B', eur(6_000), { on: '2026-08-20' }),
      applicationRow('3', 'A', eur(4_000), { on: '2026-10-30' }),
    ]);
    expect(await habit()).to.deep.equal({ invoices: 3, medianDaysLate: 8 });
  });

  it('leaves out what was not paid by money alone, not paid in full, taken back, or bounced', async () => {
    const invoice = (number: string) => itemRow(number, { issuedOn: '2026-07-01', dueOn: '2026-08-01' });
    const payment = (number: string, minor: number) =>
      paymentRow(number, { issuedOn: '2026-08-02', amount: eur(minor) });
    await ledger.take([
      ...THREE,
      ...['4', '5', '6', '7', '8'].map(invoice),
      payment('P4', 9_800),
      applicationRow('4', 'P4', eur(9_800), { on: '2026-08-02' }),
      adjustmentRow('4', eur(200), '2026-08-02'),
      itemRow('M5', { kind: 'credit_memo', issuedOn: '2026-08-02', amount: eur(10_000) }),
      applicationRow('5', 'M5', eur(10_000), { on: '2026-08-02' }),
      payment('P6', 9_999),
      applicationRow('6', 'P6', eur(9_999), { on: '2026-08-02' }),
      payment('P7', 10_000),
      applicationRow('7', 'P7', eur(10_000), { id: 'wrong', on: '2026-08-02' }),
      unapplicationRow('wrong', '2026-08-05'),
      payment('P8', 10_000),
      applicationRow('8', 'P8', eur(10_000), { on: '2026-08-02' }),
      reversalRow('P8', eur(10_000), '2026-08-06'),
      reversalRow('8', eur(10_000), '2026-08-07'),
      itemRow('9', { kind: 'debit_memo', issuedOn: '2026-07-01', dueOn: '2026-08-01' }),
      payment('P9', 10_000),
      applicationRow('9', 'P9', eur(10_000), { on: '2026-08-02' }),
    ]);
    expect(await habit()).to.deep.equal({ invoices: 3, medianDaysLate: 9 });
  });

  it('follows a payment whose value date is put right', async () => {
    await ledger.take(THREE);
    await ledger.take([paymentRow('P2', { issuedOn: '2026-07-21', amount: eur(10_000) })]);
    expect(await habit()).to.deep.equal({ invoices: 3, medianDaysLate: 20 });
    await ledger.take([paymentRow('P2', { issuedOn: '2026-06-21', amount: eur(10_000) })]);
    expect(await habit()).to.deep.equal({ invoices: 3, medianDaysLate: 3 });
  });

  it('reaches two years back from the day of the run, and no more than 100 invoices', async () => {
    await ledger.take([...paid('0', '2024-11-20', 0), ...paid('1', '2024-11-21', 0), ...THREE.slice(3)]);
    expect(await habit()).to.deep.equal({ invoices: 3, medianDaysLate: 9 });
    const older = Array.from({ length: 99 }, (_, at) => paid(`O${at}`, '2026-01-01', at < 60 ? 5 : 6));
    await ledger.take(older.flat());
    // With the three newest 100 in all: the oldest, and one of those paid after five days, are beyond them.
    expect(await habit()).to.include({ invoices: 100 });
    expect(await habit()).to.deep.equal(await ledger.in(() => plainHabit(ledger, TODAY)));
  });

  it('rests on what payments took of each item for good, whatever happened', async () => {
    let tenants = 0;
    let compared = 0;
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.tuple(randomDraws(80), randomDay), { minLength: 1, maxLength: 3 }),
        async (chunks) => {
          const tenant = `habits ${tenants++}` as TenantId;
          const history = new History(true);
          for (const [draws, day] of chunks.sort(([, a], [, b]) => (a < b ? -1 : 1))) {
            const before = history.snapshot();
            for (const one of draws) history.take(one);
            ledger.clock.set(`${day}T12:00:00.000Z`);
            await ledger.in(() => ledger.parts.ledgerRuns.take(runRequest(rowsOf(history, before))), tenant);
          }
          compared += await ledger.in(() => expectPaidAsApplied(ledger), tenant);
        },
      ),
      { numRuns: 40, endOnFailure: true },
    );
    expect(compared).to.be.greaterThan(30);
  });

  it('is the same for whole ledgers in which customers pay', async () => {
    const delays = fc.array(fc.record({ late: fc.integer({ min: -20, max: 60 }), inTwo: fc.boolean() }), {
      minLength: 3,
      maxLength: 40,
    });
    let tenants = 0;
    await fc.assert(
      fc.asyncProperty(delays, async (invoices) => {
        const tenant = `payers ${tenants++}` as TenantId;
        const rows = invoices.flatMap((invoice, at) => paidIn(at, invoice));
        await ledger.in(() => ledger.parts.ledgerRuns.take(runRequest([customerRow('C1'), ...rows])), tenant);
        await ledger.in(async () => {
          const plain = await plainHabit(ledger, TODAY);
          expect(plain).to.include({ invoices: invoices.length });
          expect(await habit(TODAY, tenant)).to.deep.equal(plain);
        }, tenant);
      }),
      { numRuns: 15, endOnFailure: true },
    );
  });
});

/** An invoice that is paid at once, or in two parts of which the second comes two days after. */
function paidIn(at: number, { late, inTwo }: { readonly late: number; readonly inTwo: boolean }): LedgerRow[] {
  const dueOn = addDays(calendarDate('2025-12-01'), at * 5);
  const on = addDays(dueOn, late);
  const parts = inTwo ? [3_000, 7_000] : [10_000];
  return [
    itemRow(`${at}`, { issuedOn: addDays(dueOn, -30), dueOn }),
    ...parts.flatMap((minor, part) => [
      paymentRow(`P${at}-${part}`, { issuedOn: addDays(on, 2 * part), amount: eur(minor) }),
      applicationRow(`${at}`, `P${at}-${part}`, eur(minor), { on: addDays(on, 2 * part + (at % 3)) }),
    ]),
  ];
}
