/** One episode of work on one invoice, beside what would have been expected of it without. */
export interface Episode {
  /** Whose invoice it is: one payment run of a customer settles many. */
  readonly customerId: string;
  /** In minor units of one currency. */
  readonly amount: number;
  /** The chance, 0 to 1, that it would have been paid within the episode anyway. */
  readonly expected: number;
  /** The share of it, 0 to 1, that was paid within the episode. */
  readonly paid: number;
}

/** Cash beyond what would have come anyway, in minor units, and how sure that is. */
export interface Excess {
  readonly episodes: number;
  readonly observed: number;
  readonly expected: number;
  readonly excess: number;
  readonly standardDeviation: number;
  /** Excess ÷ standard deviation; null where nothing was uncertain. */
  readonly z: number | null;
  /** The 95 % interval. */
  readonly low: number;
  readonly high: number;
  /** Whether the interval leaves out 0. Where it does not, the excess cannot be told from luck. */
  readonly isTold: boolean;
}

/** The 97.5 % point of the normal distribution. */
const TWO_SIDED_95 = 1.959964;

/**
 * Excess cash X = Σ A·(O − E). Its variance is Σ A²·E·(1 − E) where the episodes of a customer are independent; they are not, since one payment run settles many
 * invoices: two of a customer add 2·ρ·√(v·w), with ρ from 0 to 1 the correlation that untouched invoices of one customer show (correlationWithin).
 */
export function excessOf(episodes: readonly Episode[], correlation: number): Excess {
  let [observed, expected] = [0, 0];
  for (const { amount, paid, expected: chance } of episodes) {
    observed += amount * paid;
    expected += amount * chance;
  }
  const excess = observed - expected;
  const standardDeviation = Math.sqrt(varianceOf(episodes, correlation));
  const reach = TWO_SIDED_95 * standardDeviation;
  return {
    episodes: episodes.length,
    observed,
    expected,
    excess,
    standardDeviation,
    z: standardDeviation === 0 ? null : excess / standardDeviation,
    low: excess - reach,
    high: excess + reach,
    isTold: Math.abs(excess) > reach,
  };
}

/** Of deviations s of a customer's episodes: Σ s² + ρ·((Σ s)² − Σ s²). */
function varianceOf(episodes: readonly Episode[], correlation: number): number {
  const customers = new Map<string, { sum: number; squares: number }>();
  for (const { customerId, amount, expected } of episodes) {
    const deviation = amount * Math.sqrt(expected * (1 - expected));
    const { sum, squares } = customers.get(customerId) ?? { sum: 0, squares: 0 };
    customers.set(customerId, { sum: sum + deviation, squares: squares + deviation ** 2 });
  }
  let variance = 0;
  for (const { sum, squares } of customers.values()) variance += squares + correlation * (sum ** 2 - squares);
  return variance;
}

/** An outcome beside its chance, of which nothing was done to change it. */
export type Untouched = Pick<Episode, 'customerId' | 'expected' | 'paid'>;

/**
 * How much the outcomes of one customer go together: the mean product of the standardised residuals of two invoices of the same customer, 0 to 1. Outcomes that
 * were certain say nothing; 0 where no customer has two.
 */
export function correlationWithin(untouched: readonly Untouched[]): number {
  const customers = new Map<string, { sum: number; squares: number; count: number }>();
  for (const { customerId, expected, paid } of untouched) {
    const deviation = Math.sqrt(expected * (1 - expected));
    if (deviation === 0) continue;
    const residual = (paid - expected) / deviation;
    const { sum, squares, count } = customers.get(customerId) ?? { sum: 0, squares: 0, count: 0 };
    customers.set(customerId, { sum: sum + residual, squares: squares + residual ** 2, count: count + 1 });
  }
  let [products, pairs] = [0, 0];
  for (const { sum, squares, count } of customers.values()) {
    products += sum ** 2 - squares;
    pairs += count * (count - 1);
  }
  return pairs === 0 ? 0 : Math.min(1, Math.max(0, products / pairs));
}
