import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import type { LoadOrder } from './load-process.ts';
import { median, type Slice } from './slice.ts';

/** One of the things measured beside one another. */
export interface Contender {
  readonly name: string;
  readonly order: Omit<LoadOrder, 'connections' | 'milliseconds'>;
}

export interface Measured {
  readonly name: string;
  /** Medians over the slices. */
  readonly requestsPerSecond: number;
  readonly p50Ms: number;
  readonly p99Ms: number;
  readonly slices: readonly Slice[];
  readonly failed: number;
}

export interface MeasureOptions {
  readonly connections: number;
  readonly slices: number;
  readonly sliceMs: number;
}

/** Measures contenders in turn, slice by slice, in an order that turns each round, so that a machine that slows down slows all of them. */
export async function sideBySide(contenders: readonly Contender[], options: MeasureOptions): Promise<Measured[]> {
  const load = fork(new URL('./load-process.ts', import.meta.url), { execArgv: ['--import', 'tsx'] });
  await once(load, 'message');
  try {
    await round(load, contenders, options);
    const rounds: Slice[][] = contenders.map(() => []);
    for (let slice = 0; slice < options.slices; slice += 1) {
      const turned = contenders.map((_, index) => (index + slice) % contenders.length);
      for (const index of turned) {
        const contender = contenders[index];
        if (contender !== undefined) rounds[index]?.push(await measure(load, contender, options));
      }
    }
    return contenders.map(({ name }, index) => summary(name, rounds[index] ?? []));
  } finally {
    load.kill();
  }
}

/** One round that is not counted: connections, compiled code and caches warm up. */
async function round(load: ChildProcess, contenders: readonly Contender[], options: MeasureOptions): Promise<void> {
  for (const contender of contenders) await measure(load, contender, options);
}

async function measure(
  load: ChildProcess,
  { order }: Contender,
  { connections, sliceMs }: MeasureOptions,
): Promise<Slice> {
  const answered = once(load, 'message') as Promise<[Slice]>;
  load.send({ ...order, connections, milliseconds: sliceMs } satisfies LoadOrder);
  const [slice] = await answered;
  return slice;
}

function summary(name: string, slices: readonly Slice[]): Measured {
  return {
    name,
    requestsPerSecond: median(slices.map((slice) => slice.requestsPerSecond)),
    p50Ms: median(slices.map((slice) => slice.p50Ms)),
    p99Ms: median(slices.map((slice) => slice.p99Ms)),
    slices,
    failed: slices.reduce((sum, slice) => sum + slice.failed, 0),
  };
}
