import { inTenant } from '../../server/mongo/tenancy.ts';
import { systemClock, today } from '../../server/ports.ts';
import { applicationRow, eur, paymentRow, runRequest } from '../support/ledger-rows.ts';
import type { Target } from './bench-case.ts';
import type { BenchCustomer } from './bench-ledger.ts';
import type { BenchStore } from './bench-store.ts';
import { median } from './slice.ts';

const CALLERS = 16;
const ROUNDS = 3;

type OpenItem = BenchCustomer['open'][number] & { readonly customer: string };

/**
 * T11: payments by feed, each with its application, the course and balance of what it pays, attribution and day documents, against a bare `insertOne` each by so many
 * callers. Each round takes other payments.
 */
export async function measurePayments(
  store: BenchStore,
  customers: readonly BenchCustomer[],
): Promise<{ targets: Target[]; notes: string[] }> {
  const open = customers.flatMap(({ number, open: items }) => items.map((item) => ({ ...item, customer: number })));
  const each = Math.floor(open.length / ROUNDS);
  await inTenant(store.tenant.id, () => store.services.rollups.keepUp());
  const rates = { ledger: [] as number[], whole: [] as number[], bare: [] as number[] };
  for (let round = 0; round < ROUNDS; round += 1) {
    const items = open.slice(round * each, (round + 1) * each);
    const { runMs, upMs } = await byFeed(store, items, round);
    rates.ledger.push((each * 1_000) / runMs);
    rates.whole.push((each * 1_000) / (runMs + upMs));
    rates.bare.push((each * 1_000) / (await byInserts(store, items, round)));
  }
  const ratios = rates.whole.map((rate, round) => rate / (rates.bare[round] ?? Number.NaN));
  const perSecond = (list: readonly number[]) => `${Math.round(median(list))}/s`;
  return {
    targets: [
      {
        id: 'T11',
        what: 'payments/s, a feed run with day documents / bare insertOne',
        ratio: { median: median(ratios), low: Math.min(...ratios), high: Math.max(...ratios) },
        wanted: { atLeast: 0.75 },
      },
    ],
    notes: [
      `T11: ${each} payments a run: ${perSecond(rates.ledger)} into the ledger, ${perSecond(rates.whole)} with the day documents of the whole company; bare insertOne by ${CALLERS} callers ${perSecond(rates.bare)}. The day documents follow the run in a transaction of their own.`,
    ],
  };
}

async function byFeed(
  { services, tenant }: BenchStore,
  items: readonly OpenItem[],
  round: number,
): Promise<{ runMs: number; upMs: number }> {
  const on = today(systemClock, tenant.zone);
  const rows = items.flatMap((item, at) => {
    const number = `paid-${round}-${at}`;
    return [
      paymentRow(number, { customerNumber: item.customer, amount: eur(100), issuedOn: on }),
      applicationRow(item.number, number, eur(100), { on }),
    ];
  });
  return inTenant(tenant.id, async () => {
    const began = performance.now();
    const { state, problems } = await services.ledgerRuns.take(runRequest(rows, { dataAsOf: systemClock.now() }));
    if (state !== 'committed') throw new Error(`The payments were not taken: ${state} ${JSON.stringify(problems)}`);
    const taken = performance.now();
    await services.rollups.keepUp();
    return { runMs: taken - began, upMs: performance.now() - taken };
  });
}

async function byInserts({ db, tenant }: BenchStore, items: readonly OpenItem[], round: number): Promise<number> {
  const payments = db.collection('barePayments');
  const waiting = items.map(({ id, customer }, at) => {
    return { tenantId: tenant.id, number: `paid-${round}-${at}`, customer, itemId: id, minor: 100, currency: 'EUR' };
  });
  const began = performance.now();
  const caller = async () => {
    for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) await payments.insertOne(next);
  };
  await Promise.all(Array.from({ length: CALLERS }, caller));
  return performance.now() - began;
}
