import type { Measured } from './side-by-side.ts';

/** A target: a ratio that two figures of one run are held against. */
export interface Target {
  readonly id: string;
  readonly what: string;
  /** `null` where a peer was missing; such a target counts as not met. */
  readonly ratio: number | null;
  readonly wanted: { readonly atLeast: number } | { readonly atMost: number };
}

export interface BenchResult {
  readonly measured: readonly Measured[];
  readonly targets: readonly Target[];
  readonly notes: readonly string[];
}

/** How large a run is; the tests of the bench itself take tiny ones. */
export interface BenchScale {
  readonly slices: number;
  readonly sliceMs: number;
  /** 1 for the full amount of data. */
  readonly data: number;
}

export interface BenchCase {
  readonly name: string;
  readonly about: string;
  run(scale: BenchScale, say: (line: string) => void): Promise<BenchResult>;
}

export function isMet({ ratio, wanted }: Target): boolean {
  if (ratio === null || !Number.isFinite(ratio)) return false;
  return 'atLeast' in wanted ? ratio >= wanted.atLeast : ratio <= wanted.atMost;
}

/** The result as a person reads it at the terminal. */
export function tableOf({ measured, targets, notes }: BenchResult): string {
  const rows = measured.map(({ name, requestsPerSecond, p50Ms, p99Ms, failed }) =>
    [name.padEnd(52), fixed(requestsPerSecond, 0), fixed(p50Ms, 2), fixed(p99Ms, 1), String(failed).padStart(7)].join(
      ' ',
    ),
  );
  const lines = targets.map((target) => {
    const wanted = 'atLeast' in target.wanted ? `≥ ${target.wanted.atLeast}` : `≤ ${target.wanted.atMost}`;
    const ratio = target.ratio === null ? 'no peer' : target.ratio.toFixed(2);
    return `${target.id.padEnd(4)} ${isMet(target) ? 'met    ' : 'not met'} ${ratio.padStart(8)} (${wanted})  ${target.what}`;
  });
  const head = `${''.padEnd(52)}   req/s  p50 ms  p99 ms  failed`;
  return [head, ...rows, '', ...lines, '', ...notes].join('\n');
}

function fixed(value: number, digits: number): string {
  return value.toFixed(digits).padStart(7);
}
