import type { CustomerCard } from '#shared/api/customers.ts';
import { type CurrencyCode, currencyCode } from '#shared/domain/currency.ts';
import { type Money, money } from '#shared/domain/money.ts';
import { CREDIT_KINDS } from '#shared/domain/open-item.ts';

/** In which currencies the customer owes; the company's own where they owe nothing. */
export function currenciesOf({ positions }: CustomerCard, fallback: CurrencyCode): CurrencyCode[] {
  return positions.length === 0 ? [fallback] : positions.map(({ currency }) => currencyCode(currency));
}

/** The amount that a promise most likely names: what is ticked in the currency, credits taken off, else all that is past due in it. Null where that is nothing. */
export function likelyAmount(card: CustomerCard, ticked: readonly string[], currency: CurrencyCode): Money | null {
  const items = card.oldestItems.filter(({ id, left }) => ticked.includes(id) && left.currency === currency);
  const pastDue = card.positions.find((position) => position.currency === currency)?.pastDue.minor ?? 0;
  const sum = items.reduce((so, { kind, left }) => so + (isCredit(kind) ? -left.minor : left.minor), 0);
  const minor = items.length > 0 ? sum : pastDue;
  return minor > 0 ? money(minor, currency) : null;
}

/** Whether an item of that kind is the customer's money and not ours. */
export function isCredit(kind: string): boolean {
  return (CREDIT_KINDS as readonly string[]).includes(kind);
}
