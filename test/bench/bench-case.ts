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

/** One import by one contender, into nothing or over what it says again with changes. */
export interface MeasuredImport {
  readonly name: string;
  readonly kind: 'cold' | 'warm';
  readonly wallMs: number;
  /** Of its processes and of its database. */
  readonly cpuMs: number;
  /** The most memory that one of its processes took; null where that was not measured. */
  readonly peakMb: number | null;
}

export interface BenchResult {
  readonly mongodb: string;
  /** Requests; none where imports were measured. */
  readonly measured: readonly Measured[];
  readonly imports?: readonly MeasuredImport[];
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
export function tableOf({ measured, imports = [], targets, notes }: BenchResult): string {
  const table = imports.length === 0 ? requestLines(measured) : importLines(imports);
  return [...table, '', ...targets.map(targetLine), '', ...notes].join('\n');
}

function importLines(imports: readonly MeasuredImport[]): string[] {
  const rows = imports.map(({ name, kind, wallMs, cpuMs, peakMb }) => {
    const peak = peakMb === null ? '–'.padStart(7) : fixed(peakMb, 0);
    return [`${name}, ${kind}`.padEnd(NAME_WIDTH), fixed(wallMs / 1_000, 1), fixed(cpuMs / 1_000, 1), peak].join(' ');
  });
  return [`${''.padEnd(NAME_WIDTH)}  wall s   CPU s peak MB`, ...rows];
}

function requestLines(measured: readonly Measured[]): string[] {
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
  return [head, ...rows];
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
