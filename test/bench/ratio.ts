import type { Measured } from './side-by-side.ts';
import { median } from './slice.ts';

/** How two contenders stood to one another: the median of the rounds, and the least and the most of any of them. */
export interface Ratio {
  readonly median: number;
  readonly low: number;
  readonly high: number;
}

/** A figure of one contender divided by that of another, round by round. Throws RangeError where a round is missing. */
export function ratioOf(ours: Measured, peer: Measured, figure: 'requestsPerSecond' | 'p50Ms' | 'p99Ms'): Ratio {
  const ratios = ours.slices.map((slice, round) => {
    const other = peer.slices[round];
    if (other === undefined) throw new RangeError(`"${peer.name}" was not measured in round ${round + 1}.`);
    return slice[figure] / other[figure];
  });
  if (ratios.length === 0) throw new RangeError(`"${ours.name}" was not measured.`);
  return spread(ratios);
}

/** The median of values, and the least and the most of them. */
export function spread(values: readonly number[]): Ratio {
  return { median: median(values), low: Math.min(...values), high: Math.max(...values) };
}

/** As in `0.42 (0.38–0.47)`. */
export function inWords({ median: middle, low, high }: Ratio): string {
  return `${digits(middle)} (${digits(low)}–${digits(high)})`;
}

function digits(value: number): string {
  return value.toFixed(Math.abs(value) < 0.1 ? 3 : 2);
}
