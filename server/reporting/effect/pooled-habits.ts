import { beliefOf, learn, type Memory, sightingAt } from './habit-belief.ts';
import { assumedShapes, HabitGrid, type HabitRange, type Manner } from './habit-grid.ts';
import type { LatenessSeen } from './lateness-seen.ts';
import { LatenessCount, LatenessShape } from './lateness-shape.ts';
import { numberAt } from './number-at.ts';

/** What customers have in common is learnt from so many of them at most, evenly drawn. */
const MOST_CUSTOMERS = 1_000;
const ROUNDS = 5;
/** Habits that are believed in less than this are not counted towards the shapes. */
const LEAST_BELIEF = 1e-3;
/** Half-lives of what was seen that are tried, in days, the longest first. */
const MEMORIES: readonly Memory[] = [Infinity, 720, 360, 180];
/** A shorter memory has to foretell better by so much, in logarithms of likelihood. */
const WORTH_FORGETTING = 2;
/** Before so many items of a customer nothing is foretold of it; and no more than so many of its last ones. */
const FIRST_FORETOLD = 3;
const MOST_FORETOLD = 8;
/** The age of habits is learnt from so many customers at most. */
const MOST_FORETOLD_CUSTOMERS = 200;

/** What the customers of a company have in common. */
export interface PooledHabits {
  readonly grid: HabitGrid;
  readonly memory: Memory;
}

/** Learns from a company’s past how habits are spread, what shape lateness within a habit has, what strays, and how fast habits age. */
export function pooledHabits(seen: LatenessSeen): PooledHabits {
  const customers = drawnCustomers(seen);
  const range = rangeOf(seen, customers);
  const grid = new HabitGrid(range);
  let shapes = assumedShapes(range.spread);
  grid.takeShapes(shapes.habit, shapes.stray);
  for (let round = 0; round < ROUNDS; round += 1) {
    const counts = { habit: new LatenessCount(shapes.habit.steps), stray: new LatenessCount(shapes.stray.steps) };
    const held = new Float64Array(grid.size);
    for (const customer of customers) {
      const belief = beliefOf(grid, seen, customer, Infinity);
      for (let at = 0; at < belief.length; at += 1) held[at] = (held[at] ?? 0) + (belief[at] ?? 0);
      countTowardsShapes({ grid, seen, belief, counts }, customer);
    }
    shapes = {
      habit: LatenessShape.counted(counts.habit, shapes.habit),
      stray: LatenessShape.counted(counts.stray, shapes.stray),
    };
    spreadLikelihood(grid, held, customers.length);
    grid.takeShapes(shapes.habit, shapes.stray);
  }
  return { grid, memory: bestMemory(grid, seen, customers) };
}

/** Customers of which something was seen, evenly drawn where they are many. */
function drawnCustomers({ begins }: LatenessSeen): readonly number[] {
  const known: number[] = [];
  for (let customer = 0; customer + 1 < begins.length; customer += 1) {
    if ((begins[customer + 1] ?? 0) > (begins[customer] ?? 0)) known.push(customer);
  }
  return evenlyDrawn(known, MOST_CUSTOMERS);
}

function evenlyDrawn(all: readonly number[], most: number): readonly number[] {
  const every = all.length / most;
  return every <= 1 ? all : Array.from({ length: most }, (_, at) => all[Math.floor(at * every)] ?? 0);
}

/** Where nobody has paid yet habits lie about the due day. */
const ASSUMED_RANGE: HabitRange = { low: -20, high: 60, spread: 8 };
const FEWEST_PAID = 10;

function rangeOf(seen: LatenessSeen, customers: readonly number[]): HabitRange {
  const all: number[] = [];
  let [squares, freedom] = [0, 0];
  for (const customer of customers) {
    const own = paidLateness(seen, customer);
    all.push(...own);
    if (own.length < 2) continue;
    const mean = own.reduce((sum, value) => sum + value, 0) / own.length;
    squares += own.reduce((sum, value) => sum + (value - mean) ** 2, 0);
    freedom += own.length - 1;
  }
  if (all.length < FEWEST_PAID || freedom === 0) return ASSUMED_RANGE;
  all.sort((a, b) => a - b);
  const quantile = (share: number) => all[Math.floor(share * (all.length - 1))] ?? 0;
  return { low: quantile(0.005), high: quantile(0.98), spread: Math.max(1, Math.sqrt(squares / freedom)) };
}

function paidLateness({ begins, isPaid, lateness }: LatenessSeen, customer: number): number[] {
  const own: number[] = [];
  for (let at = begins[customer] ?? 0; at < (begins[customer + 1] ?? 0); at += 1) {
    if (isPaid[at] === 1) own.push(lateness[at] ?? 0);
  }
  return own;
}

