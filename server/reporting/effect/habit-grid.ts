import { LatenessShape } from './lateness-shape.ts';

/** Spreads of a customer’s habit, in those of all customers. */
const SPREADS = [0.3, 0.5, 0.8, 1.3, 2.1, 3.5] as const;
/** Shares of a customer’s items that stray from its habit: contested, forgotten, held back. */
const STRAYS = [0.03, 0.12, 0.3] as const;
const MOST_PLACES = 40;
/** Lateness in steps of the clock beyond which an item counts as just there. */
export const EARLIEST = -120;
export const LATEST = 400;
/** No two outcomes are told apart by less. */
const LEAST_CHANCE = 1e-9;

/** How the whole company pays: where habits lie, in steps of the clock past the due day, and how wide one is. */
export interface HabitRange {
  readonly low: number;
  readonly high: number;
  readonly spread: number;
}

/** A manner of paying beside where it lies: how wide the habit is and how much strays from it. */
export interface Manner {
  readonly spread: number;
  readonly strays: number;
  /** By lateness less the habit’s place: logarithm of being paid just then, and of being unpaid after; being unpaid after. */
  readonly paidThen: Float64Array;
  readonly unpaidLog: Float64Array;
  readonly unpaid: Float64Array;
  /** The share of those paid then, and of those unpaid after, that keep to the habit. */
  readonly usualOfPaid: Float64Array;
  readonly usualOfUnpaid: Float64Array;
}

/**
 * Every habit that a customer may have: where it lies × how wide it is × how much strays. What lies within the habit has one shape for all customers, in spreads of the
 * habit; what strays has another, in steps of the clock. `likely` says how many customers have which.
 */
export class HabitGrid {
  readonly first: number;
  readonly stride: number;
  readonly places: number;
  readonly manners: readonly Manner[];
  readonly likely: Float64Array;
  /** Where in the tables a difference of 0 stands. */
  readonly zero: number;

  constructor(range: HabitRange) {
    this.first = range.low;
    this.stride = Math.max(1, Math.round((range.high - range.low) / MOST_PLACES));
    this.places = Math.floor((range.high - range.low) / this.stride) + 1;
    this.zero = this.first + (this.places - 1) * this.stride - EARLIEST;
    const length = LATEST - this.first + this.zero + 1;
    this.manners = SPREADS.flatMap((spread) => {
      return STRAYS.map((strays) => mannerOf(Math.max(0.5, spread * range.spread), strays, length));
    });
    this.likely = new Float64Array(this.size).fill(1 / this.size);
  }

  get size(): number {
    return this.manners.length * this.places;
  }

  /** Takes the two shapes: that of habits, in their spreads, and that of strays, in steps of the clock. */
  takeShapes(habit: LatenessShape, stray: LatenessShape): void {
    for (const manner of this.manners) fillTables(manner, this.zero, { habit, stray });
  }
}

function mannerOf(spread: number, strays: number, length: number): Manner {
  const column = () => new Float64Array(length);
  return {
    spread,
    strays,
    paidThen: column(),
    unpaidLog: column(),
    unpaid: column(),
    usualOfPaid: column(),
    usualOfUnpaid: column(),
  };
}

function fillTables(manner: Manner, zero: number, shapes: { habit: LatenessShape; stray: LatenessShape }): void {
  const { spread, strays, paidThen, unpaidLog, unpaid, usualOfPaid, usualOfUnpaid } = manner;
  let [habitBefore, strayBefore] = [1, 1];
  for (let at = 0; at < unpaid.length; at += 1) {
    // A step of the clock is over half a step later.
    const lateness = at - zero + 0.5;
    const [habitAfter, strayAfter] = [shapes.habit.beyond(lateness / spread), shapes.stray.beyond(lateness)];
    const usualPaid = (1 - strays) * Math.max(LEAST_CHANCE, habitBefore - habitAfter);
    const strayPaid = strays * Math.max(LEAST_CHANCE, strayBefore - strayAfter);
    const usualUnpaid = (1 - strays) * Math.max(LEAST_CHANCE, habitAfter);
    const left = usualUnpaid + strays * Math.max(LEAST_CHANCE, strayAfter);
    paidThen[at] = Math.log(usualPaid + strayPaid);
    unpaidLog[at] = Math.log(left);
    unpaid[at] = left;
    usualOfPaid[at] = usualPaid / (usualPaid + strayPaid);
    usualOfUnpaid[at] = usualUnpaid / left;
    [habitBefore, strayBefore] = [habitAfter, strayAfter];
  }
}

/** The shapes before anything was seen. */
export function assumedShapes(spread: number): { habit: LatenessShape; stray: LatenessShape } {
  return {
    habit: LatenessShape.assumed({ first: -8, width: 0.1, count: 300 }, 0, 0.6),
    stray: LatenessShape.assumed({ first: -60, width: 1, count: 520 }, spread, 1.5 * spread),
  };
}
