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
  /** Of the excess where nobody's doing changes anything. */
  readonly standardDeviation: number;
  /** Excess ÷ standard deviation; null where nothing was uncertain. */
  readonly z: number | null;
  /** The 95 % interval, as wide as what was observed makes it. */
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
  const sum = new ExcessSum({ correlation, checkedOn: Infinity });
  for (const { customerId, amount, paid, expected } of episodes) {
    const deviation = amount * Math.sqrt(expected * (1 - expected));
    sum.add({
      customer: customerId,
      observed: amount * paid,
      expected: amount * expected,
      deviation,
      chance: expected,
      doubt: 0,
    });
  }
  return sum.excess(episodes.length);
}

/** A part of an episode in money: what was paid in it, what was expected, and how far what is paid deviates from that by chance alone. */
export interface ExcessPart {
  readonly customer: string | number;
  readonly observed: number;
  readonly expected: number;
  readonly deviation: number;
  /** The chance of being paid that the deviation follows from, 0 to 1. */
  readonly chance: number;
  /** How far the expected may be off for what is not known of the customer; off for all its parts alike. */
  readonly doubt: number;
}

/** How outcomes go together. */
export interface Together {
  /** Those of one customer, 0 to 1. */
  readonly correlation: number;
  /** On how many untouched items the expectation was held against what came. It may be off for all customers alike by as much as so many cannot show. */
  readonly checkedOn: number;
}

/**
 * Adds up parts of one currency. z holds the excess against what it deviates by where nothing is done. The interval is about what was done, and payments that are hastened
 * deviate less or more than those: it takes each chance as it is with every day's hazard changed by one factor, the one under which the observed is what was to be expected.
 */
export class ExcessSum {
  private observed = 0;
  private expected = 0;
  private readonly parts: ExcessPart[] = [];

  constructor(private readonly together: Together) {}

  add(part: ExcessPart): void {
    this.observed += part.observed;
    this.expected += part.expected;
    this.parts.push(part);
  }

  /** What it all comes to, of so many episodes. */
  excess(episodes: number): Excess {
    const { observed, expected } = this;
    const excess = observed - expected;
    const standardDeviation = this.deviationWhere(() => 1);
    const factor = hazardFactor(this.parts, observed);
    const reach = TWO_SIDED_95 * this.deviationWhere(({ chance }) => widthUnder(factor, chance));
    return {
      episodes,
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

  /** The root of the variances of all customers, each part’s own deviation times a width. */
  private deviationWhere(width: (part: ExcessPart) => number): number {
    const customers = new Map<string | number, Spread>();
    for (const part of this.parts) {
      const deviation = part.deviation * width(part);
      const spread = customers.get(part.customer) ?? { plain: 0, sum: 0, squares: 0, doubt: 0, doubtSquares: 0 };
      spread.plain += part.deviation;
      spread.sum += deviation;
      spread.squares += deviation ** 2;
      spread.doubt += part.doubt;
      spread.doubtSquares += part.doubt ** 2;
      customers.set(part.customer, spread);
    }
    const { correlation, checkedOn } = this.together;
    let variance = 0;
    let whole = 0;
    for (const spread of customers.values()) {
      variance += varianceOf(spread, correlation);
      whole += spread.plain;
    }
    return Math.sqrt(variance + whole ** 2 / Math.max(1, checkedOn));
  }
}

/** Of one customer’s parts: sums of deviations and doubts, and of their squares. */
interface Spread {
  /** The deviations without a width. */
  plain: number;
  sum: number;
  squares: number;
  doubt: number;
  doubtSquares: number;
}

/** Σ s² + ρ·((Σ s)² − Σ s²), or what the doubt alone makes go together where that is more: (Σ d)² − Σ d². */
function varianceOf({ sum, squares, doubt, doubtSquares }: Spread, correlation: number): number {
  return squares + Math.max(correlation * (sum ** 2 - squares), doubt ** 2 - doubtSquares);
}

/** Few episodes say little of the factor; it is looked for between its inverse and this. */
const MOST_FACTOR = 4;
const HALVINGS = 20;
const CHANCE_CLASSES = 200;

/** The factor on every day's hazard under which what was observed is what was to be expected: chances E become 1 − (1 − E)^factor. */
function hazardFactor(parts: readonly ExcessPart[], observed: number): number {
  const classes = amountsByChance(parts);
  let [low, high] = [Math.log(1 / MOST_FACTOR), Math.log(MOST_FACTOR)];
  for (let halving = 0; halving < HALVINGS; halving += 1) {
    const middle = (low + high) / 2;
    if (paidUnder(Math.exp(middle), classes) < observed) low = middle;
    else high = middle;
  }
  return Math.exp((low + high) / 2);
}

/** The amounts at stake by their chance; every part weighs as much as its own expectation says. */
function amountsByChance(parts: readonly ExcessPart[]): Float64Array {
  const classes = new Float64Array(CHANCE_CLASSES + 1);
  for (const { chance, expected } of parts) {
    if (chance <= 0) continue;
    const place = Math.round(chance * CHANCE_CLASSES);
    classes[place] = (classes[place] ?? 0) + expected / chance;
  }
  return classes;
}

function paidUnder(factor: number, classes: Float64Array): number {
  return classes.reduce((sum, amount, place) => sum + amount * under(factor, place / CHANCE_CLASSES), 0);
}

function under(factor: number, chance: number): number {
  return 1 - (1 - chance) ** factor;
}

/** How much wider an outcome deviates under a factor than without. */
function widthUnder(factor: number, chance: number): number {
  const variance = chance * (1 - chance);
  if (variance <= 0) return 1;
  const changed = under(factor, chance);
  return Math.sqrt((changed * (1 - changed)) / variance);
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
