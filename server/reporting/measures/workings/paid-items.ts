import type { ItemIndex } from '../../facts/facts.ts';
import { isDebitPlace, PAYMENT, REFUND } from './ledger-columns.ts';
import { paidBy } from './ledger-parts.ts';
import type { Scope } from './scope.ts';

/** A debit item that was paid in full, as it stands at the end of the question's last day. */
export interface PaidItem {
  readonly item: ItemIndex;
  /** The day from which nothing was left of it. */
  readonly settledOn: number;
  /** The value date of the last payment on it; the day on which it was cleared where no entry says how. */
  readonly paidOn: number;
  /** What of it was paid, in minor units; the rest was credited, adjusted or cancelled. */
  readonly paid: number;
}

/** The debit items but refunds that were settled in the period, and of which something was paid. */
export function paidItems(scope: Scope): readonly PaidItem[] {
  return scope.once(paidItems, () => {
    const { settledOn } = scope.facts.items;
    const { items, kind } = scope.ledger;
    const { from, to } = scope;
    const found: PaidItem[] = [];
    const take = (item: ItemIndex, settled: number) => {
      const place = kind[item] ?? 0;
      if (settled < from || !isDebitPlace(place) || place === REFUND || !scope.hasItem(item)) return;
      const paid = paidBy(scope, item);
      if (paid > 0) found.push({ item, settledOn: settled, paidOn: paidOn(scope, item, settled), paid });
    };
    for (const item of items) {
      const settled = settledOn[item] ?? 0;
      if (settled <= to) take(item, settled);
    }
    for (const item of scope.ledger.openOn(to).reopened) take(item, settledBy(scope, item));
    return found;
  });
}

/** The day from which nothing was left up to the last day, of an item that stands at nothing on it and is opened again later. */
function settledBy({ facts: { items }, to }: Scope, item: ItemIndex): number {
  const days = items.movements(item).flatMap(({ day }) => (day <= to ? [day] : []));
  const lastOpen = days.findLastIndex((day) => items.leftOn(item, day) > 0);
  return Math.max(days[lastOpen + 1] ?? 0, items.issuedOn[item] ?? 0);
}

function paidOn(scope: Scope, item: ItemIndex, settled: number): number {
  const { facts, ledger, to } = scope;
  const { applications, items } = facts;
  let latest = Number.NEGATIVE_INFINITY;
  let unexplained = paidBy(scope, item);
  for (const application of applications.ofItem(item)) {
    const credit = applications.credit[application] ?? -1;
    const held = applications.debitHeldOn(application, to);
    if (held <= 0 || ledger.kind[credit] !== PAYMENT) continue;
    unexplained -= held;
    latest = Math.max(latest, items.issuedOn[credit] ?? settled);
  }
  return unexplained > 0 || latest === Number.NEGATIVE_INFINITY ? settled : latest;
}
