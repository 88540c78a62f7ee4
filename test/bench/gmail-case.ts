import type { BenchCase, BenchContext, BenchResult, BenchScale, Target } from './bench-case.ts';
import { cpuMeter, cpuPerRequest } from './cpu-meter.ts';
import { bareCallsOf, cardOf, type GmailBench, startGmailBench } from './gmail-world.ts';
import { GMAIL_MS } from './google-side.ts';
import { LoadWorker } from './load-worker.ts';
import { inWords, spread } from './ratio.ts';
import { median, quantile } from './slice.ts';
import { type SteadyOrder, type SteadyResult, steadyLoad } from './steady-load.ts';

const PER_SECOND = 20;
/** Of a tiny run, which is to end well on a machine with much else to do. */
const QUICK_PER_SECOND = 5;
/** A round is as long as so many slices of the other cases. */
const SLICES_A_ROUND = 5;
const COUNTED = 20;
const P95_MS = 300;
const MOST_CALLS = 3;
/** What is reported beside the card, which does not wait for it. */
const BESIDE = 'POST /api/seen-messages';

export const gmailCase: BenchCase = {
  name: 'gmail',
  about: `the contextual card of the Gmail add-on, ${PER_SECOND} a second, Gmail answering in ${GMAIL_MS} ms, beside its calls made directly`,
  run: measureGmail,
};

interface Round {
  readonly card: SteadyResult;
  readonly bare: SteadyResult;
  /** Milliseconds of CPU a card: of the add-on (null where the system does not tell), of this process with the server and Gmail in it, of MongoDB. */
  readonly cpu: { readonly addon: number | null; readonly server: number; readonly mongod: number | null };
}

async function measureGmail(scale: BenchScale, context: BenchContext): Promise<BenchResult> {
  const bench = await startGmailBench(scale, context);
  const load = await LoadWorker.start(new URL('./steady-load-process.ts', import.meta.url));
  context.shutdown.add(() => load.stop());
  context.say('Counting calls …');
  const first = await countCalls(bench, 0);
  const later = await countCalls(bench, bench.collectors.length);
  const perSecond = scale.data < 1 ? QUICK_PER_SECOND : PER_SECOND;
  const count = Math.max(1, Math.round((perSecond * scale.sliceMs * SLICES_A_ROUND) / 1_000));
  const rounds: Round[] = [];
  // The first round fills caches and compiled code, and does not count.
  for (let round = 0; round <= scale.slices; round += 1) {
    context.say(`Round ${round} of ${scale.slices}: ${count} cards, and as many times their calls …`);
    const measured = await measureRound(bench, load, { from: round * count, count, perSecond });
    if (round > 0) rounds.push(sound(measured));
  }
  return {
    mongodb: bench.store.mongodb,
    measured: [],
    targets: targetsOf(rounds, first),
    notes: [
      bench.loaded,
      callsInWords('The first card of a collector', first),
      callsInWords('Any other in the quarter of an hour after', later),
      `Sent mail was reported ${bench.calls.filter((call) => call === BESIDE).length} times in all, which no card waits for.`,
      ...notesOf(rounds),
    ],
  };
}

async function measureRound(
  bench: GmailBench,
  load: LoadWorker,
  { from, count, perSecond }: { from: number; count: number; perSecond: number },
): Promise<Round> {
  const places = Array.from({ length: count }, (_, at) => from + at);
  const cards = await Promise.all(places.map((n) => cardOf(bench, n)));
  const token = bench.store.token();
  const meter = cpuMeter(bench.store.client);
  const [addonBefore, before] = [await bench.addon.cpuMs(), await meter.read()];
  const card = await steadily(load, { perSecond, deeds: cards });
  const [addonAfter, after] = [await bench.addon.cpuMs(), await meter.read()];
  const bare = await steadily(load, { perSecond, deeds: places.map((n) => bareCallsOf(bench, n, token)) });
  const { server, mongod } = cpuPerRequest(before, after, count);
  const addon = addonBefore === null || addonAfter === null ? null : (addonAfter - addonBefore) / count;
  return { card, bare, cpu: { addon, server: server / 1_000, mongod: mongod === null ? null : mongod / 1_000 } };
}

