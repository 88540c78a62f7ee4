/** More would take too long, and find too much by chance. */
const MOST_ITEMS = 16;
const MOST_STEPS = 50_000;

export interface Summand<T> {
  readonly of: T;
  readonly amount: number;
}

/**
 * The only set of at least two that adds up to a total, or differs from it by at most `slack`; null where there is none, where there are several, and where there are too many to try.
 * All of them go before any part of them; of more than 16, the first 16 are tried.
 */
export function onlySubset<T>(items: readonly Summand<T>[], total: number, slack = 0): T[] | null {
  const sum = items.reduce((sofar, { amount }) => sofar + amount, 0);
  if (items.length >= 2 && Math.abs(sum - total) <= slack) return items.map(({ of }) => of);
  if (items.length < 3 || sum + slack < total) return null;
  return new Search(items.slice(0, MOST_ITEMS), total, slack).only();
}

class Search<T> {
  private readonly items: readonly Summand<T>[];
  /** What all from a place on add up to. */
  private readonly sumFrom: readonly number[];
  private readonly found: T[][] = [];
  private steps = 0;

  constructor(
    items: readonly Summand<T>[],
    private readonly total: number,
    private readonly slack: number,
  ) {
    this.items = [...items].sort((a, b) => b.amount - a.amount);
    const sums = [0];
    for (const { amount } of [...this.items].reverse()) sums.unshift((sums[0] ?? 0) + amount);
    this.sumFrom = sums;
  }

  only(): T[] | null {
    this.from(0, this.total, []);
    const [first] = this.found;
    const isSure = this.found.length === 1 && this.steps < MOST_STEPS;
    return first !== undefined && isSure ? first : null;
  }

  private from(at: number, missing: number, taken: readonly T[]): void {
    this.steps += 1;
    if (this.found.length > 1 || this.steps >= MOST_STEPS) return;
    if (Math.abs(missing) <= this.slack && taken.length >= 2) {
      this.found.push([...taken]);
      return;
    }
    const item = this.items[at];
    if (item === undefined || missing < -this.slack || (this.sumFrom[at] ?? 0) + this.slack < missing) return;
    this.from(at + 1, missing - item.amount, [...taken, item.of]);
    this.from(at + 1, missing, taken);
  }
}
