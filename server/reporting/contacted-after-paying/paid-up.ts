import { type Facts, type ItemIndex, NEVER_DAY } from '../facts/facts.ts';
import { clearedUnseen } from '../promises/cleared-unseen.ts';

interface Taken {
  readonly day: number;
  readonly minor: number;
  readonly isCash: boolean;
}

/** From when on nothing was owed of an item, and whether any money had to do with it. */
export interface PaidUp {
  /** NEVER_DAY while something is left. */
  readonly on: number;
  /** Whether cash was among what took from it: what is written off, credited or cancelled nobody has paid. */
  readonly byCash: boolean;
}

/**
 * When a debit item was paid up by value dates, however much later the payment was applied to it: from then on everything that is known at the end of `asOf` to take from it had
 * come.
 */
export function paidUp(facts: Facts, item: ItemIndex, asOf: number): PaidUp {
  const { items } = facts;
  if (items.leftOn(item, asOf) > 0) return { on: NEVER_DAY, byCash: false };
  const taken = [...byApplications(facts, item, asOf), ...otherwise(facts, item, asOf)].sort((a, b) => a.day - b.day);
  let left = items.minor[item] ?? 0;
  let on = items.issuedOn[item] ?? NEVER_DAY;
  for (const { day, minor } of taken) {
    if (left <= 0) break;
    left -= minor;
    on = Math.max(on, day);
  }
  return { on: left > 0 ? NEVER_DAY : on, byCash: taken.some(({ isCash }) => isCash) };
}

function byApplications({ items, applications }: Facts, item: ItemIndex, asOf: number): Taken[] {
  return applications.ofItem(item).flatMap((application) => {
    const credit = applications.credit[application] ?? 0;
    const minor = applications.debitHeldOn(application, asOf);
    if (minor === 0) return [];
    return [{ day: items.issuedOn[credit] ?? 0, minor, isCash: items.kind(credit) === 'payment' }];
  });
}

function otherwise(facts: Facts, item: ItemIndex, asOf: number): Taken[] {
  const { items, adjustments } = facts;
  const adjusted = adjustments.ofItem(item).map((adjustment) => {
    return { day: adjustments.on[adjustment] ?? 0, minor: adjustments.minor[adjustment] ?? 0, isCash: false };
  });
  const reversed = (items.reversals?.(item) ?? []).map(({ day, minor }) => ({ day, minor: -minor, isCash: false }));
  const cleared = clearedUnseen(facts, item, asOf).map((one) => ({ ...one, isCash: true }));
  return [...adjusted, ...reversed, ...cleared].filter(({ day }) => day <= asOf);
}
