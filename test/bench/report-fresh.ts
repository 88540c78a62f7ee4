import { randomUUID } from 'node:crypto';
import { inTenant } from '../../server/mongo/tenancy.ts';
import { systemClock, today } from '../../server/ports.ts';
import type { RecordActivityBody } from '../../shared/api/activities.ts';
import type { ReportAnswer } from '../../shared/api/reports.ts';
import { applicationRow, eur, paymentRow, runRequest } from '../support/ledger-rows.ts';
import type { Target } from './bench-case.ts';
import type { BenchCustomer } from './bench-ledger.ts';
import type { BenchStore } from './bench-store.ts';
import { median } from './slice.ts';

const WANTED_MS = 2_000;
const LIMIT_MS = 60_000;
const TIMES = 5;

/** How long after the acknowledgement an activity, and a payment, is in the figures. */
export async function measureFresh(
  store: BenchStore,
  token: string,
  customers: readonly BenchCustomer[],
): Promise<Target[]> {
  const times = { activity: [] as number[], payment: [] as number[] };
  for (let turn = 0; turn < TIMES; turn += 1) {
    const customer = customers[turn % customers.length];
    if (customer === undefined) throw new RangeError('There is no customer.');
    times.activity.push(
      await untilSeen(store, token, { report: 'collector-activity', change: () => act(store, customer) }),
    );
    times.payment.push(
      await untilSeen(store, token, { report: 'payment-trail', change: () => pay(store, customer, turn) }),
    );
  }
  return (['activity', 'payment'] as const).map((what) => ({
    id: 'NEW',
    what: `ms from the acknowledgement of one ${what} to the first answer that has it`,
    ratio: { median: median(times[what]), low: Math.min(...times[what]), high: Math.max(...times[what]) },
    wanted: { atMost: WANTED_MS },
  }));
}

interface Watched {
  readonly report: string;
  readonly change: () => Promise<void>;
}

async function untilSeen(store: BenchStore, token: string, { report, change }: Watched): Promise<number> {
  const before = JSON.stringify((await ask(store, token, report)).totals);
  await change();
  const acknowledged = performance.now();
  while (performance.now() - acknowledged < LIMIT_MS) {
    if (JSON.stringify((await ask(store, token, report)).totals) !== before) return performance.now() - acknowledged;
  }
  throw new Error(`What was acknowledged is not in ${report} after ${LIMIT_MS} ms.`);
}

async function ask({ port, tenant }: BenchStore, token: string, report: string): Promise<ReportAnswer> {
  const day = today(systemClock, tenant.zone);
  const path = `/api/reports/${report}?from=${day}&to=${day}&limit=1`;
  const answer = await fetch(`http://127.0.0.1:${port}${path}`, { headers: { authorization: `Bearer ${token}` } });
  if (!answer.ok) throw new Error(`${report} answered ${answer.status}: ${await answer.text()}`);
  return (await answer.json()) as ReportAnswer;
}

async function act({ port, token }: BenchStore, { id, contact }: BenchCustomer): Promise<void> {
  const body: RecordActivityBody = {
    customerId: id,
    itemIds: [],
    contact: { name: contact.name, email: contact.email },
    code: 'phone_spoke_with_ap',
    outcome: 'information_given',
    client: 'outlook',
  };
  const answer = await fetch(`http://127.0.0.1:${port}/api/activities`, {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      'idempotency-key': randomUUID(),
      authorization: `Bearer ${token()}`,
    },
    body: JSON.stringify(body),
  });
  if (!answer.ok) throw new Error(`The activity was refused: ${await answer.text()}`);
}

async function pay({ services, tenant }: BenchStore, customer: BenchCustomer, turn: number): Promise<void> {
  const [open] = customer.open;
  if (open === undefined) throw new RangeError('The customer owes nothing.');
  const on = today(systemClock, tenant.zone);
  const number = `fresh-${turn}`;
  const rows = [
    paymentRow(number, { customerNumber: customer.number, amount: eur(100), issuedOn: on }),
    applicationRow(open.number, number, eur(100), { on }),
  ];
  const { state, problems } = await inTenant(tenant.id, () =>
    services.ledgerRuns.take(runRequest(rows, { dataAsOf: systemClock.now() })),
  );
  if (state !== 'committed') throw new Error(`The payment was not taken: ${state} ${JSON.stringify(problems)}`);
}
