import type { ItemIndex } from '../../facts/facts.ts';
import { isDebitPlace, PAYMENT } from './ledger-columns.ts';
import { moneyPart, numberPart, type Part } from './part.ts';
import type { Scope } from './scope.ts';

/** Days past due from which on the trade speaks of old debt. */
const OLD_DEBT_DAYS = 90;

/** Sees each open item of the question at the end of a day with what is left of it, never negative. */
export function visitOpen(scope: Scope, day: number, see: (item: ItemIndex, left: number, kind: number) => void): void {
  const { items, left } = scope.ledger.openOn(day);
  const { kind } = scope.ledger;
  for (let at = 0; at < items.length; at += 1) {
    const item = items[at] ?? -1;
    if (scope.hasItem(item)) see(item, left[at] ?? 0, kind[item] ?? 0);
  }
}

/** Sees each open debit item of the question at the end of its last day. */
export function visitOpenDebits(scope: Scope, see: (item: ItemIndex, left: number) => void): void {
  visitOpen(scope, scope.to, (item, left, kind) => {
    if (isDebitPlace(kind)) see(item, left);
  });
}

function netOpenOn(dayOf: (scope: Scope) => number): Part {
  return moneyPart((scope, add) =>
    visitOpen(scope, dayOf(scope), (item, left, kind) => add(item, isDebitPlace(kind) ? left : -left)),
  );
}

function openDebits(isIn: (scope: Scope, item: ItemIndex) => boolean): Part {
  return moneyPart((scope, add) =>
    visitOpenDebits(scope, (item, left) => {
      if (isIn(scope, item)) add(item, left);
    }),
  );
}

function daysPastDue({ facts, to }: Scope, item: ItemIndex): number {
  return to - (facts.items.dueOn[item] ?? to);
}

/** Whether an open debit item is past due on the last day; due that day is current. */
export function isPastDue(scope: Scope, item: ItemIndex): boolean {
  return daysPastDue(scope, item) > 0;
}

/** Net open on the last day: what is left of debit items less what is left of credit items. */
export const NET_OPEN = netOpenOn(({ to }) => to);
/** Net open at the end of the day before the first. */
export const NET_OPEN_BEFORE = netOpenOn(({ from }) => from - 1);
export const INVOICE_OPEN = openDebits(() => true);
export const CURRENT_OPEN = openDebits((scope, item) => !isPastDue(scope, item));
export const PAST_DUE_OPEN = openDebits(isPastDue);
export const OLD_OPEN = openDebits((scope, item) => daysPastDue(scope, item) > OLD_DEBT_DAYS);

/** What is left of payments. */
export const UNAPPLIED_PAYMENTS = moneyPart((scope, add) =>
  visitOpen(scope, scope.to, (item, left, kind) => {
    if (kind === PAYMENT) add(item, left);
  }),
);

/** What is left of credit memos. */
export const UNAPPLIED_MEMOS = moneyPart((scope, add) =>
  visitOpen(scope, scope.to, (item, left, kind) => {
    if (!isDebitPlace(kind) && kind !== PAYMENT) add(item, left);
  }),
);

/** Each open debit item counts once. */
export const OPEN_COUNT = numberPart((scope, add) => visitOpenDebits(scope, (item) => add(item, 1)));
