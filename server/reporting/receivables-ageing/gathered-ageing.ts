import type { CustomerId } from '#shared/domain/ids.ts';
import { add } from '#shared/domain/money.ts';
import type { GroupLookups } from '../customer-groups.ts';
import type { Ageing, CustomerAgeing } from './receivables-ageing-read-model.ts';

/** By what ageing can be gathered. */
export const AGEING_GROUPINGS = ['customer', 'parent', 'collector', 'currency'] as const;
export type AgeingGrouping = (typeof AGEING_GROUPINGS)[number];

export function isAgeingGrouping(by: string): by is AgeingGrouping {
  return (AGEING_GROUPINGS as readonly string[]).includes(by);
}

/** The figures of several customers in one currency, under what they have in common. */
export interface GatheredAgeing extends Ageing {
  /** A customer's id, the id of the parent at the top, or a collector's e-mail; empty where the currency alone counts. */
  readonly key: string;
  readonly customerCount: number;
}

/** Puts customers' figures together by what is asked for; one row a key and currency, in the order in which the keys come. */
export function gatheredAgeing(
  rows: readonly CustomerAgeing[],
  by: AgeingGrouping,
  groups: GroupLookups,
): GatheredAgeing[] {
  const gathered = new Map<string, GatheredAgeing>();
  for (const { customerId, ...ageing } of rows) {
    const key = keyOf(customerId, by, groups);
    const place = `${ageing.currency} ${key}`;
    const before = gathered.get(place);
    const count = (before?.customerCount ?? 0) + 1;
    gathered.set(place, { ...(before === undefined ? ageing : together(before, ageing)), key, customerCount: count });
  }
  return [...gathered.values()];
}

function keyOf(customerId: CustomerId, by: AgeingGrouping, groups: GroupLookups): string {
  switch (by) {
    case 'customer':
      return customerId;
    case 'parent':
      return groups.topOf(customerId);
    case 'collector':
      return groups.ownerOf(customerId);
    case 'currency':
      return '';
  }
}

function together(a: Ageing, b: Ageing): Ageing {
  const buckets = Object.entries(a.buckets).map(([label, amount]) => {
    const other = b.buckets[label];
    return [label, other === undefined ? amount : add(amount, other)];
  });
  return {
    currency: a.currency,
    invoiceOpen: add(a.invoiceOpen, b.invoiceOpen),
    unapplied: add(a.unapplied, b.unapplied),
    netOpen: add(a.netOpen, b.netOpen),
    buckets: Object.fromEntries(buckets),
  };
}
