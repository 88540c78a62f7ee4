import express from 'express';
import { inTenant } from '../../server/mongo/tenancy.ts';
import { systemClock } from '../../server/ports.ts';
import { addDays, calendarDate } from '../../shared/domain/calendar-date.ts';
import { askOnce } from './ask-once.ts';
import type { BenchContext, BenchScale, Target } from './bench-case.ts';
import { type BenchStore, serve } from './bench-store.ts';
import { cpuMeter } from './cpu-meter.ts';
import { ownCpu } from './cpu-rounds.ts';
import { inWords, ratioOf } from './ratio.ts';
import { type Contender, type Measured, type MeasureOptions, sideBySide } from './side-by-side.ts';
import { median } from './slice.ts';

const LAST_DAY = calendarDate('2025-09-30');
const CACHED_CONNECTIONS = 4;
const MANAGERS = 20;
const MANAGER_ROUNDS = 3;
const REPORTS = ['kpis', 'excess-cash', 'collectors-board', 'collector-activity'] as const;
/** So many different questions that none is asked twice while its answer is kept. */
const QUESTIONS = 3_000;
const COLLECTORS = 50;

export interface Served {
  /** Of the manager who asked. */
  readonly token: string;
  readonly measured: readonly Measured[];
  readonly targets: readonly Target[];
  readonly notes: readonly string[];
}

/** A manager's session of the bench's company. */
async function managerToken({ services, tenant }: BenchStore): Promise<string> {
  const person = { email: 'manager@brightwater.example', name: 'Max', role: 'manager' as const };
  const { id: userId } = await inTenant(tenant.id, () =>
    services.users.insert({ ...person, createdAt: systemClock.now() }),
  );
  return services.sessionTokens.issue({ userId, tenantId: tenant.id }).token;
}

/** What whole reports take at first, T13 (an answer that is kept, beside a constant of its size), and other filters by twenty managers at once. */
export async function measureServed(
  store: BenchStore,
  { slices, sliceMs }: BenchScale,
  { shutdown, say }: BenchContext,
): Promise<Served> {
  const token = await managerToken(store);
  const meter = cpuMeter(store.client);
  say('Asking whole reports for the first time …');
  const first = await firstAnswers(store, token);
  const kept = reportOf(store, token, [`kpis?asOf=${LAST_DAY}`]);
  const body = JSON.stringify(await askOnce(kept));
  const constant = await constantPeer(body, shutdown);
  say('Measuring answers that are kept …');
  const options = { slices, sliceMs, meter };
  const pair = await sideBySide([kept, constant], { ...options, connections: CACHED_CONNECTIONS });
  const [ours, peer] = pair as unknown as readonly [Measured, Measured];
  say(`Measuring ${MANAGERS} managers with filters of their own …`);
  const managers = await filteredByMany(store, token, { ...options, slices: Math.min(slices, MANAGER_ROUNDS) });
  return {
    token,
    measured: [...pair, ...managers.flatMap(({ measured }) => measured ?? [])],
    targets: [
      {
        id: 'T13',
        what: `p99, kept answer of ${Math.round(body.length / 1024)} KB / express with a constant`,
        ratio: ratioOf(ours, peer, 'p99Ms'),
        wanted: { atMost: 1.5 },
      },
      ...managers.map(filterTarget),
    ],
    notes: [...first, `T13: p50 ${inWords(ratioOf(ours, peer, 'p50Ms'))} times.`],
  };
}

interface Filtered {
  readonly name: string;
  /** Null where too many were not answered in time. */
  readonly measured: Measured | null;
}

async function filteredByMany(store: BenchStore, token: string, options: Omit<MeasureOptions, 'connections'>) {
  const found: Filtered[] = [];
  for (const name of REPORTS) {
    const { order } = reportOf(store, token, questions(name));
    const [measured = null] = await sideBySide([{ name, order }], { ...options, connections: MANAGERS }).catch(
      () => [],
    );
    found.push({ name, measured });
  }
  return found;
}

function filterTarget({ name, measured }: Filtered): Target {
  const times = measured?.slices.map(({ p95Ms }) => p95Ms) ?? [];
  const ratio = { median: median(times), low: Math.min(...times), high: Math.max(...times) };
  const what = `ms, ${name} with another filter each time, ${MANAGERS} managers`;
  return { id: 'P95', what, ratio: times.length === 0 ? null : ratio, wanted: { atMost: 500 } };
}

/** How long each report takes that nobody has asked for yet, and again after something has changed. */
async function firstAnswers(store: BenchStore, token: string): Promise<string[]> {
  const said: string[] = [];
  for (const name of REPORTS) {
    for (const when of ['first', 'then'] as const) {
      // Another day, so that no answer is kept of it; what the facts are put in order for is kept.
      const to = when === 'first' ? LAST_DAY : addDays(LAST_DAY, -1);
      const began = performance.now();
      const { ms } = await ownCpu(() => askOnce(reportOf(store, token, [`${name}?from=${addDays(to, -89)}&to=${to}`])));
      said.push(`${name} ${when}: ${Math.round(performance.now() - began)} ms, ${Math.round(ms)} ms of CPU.`);
    }
  }
  return said;
}

function reportOf({ port }: BenchStore, token: string, asked: readonly string[]): Contender {
  const headers = { authorization: `Bearer ${token}` };
  const requests = asked.map((path) => ({ method: 'GET' as const, path: `/api/reports/${path}`, headers, body: '' }));
  return { name: 'ours, kept answer', order: { port, requests } };
}

/** Of the period up to the last day: other first days, each by every collector. */
function questions(name: string): string[] {
  return Array.from({ length: QUESTIONS }, (_, at) => {
    const collector = `u${(at % COLLECTORS).toString(16).padStart(23, '0')}`;
    const from = addDays(LAST_DAY, -30 - Math.floor(at / COLLECTORS));
    return `${name}?from=${from}&to=${LAST_DAY}&collector=${collector}&limit=50`;
  });
}

async function constantPeer(body: string, shutdown: BenchContext['shutdown']): Promise<Contender> {
  const constant: unknown = JSON.parse(body);
  const app = express();
  app.get('/constant', (_, res) => {
    res.json(constant);
  });
  const port = await serve(app, shutdown);
  const request = { method: 'GET' as const, path: '/constant', headers: {}, body: '' };
  return { name: 'express, constant', order: { port, requests: [request] } };
}
