import { inTenant } from '../../server/mongo/tenancy.ts';
import { systemClock } from '../../server/ports.ts';
import { currencyCode } from '../../shared/domain/currency.ts';
import { PLENTY } from '../support/settings.ts';
import type { BenchCase, BenchContext, BenchResult, BenchScale } from './bench-case.ts';
import { loadCompany } from './bench-company.ts';
import { type BenchStore, openBenchStore } from './bench-store.ts';
import { LoadWorker } from './load-worker.ts';
import { inWords, spread } from './ratio.ts';
import { quantile } from './slice.ts';
import type { SteadyResult, Step } from './steady-load.ts';

const PER_SECOND = 20;
/** So many times what their limit lets through in a second. */
const TIMES_THE_LIMIT = 10;
const LIMIT_PER_MINUTE = 1_200;
const SLICES_A_ROUND = 4;
/** Data of which a card of the neighbour is made: a tenth of a large company. */
const DATA = 0.1;

export const limitsCase: BenchCase = {
  name: 'limits',
  about: `thread-context of one company, ${PER_SECOND} a second, beside a user of another who calls ${TIMES_THE_LIMIT} times as often as they may`,
  run: measureLimits,
};

interface Round {
  readonly alone: number;
  readonly beside: number;
  readonly refused: number;
  readonly called: number;
}

async function measureLimits(scale: BenchScale, context: BenchContext): Promise<BenchResult> {
  const store = await openBenchStore(context, { limits: { ...PLENTY, user: LIMIT_PER_MINUTE } });
  const { customers, loaded } = await loadCompany(store, { ...scale, data: scale.data * DATA }, context);
  const flooder = await addFlooder(store);
  const program = new URL('./steady-load-process.ts', import.meta.url);
  const [quiet, flood] = await Promise.all([LoadWorker.start(program), LoadWorker.start(program)]);
  context.shutdown.add(async () => void (await Promise.all([quiet.stop(), flood.stop()])));
  const seconds = (scale.sliceMs * SLICES_A_ROUND) / 1_000;
  const count = Math.max(1, Math.round(PER_SECOND * seconds));
  const step = (n: number) => neighbourCall(store, customers[n % customers.length]);
  const neighbour = async (round: number) => {
    const deeds = Array.from({ length: count }, (_, at) => [step(round * count + at)]);
    return (await quiet.ask({ perSecond: PER_SECOND, deeds })) as SteadyResult;
  };
  const floodPerSecond = (LIMIT_PER_MINUTE / 60) * TIMES_THE_LIMIT;
  const deeds = Array.from({ length: Math.round(floodPerSecond * seconds) }, () => [floodCall(store, flooder)]);
  const rounds: Round[] = [];
  // The first round fills caches, and uses the limit up.
  for (let round = 0; round <= scale.slices; round += 1) {
    context.say(`Round ${round} of ${scale.slices} …`);
    const alone = await neighbour(round);
    const [beside, flooded] = await Promise.all([
      neighbour(round),
      flood.ask({ perSecond: floodPerSecond, deeds }) as Promise<SteadyResult>,
    ]);
    if (round > 0) rounds.push(sound(alone, beside, flooded));
  }
  return resultOf(store, loaded, rounds);
}

function resultOf({ mongodb }: BenchStore, loaded: string, rounds: readonly Round[]): BenchResult {
  const ratio = spread(rounds.map(({ alone, beside }) => beside / alone));
  const what = 'p95 of the neighbour, with the other company beside against alone';
  const called = rounds.reduce((sum, round) => sum + round.called, 0);
  const refused = rounds.reduce((sum, round) => sum + round.refused, 0);
  return {
    mongodb,
    measured: [],
    targets: [{ id: 'S8', what, ratio, wanted: { atMost: 1.1 } }],
    notes: [
      loaded,
      `p95 alone ${inWords(spread(rounds.map(({ alone }) => alone)))} ms, beside ${inWords(spread(rounds.map(({ beside }) => beside)))} ms.`,
      `Of ${called} calls beyond measure ${refused} were refused.`,
    ],
  };
}

/** Throws where the neighbour was not answered well, which measures nothing. */
function sound(alone: SteadyResult, beside: SteadyResult, flooded: SteadyResult): Round {
  const failed = alone.failed + beside.failed;
  if (failed > 0) throw new Error(`${failed} calls of the neighbour were not answered well.`);
  return {
    alone: quantile(alone.milliseconds, 0.95),
    beside: quantile(beside.milliseconds, 0.95),
    refused: flooded.failed,
    called: flooded.milliseconds.length,
  };
}

function neighbourCall(store: BenchStore, customer: { contact: { email: string }; number: string } | undefined): Step {
  if (customer === undefined) throw new RangeError('The bench has no customers.');
  const participants = [{ role: 'from', address: customer.contact.email }];
  const body = JSON.stringify({ participants, subject: 'Your reminder' });
  return { ...callOf(store, store.token()), method: 'POST', path: '/api/thread-context', body, holds: customer.number };
}

function floodCall(store: BenchStore, token: string): Step {
  return { ...callOf(store, token), method: 'GET', path: '/api/me', body: '', holds: 'tenant' };
}

function callOf({ port }: BenchStore, token: string) {
  return { port, headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' } };
}

/** A user of another company, by their token. */
async function addFlooder({ services }: BenchStore): Promise<string> {
  const createdAt = systemClock.now();
  const currency = currencyCode('EUR');
  const company = { name: 'Loud Ltd', currency, zone: 'UTC', directories: [], ownDomains: ['loud.example'] };
  const { id: tenantId } = await services.tenants.insert({ ...company, createdAt });
  const person = { email: 'ben@loud.example', name: 'Ben', role: 'collector' as const, createdAt };
  const { id: userId } = await inTenant(tenantId, () => services.users.insert(person));
  return services.sessionTokens.issue({ userId, tenantId }).token;
}
