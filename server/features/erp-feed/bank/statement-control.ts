import { ExactSum } from '../formats/exact-sum.ts';
import type { BankBalance, BankEntry, Side, StatedTotal, StatementEnd, StatementHead } from './bank-statement.ts';

/** Holds what a statement says of itself against its entries: opening balance, entries and closing balance; counts and sums. */
export class StatementControl {
  private readonly net = new ExactSum();
  private readonly sums = { credit: new ExactSum(), debit: new ExactSum() };
  private readonly counts = { credit: 0, debit: 0 };
  private readonly currencies = new Set<string>();
  private isWhole = true;

  constructor(private readonly head: StatementHead) {}

  add({ side, amount, status, wrong }: BankEntry): void {
    if (wrong.length > 0) {
      this.isWhole = false;
      return;
    }
    this.counts[side] += 1;
    this.sums[side].add(amount.decimal);
    if (status !== 'booked') return;
    this.net.add(amount.decimal, side === 'credit' ? 1 : -1);
    this.currencies.add(amount.currency);
  }

  /** What does not add up, in sentences. Nothing is said of a statement of which an entry could not be read: that is a problem of its own. */
  differences({ closing, totals }: StatementEnd): string[] {
    if (!this.isWhole) return [];
    return [...this.balanceDifference(closing), ...totals.flatMap((total) => this.totalDifference(total))];
  }

  private balanceDifference(closing: BankBalance | null): string[] {
    const { opening } = this.head;
    if (opening === null || closing === null) return [];
    const currencies = new Set([...this.currencies, opening.currency, closing.currency]);
    if (currencies.size > 1) return [`its balances and entries are in ${[...currencies].join(', ')}`];
    const reached = new ExactSum().add(opening.decimal).add(this.net.decimal);
    if (reached.equals(closing.decimal)) return [];
    const { currency } = opening;
    return [
      `it opens with ${opening.decimal} and its entries come to ${this.net.decimal}, which makes ${reached.decimal}, but it closes with ${closing.decimal} ${currency}`,
    ];
  }

  private totalDifference({ of, count, sum }: StatedTotal): string[] {
    const found = this.counted(of);
    const differences: string[] = [];
    if (count !== null && count !== found.count) differences.push(`it states ${count} ${of} and has ${found.count}`);
    if (sum !== null && !found.sum.equals(sum)) {
      differences.push(`it states ${of} of ${sum} together and has ${found.sum.decimal}`);
    }
    return differences;
  }

  private counted(of: StatedTotal['of']): { count: number; sum: ExactSum } {
    const { counts, sums } = this;
    if (of === 'entries') {
      const sum = new ExactSum().add(sums.credit.decimal).add(sums.debit.decimal);
      return { count: counts.credit + counts.debit, sum };
    }
    const side: Side = of === 'credits' ? 'credit' : 'debit';
    return { count: counts[side], sum: sums[side] };
  }
}
