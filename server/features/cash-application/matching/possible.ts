import type { Claim } from './claim.ts';
import type { Matching, Rule } from './matching.ts';
import { alternatives } from './part-of-named.ts';

const MOST_EACH = 5;

/** What may still be meant by payments that are left: what had rivals, then single invoices that their texts lead to; at most 5 for a payment, the strongest. */
export function possibleClaims(matching: Matching, rules: readonly Rule[]): Claim[] {
  const claims = [...rules, alternatives].flatMap((rule) => rule(matching));
  const counts = new Map<number, number>();
  const seen = new Set<string>();
  return claims.filter((claim) => {
    const key = `${claim.payments.join(' ')}/${claim.invoices.join(' ')}`;
    const isFull = claim.payments.some((payment) => (counts.get(payment) ?? 0) >= MOST_EACH);
    if (seen.has(key) || isFull || claim.parts.length === 0) return false;
    seen.add(key);
    for (const payment of claim.payments) counts.set(payment, (counts.get(payment) ?? 0) + 1);
    return true;
  });
}
