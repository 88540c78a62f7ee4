import { expect } from 'chai';
import fc from 'fast-check';
import { customerIdOf } from '../../../../server/features/receivables/row-identity.ts';
import type { LedgerRow } from '../../../../server/features/receivables/run-service.ts';
import { calendarDate } from '../../../../shared/domain/calendar-date.ts';
import type { TenantId } from '../../../../shared/domain/ids.ts';
import { type TestLedger, useLedger } from '../../../support/ledger.ts';
import {
  applicationRow,
  customerRow,
  eur,
  identificationRow,
  itemRow,
  mergeRow,
  paymentRow,
  reversalRow,
  runRequest,
  statedLeftRow,
} from '../../../support/ledger-rows.ts';

const NUMBERS = ['1001', '1002', '1003', '1004'];
const CUSTOMERS = ['C1', 'C2', 'C3'];
const TODAY = calendarDate('2026-11-30');

/** What one feed says: of its day, about what everybody has known since the first. */
interface Feed {
  readonly day: number;
  readonly says: readonly (readonly [what: number, which: number, amount: number])[];
  readonly isSnapshot: boolean;
}

const feeds = fc.uniqueArray(
  fc.record({
    day: fc.integer({ min: 2, max: 9 }),
    says: fc.uniqueArray(fc.tuple(fc.nat(5), fc.nat(3), fc.nat(4)), {
      selector: ([what, which]) => `${what} ${which}`,
      maxLength: 5,
    }),
    isSnapshot: fc.boolean(),
  }),
  { selector: ({ day }) => day, minLength: 2, maxLength: 5 },
);

describe('feeds that state their as-of time', function () {
  this.timeout(300_000);
  const ledger = useLedger();

  it('end in the same ledger in any order and repetition: amounts, what is left, merges, receipts, bounces, snapshots', async () => {
    let tenants = 0;
    const seen = { cleared: 0, merged: 0, bounced: 0 };
    await fc.assert(
      fc.asyncProperty(feeds, fc.array(fc.nat(), { minLength: 12, maxLength: 12 }), async (said, order) => {
        const inOrder = await ledgerAfter(
          ledger,
          [...said].sort((a, b) => a.day - b.day),
          `order ${tenants++}`,
        );
        const again = [...said, ...said.slice(0, 2)].map((one, at) => ({ one, at: order[at] ?? 0 }));
        const shuffled = again.sort((a, b) => a.at - b.at).map(({ one }) => one);
        expect(await ledgerAfter(ledger, shuffled, `order ${tenants++}`)).to.deep.equal(inOrder);
        seen.cleared += Number(inOrder.open.length < NUMBERS.length);
        seen.merged += Number(inOrder.merged.length > 0);
        seen.bounced += Number(said.some(({ says }) => says.some(([what]) => what === 4)));
      }),
      { numRuns: 40, endOnFailure: true },
    );
    for (const [what, count] of Object.entries(seen)) expect(count, what).to.be.greaterThan(3);
  });
});

type Saying = (said: { readonly number: string; readonly amount: number; readonly on: string }) => LedgerRow;

const WHAT_IS_SAID: readonly (Saying | null)[] = [
  null,
  ({ number, amount, on }) => statedLeftRow(number, eur(amount * 2_000), on),
  ({ amount }) => mergeRow('C2', amount % 2 === 0 ? 'C1' : null),
  ({ amount }) => identificationRow('B1', amount === 0 ? null : 'C3'),
  ({ on }) => reversalRow('P1', eur(1_000), on, `bounce of ${on}`),
  ({ number, on }) => applicationRow(number, 'P1', eur(500), { id: `${number} on ${on}`, on }),
];

function rowsOf({ day, says, isSnapshot }: Feed): LedgerRow[] {
  const on = dayOf(day);
  const named = isSnapshot ? NUMBERS.filter((_, at) => says.some(([, which]) => which === at)) : [];
  const rows = says.flatMap(([what, which, amount]) => {
    return WHAT_IS_SAID[what]?.({ number: NUMBERS[which] ?? '1001', amount, on }) ?? [];
  });
  const distinct = new Map(
    rows.map((row) => [row.type === 'merge' || row.type === 'identification' ? row.type : row, row]),
  );
  return [...named.map((number) => item(number)), ...distinct.values()];
}

function item(number: string): LedgerRow {
  return itemRow(number, { customerNumber: number < '1003' ? 'C1' : 'C2', issuedOn: dayOf(1) });
}

function dayOf(day: number): string {
  return `2026-11-0${day}`;
}

async function ledgerAfter(
  ledger: TestLedger,
  said: readonly Feed[],
  tenant: string,
): Promise<{ open: unknown[]; merged: unknown[] }> {
  return ledger.in(async () => {
    const known = [
      ...CUSTOMERS.map((number) => customerRow(number)),
      ...NUMBERS.map(item),
      paymentRow('P1', { amount: eur(50_000), issuedOn: dayOf(1) }),
      paymentRow('B1', { amount: eur(700), issuedOn: dayOf(1), customerNumber: '(unidentified)' }),
    ];
    await take(ledger, known, 1);
    for (const one of said) await take(ledger, rowsOf(one), one.day, one.isSnapshot);
    const position = await ledger.parts.ledgerPositions.positionAt();
    const open = await ledger.parts.receivables.openItems(TODAY, position);
    const names = new Map([...CUSTOMERS, '(unidentified)'].map((number) => [customerIdOf(number), number]));
    const merged = await ledger.customers.findSurvivors([...names.keys()], position.run);
    return {
      open: open.map(({ key, left, customerId }) => `${key.number} ${left.minor} ${names.get(customerId)}`).sort(),
      merged: [...merged].map((pair) => pair.map((id) => names.get(id))),
    };
  }, tenant as TenantId);
}

async function take(ledger: TestLedger, rows: readonly LedgerRow[], day: number, isSnapshot = false): Promise<void> {
  ledger.clock.set(new Date(ledger.clock.now().getTime() + 60_000).toISOString());
  const dataAsOf = new Date(`${dayOf(day)}T20:00:00.000Z`);
  const { state, problems } = await ledger.parts.ledgerRuns.take(
    runRequest(rows, { dataAsOf, coverage: isSnapshot ? 'snapshot' : 'delta' }),
  );
  expect(['committed', 'unchanged'], JSON.stringify(problems)).to.include(state);
}
