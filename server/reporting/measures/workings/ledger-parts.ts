import type { ItemIndex } from '../../facts/facts.ts';
import { CREDIT_MEMO, DEBIT_MEMO, INVOICE, isDebitPlace, PAYMENT, REFUND } from './ledger-columns.ts';
import { moneyPart } from './part.ts';
import type { Scope } from './scope.ts';

/** What was taken back of an item itself by a day (a cancelled invoice, a bounced payment), in minor units. */
function reversedBy({ facts: { items } }: Scope, item: ItemIndex, day: number): number {
  let taken = 0;
  for (const movement of items.reversals?.(item) ?? []) if (movement.day <= day) taken -= movement.minor;
  return taken;
}

/** What adjustments took of an item by a day; `isCounted` tells which. */
function adjustedBy(scope: Scope, item: ItemIndex, isCounted: (adjustment: number) => boolean): number {
  const { adjustments } = scope.facts;
  let taken = 0;
  for (const adjustment of adjustments.ofItem(item)) {
    if ((adjustments.on[adjustment] ?? 0) <= scope.to && isCounted(adjustment)) {
      taken += adjustments.minor[adjustment] ?? 0;
    }
  }
  return taken;
}

/** What credit memos take of a debit item at the end of a day. */
function creditedOn({ facts: { applications }, ledger: { kind } }: Scope, item: ItemIndex, day: number): number {
  let taken = 0;
  for (const application of applications.ofItem(item)) {
    if (kind[applications.credit[application] ?? -1] === CREDIT_MEMO) {
      taken += applications.debitHeldOn(application, day);
    }
  }
  return taken;
}

/**
 * What is paid of a debit item by the last day: all that is gone of it but what credit memos, adjustments and cancelling took. So what no entry explains counts as
 * paid.
 */
export function paidBy(scope: Scope, item: ItemIndex): number {
  const { facts, to } = scope;
  const gone = (facts.items.minor[item] ?? 0) - facts.items.leftOn(item, to);
  return gone - reversedBy(scope, item, to) - adjustedBy(scope, item, () => true) - creditedOn(scope, item, to);
}

/** Sees each item of the question that was issued in its period, with the place of its kind. */
export function visitIssued(scope: Scope, see: (item: ItemIndex, kind: number) => void): void {
  const { issuedOn } = scope.facts.items;
  const { items, kind } = scope.ledger;
  const { from, to } = scope;
  for (const item of items) {
    const on = issuedOn[item] ?? 0;
    if (on >= from && on <= to && scope.hasItem(item)) see(item, kind[item] ?? 0);
  }
}

/** What an item adds to net credit sales: invoices and debit memos, less credit memos; what was cancelled by the last day is none. 0 for every other kind. */
export function saleOf(scope: Scope, item: ItemIndex, kind: number): number {
  if (kind !== INVOICE && kind !== DEBIT_MEMO && kind !== CREDIT_MEMO) return 0;
  const minor = (scope.facts.items.minor[item] ?? 0) - reversedBy(scope, item, scope.to);
  return kind === CREDIT_MEMO ? -minor : minor;
}

/** Net credit sales of the period. */
export const NET_SALES = moneyPart((scope, add) =>
  visitIssued(scope, (item, kind) => {
    const minor = saleOf(scope, item, kind);
    if (minor !== 0) add(item, minor);
  }),
);

/** What a payment is worth on the last day: what of it stands on debit items, and what of it is left. What bounced is no cash. */
function cashOf({ facts: { items, applications }, to }: Scope, payment: ItemIndex): number {
  let worth = items.leftOn(payment, to);
  for (const application of applications.ofItem(payment)) worth += applications.creditHeldOn(application, to);
  return worth;
}

/** The cash whose value date lies in the period. */
export const CASH = moneyPart((scope, add) =>
  visitIssued(scope, (item, kind) => {
    if (kind !== PAYMENT) return;
    const minor = cashOf(scope, item);
    if (minor !== 0) add(item, minor);
  }),
);

/** What was written off debit items in the period. */
export const WRITTEN_OFF = moneyPart((scope, add) => {
  const { adjustments } = scope.facts;
  for (const adjustment of adjustments.all()) {
    const on = adjustments.on[adjustment] ?? 0;
    const item = adjustments.item[adjustment] ?? -1;
    const isDated = on >= scope.from && on <= scope.to;
    if (isDated && adjustments.reason(adjustment) === 'write_off' && isOwnDebit(scope, item)) {
      add(item, adjustments.minor[adjustment] ?? 0);
    }
  }
});

/** Whether an item is one of the question's, owed, and counts by its last day. */
function isOwnDebit(scope: Scope, item: ItemIndex): boolean {
  const place = scope.ledger.kind[item];
  return place !== undefined && isDebitPlace(place) && scope.hasItem(item);
}

/** Sees each debit item of the question but refunds that fell due in the period. */
function visitFallenDue(scope: Scope, see: (item: ItemIndex) => void): void {
  const { dueOn, issuedOn } = scope.facts.items;
  const { items, kind } = scope.ledger;
  const { from, to } = scope;
  for (const item of items) {
    const due = dueOn[item] ?? 0;
    const place = kind[item] ?? 0;
    if (due < from || due > to || (issuedOn[item] ?? 0) > to || !isDebitPlace(place) || place === REFUND) continue;
    if (scope.hasItem(item)) see(item);
  }
}

/** What of the items that fell due in the period was to be paid: their amounts less what was cancelled, credited, discounted or withheld; what was written off stays in. */
export const FALLEN_DUE = moneyPart((scope, add) => {
  const { adjustments, items } = scope.facts;
  visitFallenDue(scope, (item) => {
    const granted = adjustedBy(scope, item, (adjustment) => adjustments.reason(adjustment) !== 'write_off');
    const off = reversedBy(scope, item, scope.to) + creditedOn(scope, item, scope.to) + granted;
    const minor = (items.minor[item] ?? 0) - off;
    if (minor !== 0) add(item, minor);
  });
});

/** What of the items that fell due in the period is paid by the last day, early or late. */
export const FALLEN_DUE_PAID = moneyPart((scope, add) =>
  visitFallenDue(scope, (item) => {
    const minor = paidBy(scope, item);
    if (minor !== 0) add(item, minor);
  }),
);
