import { type CpuMeter, type CpuTimes, cpuPerRequest } from './cpu-meter.ts';
import type { LoadOrder } from './load-process.ts';
import { LoadWorker } from './load-worker.ts';
import { median, type Slice } from './slice.ts';

/** One of the things measured beside one another. */
export interface Contender {
  readonly name: string;
  readonly order: Omit<LoadOrder, 'connections' | 'milliseconds'>;
}

export interface MeasuredSlice extends Slice {
  /** Microseconds a request. */
  readonly cpu: CpuTimes;
}

export interface Measured {
  readonly name: string;
  readonly connections: number;
  /** Medians over the slices. */
  readonly requestsPerSecond: number;
  readonly p50Ms: number;
  readonly p99Ms: number;
  readonly cpu: CpuTimes;
  /** In the order of rounds: slices of the same place were measured side by side. */
  readonly slices: readonly MeasuredSlice[];
  readonly failed: number;
}

export interface MeasureOptions {
  readonly connections: number;
  readonly slices: number;
  readonly sliceMs: number;
  readonly meter: CpuMeter;
}

/**
 * Measures contenders slice by slice, in another random order each round, so that a machine that slows down slows all of them. A first round is not counted:
 * connections, compiled code and caches warm up. Throws where the requests of a contender fail, which measures nothing.
 */
export async function sideBySide(contenders: readonly Contender[], options: MeasureOptions): Promise<Measured[]> {
  const load = await LoadWorker.start(new URL('./load-process.ts', import.meta.url));
  try {
    const rounds: MeasuredSlice[][] = contenders.map(() => []);
    for (let round = 0; round <= options.slices; round += 1) {
      for (const index of shuffled(contenders.map((_, place) => place))) {
        const contender = contenders[index];
        if (contender === undefined) continue;
        const slice = await measure(load, contender, options);
        if (round > 0) rounds[index]?.push(slice);
      }
    }
    return contenders.map(({ name }, index) => summary(name, options.connections, rounds[index] ?? []));
  } finally {
    await load.stop();
  }
}

async function measure(load: LoadWorker, { name, order }: Contender, options: MeasureOptions): Promise<MeasuredSlice> {
  const { connections, sliceMs, meter } = options;
  const before = await meter.read();
  const asked = { ...order, connections, milliseconds: sliceMs } satisfies LoadOrder;
  const slice = (await load.ask(asked)) as Slice;
  const cpu = cpuPerRequest(before, await meter.read(), slice.requests);
  if (slice.failed * 100 > slice.requests) {
    throw new Error(`${slice.failed} of ${slice.requests} requests to "${name}" failed; such a figure says nothing.`);
  }
  return { ...slice, cpu };
}

function shuffled(places: readonly number[]): number[] {
  return places
    .map((place) => ({ place, by: Math.random() }))
    .sort((a, b) => a.by - b.by)
    .map(({ place }) => place);
}

function summary(name: string, connections: number, slices: readonly MeasuredSlice[]): Measured {
  const mongod = slices.flatMap(({ cpu }) => cpu.mongod ?? []);
  return {
    name,
    connections,
    requestsPerSecond: median(slices.map((slice) => slice.requestsPerSecond)),
    p50Ms: median(slices.map((slice) => slice.p50Ms)),
    p99Ms: median(slices.map((slice) => slice.p99Ms)),
    cpu: { server: median(slices.map(({ cpu }) => cpu.server)), mongod: mongod.length === 0 ? null : median(mongod) },
    slices,
    failed: slices.reduce((sum, slice) => sum + slice.failed, 0),
  };
}
