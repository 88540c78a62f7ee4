import { add, type Money, money } from '#shared/domain/money.ts';

/** Adds up money of several currencies, each apart; sorted by currency. */
export function byCurrency(amounts: Iterable<Money>): Money[] {
  const sums = new Map<string, Money>();
  for (const amount of amounts) {
    const known = sums.get(amount.currency) ?? money(0, amount.currency);
    sums.set(amount.currency, add(known, amount));
  }
  return [...sums.values()].sort((a, b) => a.currency.localeCompare(b.currency));
}
