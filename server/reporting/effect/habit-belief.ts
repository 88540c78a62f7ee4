import type { HabitGrid } from './habit-grid.ts';
import type { LatenessSeen } from './lateness-seen.ts';
import { numberAt } from './number-at.ts';

/** Over how many days what was seen of a customer loses half its weight; Infinity where habits do not change. */
export type Memory = number;

/** What is older than so many halvings is not looked at. */
const FORGOTTEN = 0.02;

/** How likely each habit of the grid is for a customer after all that was seen of it; sums to 1. */
export function beliefOf(grid: HabitGrid, seen: LatenessSeen, customer: number, memory: Memory): Float64Array {
  const belief = new Float64Array(grid.size);
  for (let at = 0; at < belief.length; at += 1) belief[at] = Math.log(grid.likely[at] ?? 0);
  const [begin, end] = [numberAt(seen.begins, customer), numberAt(seen.begins, customer + 1)];
  const latest = end > begin ? numberAt(seen.dueOn, end - 1) : 0;
  for (let at = begin; at < end; at += 1) {
    const weight = memory === Infinity ? 1 : 2 ** (-(latest - numberAt(seen.dueOn, at)) / memory);
    if (weight >= FORGOTTEN) learn(belief, grid, { ...sightingAt(seen, at), weight });
  }
  return toShares(belief);
}

/** What an item says: how late it was paid, or how late it was when last seen unpaid. */
export interface Sighting {
  readonly lateness: number;
  readonly isPaid: boolean;
  readonly weight: number;
}

export function sightingAt({ lateness, isPaid }: LatenessSeen, at: number): Sighting {
  return { lateness: numberAt(lateness, at), isPaid: isPaid[at] === 1, weight: 1 };
}

/** Adds what an item says to logarithms of belief. */
export function learn(belief: Float64Array, grid: HabitGrid, { lateness, isPaid, weight }: Sighting): void {
  const { places, stride } = grid;
  const start = lateness - grid.first + grid.zero;
  let into = 0;
  for (const { paidThen, unpaidLog } of grid.manners) {
    const table = isPaid ? paidThen : unpaidLog;
    for (let place = 0, at = start; place < places; place += 1, at -= stride, into += 1) {
      belief[into] = (belief[into] ?? 0) + weight * (table[at] ?? 0);
    }
  }
}

/** Logarithms made into shares that sum to 1. */
function toShares(logs: Float64Array): Float64Array {
  let most = -Infinity;
  for (const value of logs) if (value > most) most = value;
  let sum = 0;
  for (let at = 0; at < logs.length; at += 1) {
    const share = Math.exp((logs[at] ?? 0) - most);
    logs[at] = share;
    sum += share;
  }
  for (let at = 0; at < logs.length; at += 1) logs[at] = (logs[at] ?? 0) / sum;
  return logs;
}

/** Shares smaller than this change nothing that can be seen. */
const NEGLIGIBLE = 1e-7;

/** What is foreseen of an item: the chance that it is paid, 0 to 1, and how far that chance may be off for what is not known of the customer (a standard deviation). */
export interface Foreseen {
  readonly chance: number;
  readonly doubt: number;
}

/** Of one item, in steps of the clock past its due day: how late it was when last looked at in learning, how late it is unpaid by now, and by when it may be paid. */
export interface Waiting {
  readonly seenAt: number;
  readonly after: number;
  readonly until: number;
}

/** What is foreseen of an item that is unpaid. That it was still unpaid after it was last looked at tells something of its customer, too. */
export function foreseenBetween(grid: HabitGrid, belief: Float64Array, { seenAt, after, until }: Waiting): Foreseen {
  const { places, stride } = grid;
  const shift = grid.zero - grid.first;
  const [seen, start, end] = [seenAt + shift, after + shift, until + shift];
  let [unpaid, squares, whole, from] = [0, 0, 0, 0];
  for (const { unpaid: table } of grid.manners) {
    for (let place = 0, back = 0; place < places; place += 1, back += stride, from += 1) {
      const share = belief[from] ?? 0;
      if (share < NEGLIGIBLE) continue;
      const now = table[start - back] ?? 1;
      const still = (table[end - back] ?? 0) / now;
      const believed = (share * now) / (table[seen - back] ?? 1);
      unpaid += believed * still;
      squares += believed * still * still;
      whole += believed;
    }
  }
  const mean = unpaid / whole;
  return { chance: Math.min(1, Math.max(0, 1 - mean)), doubt: Math.sqrt(Math.max(0, squares / whole - mean * mean)) };
}
