/** Steps of the hazard where few are left count the hazard before them as so many items more. */
const BORROWED = 5;
/** Fewer items at risk tell nothing of how long the last ones take. */
const ENOUGH_AT_RISK = 30;
const LEAST_HAZARD = 0.003;
const MOST_HAZARD = 0.95;

/** How a step of a shape is placed on the line of lateness. */
export interface Steps {
  readonly first: number;
  readonly width: number;
  readonly count: number;
}

/** The share of items, 0 to 1, that is still unpaid after each step of lateness; from a discrete hazard a step, or written down. */
export class LatenessShape {
  private constructor(
    readonly steps: Steps,
    private readonly unpaid: Float64Array,
    private readonly lastHazard: number,
  ) {}

  /** A logistic curve: what is assumed before anything was seen. */
  static assumed(steps: Steps, middle: number, spread: number): LatenessShape {
    const unpaid = Float64Array.from({ length: steps.count + 1 }, (_, step) => {
      return 1 / (1 + Math.exp((steps.first + step * steps.width - middle) / spread));
    });
    return new LatenessShape(steps, unpaid, steps.width / spread);
  }

  /** Kaplan and Meier's estimate from what was counted; where few were at risk the hazard of before goes on. */
  static counted(seen: LatenessCount, before: LatenessShape): LatenessShape {
    const { steps } = seen;
    const [events, exits] = [smoothed(seen.events), seen.exits];
    let atRisk = sumOf(events) + sumOf(exits);
    let share = 1;
    let last = before.lastHazard;
    const unpaid = new Float64Array(steps.count + 1);
    for (let step = 0; step < steps.count; step += 1) {
      unpaid[step] = share;
      const event = events[step] ?? 0;
      const borrowed = before.hazardAt(step);
      const hazard = Math.min(MOST_HAZARD, (event + BORROWED * borrowed) / (atRisk + BORROWED));
      if (atRisk > ENOUGH_AT_RISK) last = 0.8 * last + 0.2 * Math.max(hazard, LEAST_HAZARD);
      share *= 1 - hazard;
      atRisk = Math.max(0, atRisk - event - (exits[step] ?? 0));
    }
    unpaid[steps.count] = share;
    return new LatenessShape(steps, unpaid, last);
  }

  /** The share that is unpaid beyond a lateness. */
  beyond(lateness: number): number {
    const { first, width, count } = this.steps;
    const at = (lateness - first) / width;
    if (at <= 0) return 1;
    if (at >= count) return (this.unpaid[count] ?? 0) * Math.exp(-(at - count) * this.lastHazard);
    const step = Math.floor(at);
    const low = this.unpaid[step] ?? 0;
    return low + ((this.unpaid[step + 1] ?? 0) - low) * (at - step);
  }

  private hazardAt(step: number): number {
    const before = this.unpaid[step] ?? 0;
    return before <= 0 ? this.lastHazard : 1 - (this.unpaid[step + 1] ?? 0) / before;
  }
}

/** Counts, in parts of items, how many were paid at each step and how many left unpaid. */
export class LatenessCount {
  readonly events: Float64Array;
  readonly exits: Float64Array;

  constructor(readonly steps: Steps) {
    this.events = new Float64Array(steps.count);
    this.exits = new Float64Array(steps.count);
  }

  add(lateness: number, weight: number, isPaid: boolean): void {
    const { first, width, count } = this.steps;
    const step = Math.min(count - 1, Math.max(0, Math.floor((lateness - first) / width)));
    const into = isPaid ? this.events : this.exits;
    into[step] = (into[step] ?? 0) + weight;
  }
}

const KERNEL_STEPS = 3;
const KERNEL_REACH = 8;
const KERNEL = Float64Array.from({ length: 2 * KERNEL_REACH + 1 }, (_, at) => {
  return Math.exp(-0.5 * ((at - KERNEL_REACH) / KERNEL_STEPS) ** 2);
});

/** Each count spread over its neighbours; nothing is lost. */
function smoothed(counts: Float64Array): Float64Array {
  const spread = new Float64Array(counts.length);
  for (const [from, count] of counts.entries()) if (count !== 0) spreadOver(spread, from, count);
  return spread;
}

function spreadOver(spread: Float64Array, from: number, count: number): void {
  const low = Math.max(0, from - KERNEL_REACH);
  const weights = KERNEL.subarray(low - from + KERNEL_REACH, spread.length - from + KERNEL_REACH);
  const whole = sumOf(weights);
  for (const [step, weight] of weights.entries()) {
    spread[low + step] = (spread[low + step] ?? 0) + (count * weight) / whole;
  }
}

function sumOf(values: Float64Array): number {
  let sum = 0;
  for (const value of values) sum += value;
  return sum;
}
