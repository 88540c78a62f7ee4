import type { Shutdown } from '../../server/process.ts';
import { inWords, type Ratio } from './ratio.ts';
import type { Measured } from './side-by-side.ts';

/** A target: a ratio that two figures of one run are held against. */
export interface Target {
  readonly id: string;
  readonly what: string;
  /** `null` where a peer was missing; such a target counts as not met. */
  readonly ratio: Ratio | null;
  readonly wanted: { readonly atLeast: number } | { readonly atMost: number };
}

export interface BenchResult {
  readonly mongodb: string;
  readonly measured: readonly Measured[];
  readonly targets: readonly Target[];
  /** What the figures mean, a sentence each. */
  readonly notes: readonly string[];
}

/** How large a run is; the tests of the bench itself take tiny ones. */
export interface BenchScale {
  readonly slices: number;
  readonly sliceMs: number;
  /** 1 for the full amount of data. */
  readonly data: number;
}

export interface BenchContext {
  /** Progress, on stderr. */
  readonly say: (line: string) => void;
  /** Ends and removes what the case opens. */
  readonly shutdown: Shutdown;
  /** The mongod to start; the usual one where it is left out. */
  readonly mongodBinary: string | undefined;
}

export interface BenchCase {
  readonly name: string;
  readonly about: string;
  run(scale: BenchScale, context: BenchContext): Promise<BenchResult>;
}

export function isMet({ ratio, wanted }: Target): boolean {
  if (ratio === null || !Number.isFinite(ratio.median)) return false;
  return 'atLeast' in wanted ? ratio.median >= wanted.atLeast : ratio.median <= wanted.atMost;
}

const NAME_WIDTH = 46;

/** The result as a person reads it at the terminal. */
export function tableOf({ measured, targets, notes }: BenchResult): string {
  const head = `${''.padEnd(NAME_WIDTH)}  conn.   req/s  p50 ms  p99 ms node µs   db µs  failed`;
  const rows = measured.map(({ name, connections, requestsPerSecond, p50Ms, p99Ms, cpu, failed }) =>
    [
      name.padEnd(NAME_WIDTH),
      fixed(connections, 0),
      fixed(requestsPerSecond, 0),
      fixed(p50Ms, 2),
      fixed(p99Ms, 1),
      fixed(cpu.server, 0),
      cpu.mongod === null ? '–'.padStart(7) : fixed(cpu.mongod, 0),
      fixed(failed, 0),
    ].join(' '),
  );
  return [head, ...rows, '', ...targets.map(targetLine), '', ...notes].join('\n');
}

function targetLine(target: Target): string {
  const { id, what, ratio, wanted } = target;
  const limit = 'atLeast' in wanted ? `≥ ${wanted.atLeast}` : `≤ ${wanted.atMost}`;
  const figure = ratio === null ? 'no peer' : inWords(ratio);
  return `${id.padEnd(3)} ${isMet(target) ? 'met    ' : 'not met'} ${figure.padEnd(20)} wanted ${limit.padEnd(6)}  ${what}`;
}

function fixed(value: number, digits: number): string {
  return value.toFixed(digits).padStart(7);
}
