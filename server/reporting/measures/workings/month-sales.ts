import type { CurrencyCode } from '#shared/domain/currency.ts';
import type { ItemIndex } from '../../facts/facts.ts';
import { monthOf } from './days.ts';
import { DEBIT_MEMO, INVOICE } from './ledger-columns.ts';
import { saleOf } from './ledger-parts.ts';
import type { Scope } from './scope.ts';

/** Whether an item is one that sales are made of on the debit side. */
export function isInvoice({ ledger: { kind } }: Scope, item: ItemIndex): boolean {
  return kind[item] === INVOICE || kind[item] === DEBIT_MEMO;
}

/** Net credit sales up to the last day, by currency and the first day of their month. */
export function salesByMonth(scope: Scope): ReadonlyMap<CurrencyCode, ReadonlyMap<number, number>> {
  return scope.once(salesByMonth, () => {
    const sales = new Map<CurrencyCode, Map<number, number>>();
    visitSales(scope, (item, minor, firstOfMonth) => {
      const currency = scope.currencyOf(item);
      const months = sales.get(currency) ?? new Map<number, number>();
      months.set(firstOfMonth, (months.get(firstOfMonth) ?? 0) + minor);
      sales.set(currency, months);
    });
    return sales;
  });
}

/** Sees what each item up to the last day adds to the sales of its month, in the currency in which it is said. */
export function visitSales(scope: Scope, see: (item: ItemIndex, minor: number, firstOfMonth: number) => void): void {
  const { issuedOn } = scope.facts.items;
  const { items, kind } = scope.ledger;
  const months = new Map<number, number>();
  for (const item of items) {
    const on = issuedOn[item] ?? 0;
    if (on > scope.to || !scope.hasItem(item)) continue;
    const minor = saleOf(scope, item, kind[item] ?? 0);
    if (minor === 0) continue;
    const first = months.get(on) ?? monthOf(on).from;
    months.set(on, first);
    see(item, scope.worth(item, minor), first);
  }
}
