import { ExactSum } from '../formats/exact-sum.ts';

const WAYS = [
  { isUpward: false, sign: 1 },
  { isUpward: true, sign: 1 },
  { isUpward: false, sign: -1 },
  { isUpward: true, sign: -1 },
] as const;

interface Break {
  readonly line: number;
  readonly reached: string;
  readonly stated: string;
}

interface Row {
  readonly line: number;
  /** Above 0 for money received. */
  readonly amount: string;
  /** Null where the row states none. */
  readonly balance: string | null;
}

/** Holds amounts against the balance after each of them, in files that list the earliest first or last. */
export class RunningBalance {
  private readonly ways = WAYS.map((way) => ({ ...way, breaks: 0, first: null as Break | null }));
  private before: string | null = null;
  /** The amounts between two balances: in a downward list those behind the first, in an upward one its own as well but not the last. */
  private behind = new ExactSum();
  private ownAndBehind = new ExactSum();
  private compared = 0;

  add({ line, amount, balance }: Row): void {
    this.behind.add(amount);
    if (balance === null) {
      this.ownAndBehind.add(amount);
      return;
    }
    if (this.before !== null) this.compare(line, balance, this.before);
    this.before = balance;
    this.behind = new ExactSum();
    this.ownAndBehind = new ExactSum().add(amount);
  }

  private compare(line: number, balance: string, before: string): void {
    this.compared += 1;
    for (const way of this.ways) {
      const change = way.isUpward ? this.ownAndBehind : this.behind;
      const isTaken = way.isUpward === (way.sign === 1);
      const reached = new ExactSum().add(before).add(change.decimal, isTaken ? -1 : 1);
      if (reached.equals(balance)) continue;
      way.breaks += 1;
      way.first ??= { line, reached: reached.decimal, stated: balance };
    }
  }

  /** Whether balances were there and all fit. */
  get isProved(): boolean {
    return this.compared > 0 && this.ways.some(({ sign, breaks }) => sign === 1 && breaks === 0);
  }

  /** What does not fit, in a sentence; null where all does. */
  difference(): string | null {
    if (this.compared === 0 || this.isProved) return null;
    const best = this.ways.filter(({ sign }) => sign === 1).reduce((a, b) => (b.breaks < a.breaks ? b : a));
    const turned = this.ways.some(({ sign, breaks }) => sign === -1 && breaks === 0);
    const advice = turned
      ? '. With the sides turned round they fit: if so, say "bank": { "credits": "negative" } in the mapping'
      : '';
    const { line, reached, stated } = best.first ?? { line: 0, reached: '', stated: '' };
    return `the balances do not follow from the amounts in ${best.breaks} of ${this.compared} rows, first in line ${line}, where ${reached} is reached and ${stated} stated${advice}`;
  }
}
