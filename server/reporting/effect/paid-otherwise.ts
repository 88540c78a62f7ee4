import { type Facts, type ItemIndex, NEVER_DAY } from '../facts/facts.ts';
import { numberAt } from './number-at.ts';

/** What credit memos, adjustments and cancelling took off items: it lessens what is owed, and is no payment. Amounts in minor units of the item. */
export class PaidOtherwise {
  private readonly totals = new Map<ItemIndex, number>();

  constructor(private readonly facts: Facts) {
    const { applications, adjustments, items } = facts;
    const { credit, debit, count } = applications;
    for (let at = 0; at < count; at += 1) {
      const isMemo = items.kind(credit[at] ?? 0) === 'credit_memo';
      if (isMemo) this.add(debit[at] ?? 0, applications.debitHeldOn(at, NEVER_DAY - 1));
    }
    const { item, minor } = adjustments;
    for (const at of adjustments.all()) this.add(item[at] ?? 0, minor[at] ?? 0);
    for (const each of items.all()) items.visitReversals(each, (_day, taken) => this.add(each, -taken));
  }

  /** All of it, whenever. */
  totalOf(item: ItemIndex): number {
    return this.totals.get(item) ?? 0;
  }

  /** What of it came on the days after one up to another. */
  between(item: ItemIndex, after: number, until: number): number {
    if (!this.totals.has(item)) return 0;
    return this.upTo(item, until) - this.upTo(item, after);
  }

  private upTo(item: ItemIndex, day: number): number {
    const { applications, adjustments, items } = this.facts;
    let sum = 0;
    for (const at of applications.ofItem(item)) {
      const isMemo = items.kind(numberAt(applications.credit, at)) === 'credit_memo';
      if (isMemo) sum += applications.debitHeldOn(at, day);
    }
    for (const at of adjustments.ofItem(item)) {
      if (numberAt(adjustments.on, at) <= day) sum += numberAt(adjustments.minor, at);
    }
    items.visitReversals(item, (on, taken) => {
      if (on <= day) sum -= taken;
    });
    return sum;
  }

  private add(item: ItemIndex, minor: number): void {
    if (minor > 0) this.totals.set(item, this.totalOf(item) + minor);
  }
}
