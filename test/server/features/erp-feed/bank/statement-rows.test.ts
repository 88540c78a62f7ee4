import { expect } from 'chai';
import fc from 'fast-check';
import { describe, it } from 'mocha';
import type { BankEntry, StatementHead } from '../../../../../server/features/erp-feed/bank/bank-statement.ts';
import { StatementRows } from '../../../../../server/features/erp-feed/bank/statement-rows.ts';
import type { DocumentTaker } from '../../../../../server/features/erp-feed/profile.ts';
import type { LedgerRow } from '../../../../../server/features/receivables/run-service.ts';
import { calendarDate } from '../../../../../shared/domain/calendar-date.ts';

interface Booking {
  readonly reference: string;
  readonly cents: number;
  readonly text: string;
  readonly day: number;
}

/** Few values of each, so that many bookings are equal. */
const booking: fc.Arbitrary<Booking> = fc.record({
  reference: fc.constantFrom('', 'NONREF', 'X1', 'BANK-000001', 'BANK-000002'),
  cents: fc.constantFrom(100, 250),
  text: fc.constantFrom('rent', 'abo'),
  day: fc.constantFrom(18, 19),
});
const statements = fc.array(fc.array(booking, { maxLength: 8 }), { minLength: 1, maxLength: 4 });

function entryOf({ reference, cents, text, day }: Booking, line: number): BankEntry {
  const on = calendarDate(`2026-11-${day}`);
  const amount = { decimal: `${cents / 100}`, currency: 'EUR' };
  return {
    line,
    raw: text,
    side: 'credit',
    reversal: false,
    status: 'booked',
    amount,
    bookedOn: on,
    valuedOn: on,
    bankReference: reference,
    batchOf: null,
    transactions: [
      {
        side: 'credit',
        amount: null,
        returned: false,
        payerName: '',
        payerAccount: '',
        bankReference: '',
        endToEndId: '',
        text,
        remittance: [],
      },
    ],
    wrong: [],
  };
}

function headOf(number: number): StatementHead {
  return {
    kind: 'statement',
    format: 'test',
    account: 'DE1',
    currency: 'EUR',
    number: `${number}`,
    opening: null,
    line: 1,
  };
}

/** The payments that statements come to as one file, by number; each with its amount. */
function paymentsOf(file: readonly (readonly [number: number, bookings: readonly Booking[]])[]): Map<string, number> {
  const rows: LedgerRow[] = [];
  const ignore = () => undefined;
  const taker: DocumentTaker = {
    rows: (found) => rows.push(...found),
    problem: ({ problem }) => expect.fail(problem),
    note: ignore,
    hold: ({ sentence }) => expect.fail(sentence),
    account: ignore,
    statement: ignore,
    returned: ignore,
  };
  const taking = new StatementRows({ source: 'bank', mapping: {} }, taker);
  for (const [number, bookings] of file) {
    taking.begin(headOf(number));
    for (const [at, each] of bookings.entries()) taking.entry(entryOf(each, at + 1));
    taking.end({ closing: null, totals: [] });
  }
  taking.finish();
  const items = rows.filter((row) => row.type === 'item');
  const payments = new Map(items.map(({ key, amount }) => [key.number, amount.minor]));
  expect(payments.size, 'no number is given twice in a file').to.equal(items.length);
  return payments;
}

function hasOwnReference({ reference }: Booking): boolean {
  return reference.startsWith('BANK-');
}

type Counts = ReadonlyMap<string, number>;

/** How often a statement has each reference with a day and an amount. */
function countsByReference(bookings: readonly Booking[]): Counts {
  const counts = new Map<string, number>();
  for (const each of bookings.filter(hasOwnReference)) {
    const name = `${each.reference} ${each.cents} ${each.day}`;
    counts.set(name, (counts.get(name) ?? 0) + 1);
  }
  return counts;
}

function larger(a: Counts, b: Counts): Counts {
  return new Map([...a, ...b].map(([name]) => [name, Math.max(a.get(name) ?? 0, b.get(name) ?? 0)]));
}

describe('StatementRows', function () {
  this.timeout(60_000);

  it('gives a booking one number in every file that tells of it, and equal bookings of a statement each their own', () => {
    fc.assert(
      fc.property(statements, (all) => {
        const numbered = all.map((bookings, at) => [at + 1, bookings] as const);
        const together = paymentsOf(numbered);
        const apart = new Map(numbered.flatMap((statement) => [...paymentsOf([statement])]));
        const twice = paymentsOf([...numbered, ...numbered]);
        const backwards = paymentsOf([...numbered].reverse());

        const sorted = (payments: Map<string, number>) => [...payments].sort();
        expect(sorted(apart)).to.deep.equal(sorted(together));
        expect(sorted(twice)).to.deep.equal(sorted(together));
        expect(sorted(backwards)).to.deep.equal(sorted(together));
        for (const statement of numbered) expect(paymentsOf([statement]).size).to.equal(statement[1].length);
      }),
    );
  });

  it('makes two bookings one only where both bear the bank’s reference', () => {
    fc.assert(
      fc.property(statements, (all) => {
        const payments = paymentsOf(all.map((bookings, at) => [at + 1, bookings] as const));
        const without = all.flat().filter((each) => !hasOwnReference(each));
        const most = all.map(countsByReference).reduce(larger, new Map());
        const withReference = [...most.values()].reduce((sum, count) => sum + count, 0);
        expect(payments.size).to.equal(without.length + withReference);
      }),
    );
  });
});
