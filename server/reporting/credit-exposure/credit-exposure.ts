import type { CurrencyCode } from '#shared/domain/currency.ts';
import { type Money, money } from '#shared/domain/money.ts';
import { type ItemKind, isDebit } from '#shared/domain/open-item.ts';

/** What the exposure of an item is told from. */
export interface ExposedItem {
  readonly kind: ItemKind;
  readonly amount: Money;
  /** What is left of it on the day. */
  readonly left: Money;
  /** The document's amount in the company's currency, at the source's own dated rate. */
  readonly company?: { readonly amount: Money; readonly rate: string } | undefined;
}

/** What a customer owes beside its credit limit. */
export interface Exposure {
  readonly limit: Money;
  /** Net open in the limit's currency: what it owes less what it has given. */
  readonly exposure: Money;
  /** How much of the exposure is in documents of other currencies, at their own dated rates. */
  readonly atDatedRates: Money;
  /** What is free of the limit; below 0 by how much it is exceeded. */
  readonly free: Money;
  /** Net open in currencies for which the source gave no rate to the limit's; not part of the exposure. */
  readonly withoutRate: readonly Money[];
}

/**
 * Exposure against a limit: Σ left of debit items − Σ left of credit items. An item of another currency counts at the rate that its own source gave it on its own day, as the
 * share of its company amount that is left: rates are never made or renewed here. Where it has none to the limit's currency, it stands beside.
 */
export function exposureOf(items: readonly ExposedItem[], limit: Money): Exposure {
  let own = 0;
  let rated = 0;
  const beside = new Map<CurrencyCode, number>();
  for (const item of items) {
    const sign = isDebit(item.kind) ? 1 : -1;
    const { currency, minor } = item.left;
    const inLimits = shareLeft(item, limit.currency);
    if (currency === limit.currency) own += sign * minor;
    else if (inLimits !== null) rated += sign * inLimits;
    else beside.set(currency, (beside.get(currency) ?? 0) + sign * minor);
  }
  const exposure = own + rated;
  return {
    limit,
    exposure: money(exposure, limit.currency),
    atDatedRates: money(rated, limit.currency),
    free: money(limit.minor - exposure, limit.currency),
    withoutRate: [...beside].sort(([a], [b]) => (a < b ? -1 : 1)).map(([currency, minor]) => money(minor, currency)),
  };
}

/** What is left of an item in the company's currency, rounded half away from 0 to its minor unit; null where the source gave no amount in that currency. */
function shareLeft({ amount, left, company }: ExposedItem, currency: CurrencyCode): number | null {
  if (company === undefined || company.amount.currency !== currency) return null;
  if (amount.minor === 0) return 0;
  // Whole numbers throughout: the product of two amounts goes beyond what a double holds exactly.
  const [part, whole] = [BigInt(left.minor) * BigInt(company.amount.minor), BigInt(amount.minor)];
  const doubled = 2n * part + whole;
  return Number(doubled / (2n * whole));
}

/** An exposure as a fraction of its limit, to four decimals; null where the limit is 0. */
export function usedOf({ exposure, limit }: Pick<Exposure, 'exposure' | 'limit'>): number | null {
  return limit.minor === 0 ? null : Math.round((exposure.minor / limit.minor) * 10_000) / 10_000;
}