async function steadily(load: LoadWorker, order: SteadyOrder): Promise<SteadyResult> {
  return (await load.ask(order)) as SteadyResult;
}

/** Throws where cards or calls failed, which measures nothing. */
function sound(round: Round): Round {
  for (const { failed, milliseconds } of [round.card, round.bare]) {
    if (failed * 100 <= milliseconds.length) continue;
    throw new Error(`${failed} of ${milliseconds.length} were not answered well; such a figure says nothing.`);
  }
  return round;
}

/** Opens messages one after another, each by a collector whose first it is or is not. Throws where one makes other calls than the rest. */
async function countCalls(bench: GmailBench, from: number): Promise<readonly string[]> {
  const counted: string[][] = [];
  for (let at = 0; at < Math.min(COUNTED, bench.collectors.length); at += 1) {
    const before = bench.calls.length;
    const { failed } = await steadyLoad({ perSecond: PER_SECOND, deeds: [await cardOf(bench, from + at)] });
    if (failed > 0) throw new Error('A card was not answered well.');
    counted.push(bench.calls.slice(before).filter((call) => call !== BESIDE));
  }
  const [first] = counted;
  if (first === undefined || counted.some((calls) => calls.join() !== first.join()))
    throw new Error('Not every card makes the same calls.');
  return first;
}

function targetsOf(rounds: readonly Round[], first: readonly string[]): Target[] {
  const p95 = spread(rounds.map(({ card }) => quantile(card.milliseconds, 0.95)));
  return [
    { id: 'CARD', what: `ms, p95 of the card at ${PER_SECOND} a second`, ratio: p95, wanted: { atMost: P95_MS } },
    {
      id: 'CALL',
      what: 'calls to our API that a card waits for, counted',
      ratio: spread([first.length]),
      wanted: { atMost: MOST_CALLS },
    },
  ];
}

function notesOf(rounds: readonly Round[]): string[] {
  const ratio = spread(
    rounds.map(({ card, bare }) => quantile(card.milliseconds, 0.5) / quantile(bare.milliseconds, 0.5)),
  );
  return [
    `The card: ${quantilesOf(rounds.map(({ card }) => card))}.`,
    `Its calls made directly, Gmail's included: ${quantilesOf(rounds.map(({ bare }) => bare))}.`,
    `p50, card / its calls: ${inWords(ratio)}.`,
    `p95 of the card by round: ${rounds.map(({ card }) => Math.round(quantile(card.milliseconds, 0.95))).join(', ')} ms.`,
    `CPU a card, in ms: add-on ${cpuOf(rounds, 'addon')}, server with Gmail's stand-in ${cpuOf(rounds, 'server')}, MongoDB ${cpuOf(rounds, 'mongod')}.`,
  ];
}

function cpuOf(rounds: readonly Round[], part: keyof Round['cpu']): string {
  const known = rounds.flatMap(({ cpu }) => cpu[part] ?? []);
  return known.length === 0 ? 'not known here' : median(known).toFixed(1);
}

/** Over all rounds together, as in `p50 62, p95 80, p99 110 ms of 1400`. */
function quantilesOf(results: readonly SteadyResult[]): string {
  const all = results.flatMap(({ milliseconds }) => milliseconds).sort((a, b) => a - b);
  const [p50, p95, p99] = [0.5, 0.95, 0.99].map((share) => Math.round(quantile(all, share)));
  return `p50 ${p50}, p95 ${p95}, p99 ${p99} ms of ${all.length}`;
}

function callsInWords(which: string, calls: readonly string[]): string {
  return `${which} waits for ${calls.length} calls to our API: ${calls.join(', ')}.`;
}
