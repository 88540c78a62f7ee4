import type { Ratio } from './ratio.ts';
import { median } from './slice.ts';

/** CPU milliseconds of this process, all its threads, for one piece of work. */
export async function ownCpu<T>(work: () => T | Promise<T>): Promise<{ ms: number; result: T }> {
  const before = process.cpuUsage();
  const result = await work();
  const { user, system } = process.cpuUsage(before);
  return { ms: (user + system) / 1_000, result };
}

/** CPU milliseconds of two works, round by round. */
export interface CpuRounds {
  readonly ours: readonly number[];
  readonly peer: readonly number[];
}

/** Does the one and the other in turn; a first round is not counted. */
export async function inTurn(
  rounds: number,
  ours: () => Promise<number>,
  peer: () => Promise<number>,
): Promise<CpuRounds> {
  const measured = { ours: [] as number[], peer: [] as number[] };
  for (let round = 0; round <= rounds; round += 1) {
    const [one, other] = [await ours(), await peer()];
    if (round === 0) continue;
    measured.ours.push(one);
    measured.peer.push(other);
  }
  return measured;
}

export function ratioOfRounds({ ours, peer }: CpuRounds): Ratio {
  const ratios = ours.map((ms, round) => ms / (peer[round] ?? Number.NaN));
  return { median: median(ratios), low: Math.min(...ratios), high: Math.max(...ratios) };
}