interface Counting {
  readonly grid: HabitGrid;
  readonly seen: LatenessSeen;
  readonly belief: Float64Array;
  readonly counts: { readonly habit: LatenessCount; readonly stray: LatenessCount };
}

/** Counts each item of a customer under every habit as far as that is believed in, part as usual and part as a stray. */
function countTowardsShapes(counting: Counting, customer: number): void {
  const { grid, belief } = counting;
  for (const [from, share] of belief.entries()) {
    const manner = grid.manners[Math.floor(from / grid.places)];
    if (share < LEAST_BELIEF || manner === undefined) continue;
    const location = grid.first + (from % grid.places) * grid.stride;
    countUnder(counting, customer, { manner, location, share });
  }
}

interface HeldHabit {
  readonly manner: Manner;
  readonly location: number;
  readonly share: number;
}

function countUnder({ grid, seen, counts }: Counting, customer: number, { manner, location, share }: HeldHabit): void {
  const end = numberAt(seen.begins, customer + 1);
  for (let at = numberAt(seen.begins, customer); at < end; at += 1) {
    const isPaid = seen.isPaid[at] === 1;
    const off = numberAt(seen.lateness, at) - location;
    const usual = numberAt(isPaid ? manner.usualOfPaid : manner.usualOfUnpaid, off + grid.zero);
    counts.habit.add(off / manner.spread, share * usual, isPaid);
    counts.stray.add(off, share * (1 - usual), isPaid);
  }
}

/** How many neighbours a place shares its customers with, and what every habit keeps however nobody has it. */
const NEIGHBOURS = 4;
const KEPT_CUSTOMERS = 2;

/** Says how likely each habit is for a customer of whom nothing is known. */
function spreadLikelihood(grid: HabitGrid, held: Float64Array, customers: number): void {
  const kept = KEPT_CUSTOMERS / Math.max(1, customers) / grid.size;
  let whole = 0;
  for (let at = 0; at < grid.size; at += 1) {
    const place = at % grid.places;
    let [sum, weights] = [0, 0];
    for (let step = -NEIGHBOURS; step <= NEIGHBOURS; step += 1) {
      if (place + step < 0 || place + step >= grid.places) continue;
      const weight = Math.exp(-0.5 * (step / 2) ** 2);
      sum += weight * (held[at + step] ?? 0);
      weights += weight;
    }
    const share = sum / weights / Math.max(1, customers) + kept;
    grid.likely[at] = share;
    whole += share;
  }
  for (let at = 0; at < grid.size; at += 1) grid.likely[at] = (grid.likely[at] ?? 0) / whole;
}

/** The memory under which each item was best foretold by the customer’s items that were due before it. */
function bestMemory(grid: HabitGrid, seen: LatenessSeen, customers: readonly number[]): Memory {
  let [best, bestScore] = [Infinity, -Infinity];
  const drawn = evenlyDrawn(customers, MOST_FORETOLD_CUSTOMERS);
  for (const memory of MEMORIES) {
    let score = 0;
    for (const customer of drawn) score += foretold(grid, seen, customer, memory);
    if (score <= bestScore + WORTH_FORGETTING) continue;
    best = memory;
    bestScore = score;
  }
  return best;
}

/** The logarithm of how likely a customer’s last items were, each after those before it. */
function foretold(grid: HabitGrid, seen: LatenessSeen, customer: number, memory: Memory): number {
  const learnt = new Float64Array(grid.size);
  const [begin, end] = [numberAt(seen.begins, customer), numberAt(seen.begins, customer + 1)];
  const first = Math.max(begin + FIRST_FORETOLD, end - MOST_FORETOLD);
  let score = 0;
  for (let at = begin; at < end; at += 1) {
    const days = at === begin ? 0 : numberAt(seen.dueOn, at) - numberAt(seen.dueOn, at - 1);
    if (memory !== Infinity && days > 0) fade(learnt, 2 ** (-days / memory));
    const before = at < first ? 0 : logOfSum(learnt, grid.likely);
    learn(learnt, grid, sightingAt(seen, at));
    if (at >= first) score += logOfSum(learnt, grid.likely) - before;
  }
  return score;
}

function fade(learnt: Float64Array, factor: number): void {
  for (let at = 0; at < learnt.length; at += 1) learnt[at] = (learnt[at] ?? 0) * factor;
}

/** What lies so far below the most is nothing beside it. */
const NOTHING = -25;

/** log Σ exp(logs)·weights. */
function logOfSum(logs: Float64Array, weights: Float64Array): number {
  let most = -Infinity;
  for (const value of logs) if (value > most) most = value;
  let sum = 0;
  for (let at = 0; at < logs.length; at += 1) {
    const log = (logs[at] ?? 0) - most;
    if (log > NOTHING) sum += Math.exp(log) * (weights[at] ?? 0);
  }
  return most + Math.log(sum);
}
