import type { CurrencyCode } from '#shared/domain/currency.ts';
import { isDebit } from '#shared/domain/open-item.ts';
import type { PromiseCash } from '#shared/domain/promise-outcome.ts';
import type { ApplicationIndex, CustomerIndex, Facts, ItemIndex } from '../facts/facts.ts';
import { clearedUnseen } from './cleared-unseen.ts';

/** Part of the cash of a customer, with where it stands. */
export interface CustomerCash extends PromiseCash<ItemIndex> {
  readonly currency: CurrencyCode;
  /** The application by which a payment stands on the item; null for what is not applied, and for what was cleared where we cannot see it. */
  readonly application: ApplicationIndex | null;
  /** The payment; null for what was cleared where we cannot see it. */
  readonly payment: ItemIndex | null;
}

/** Value dates from one day to another, both included; as the cash stands at the end of `asOf`. */
export interface CashWindow {
  readonly from: number;
  readonly to: number;
  readonly asOf: number;
}

/**
 * The cash of a customer with value dates in a window: what of payments stands on its items, in the item's currency; what of its payments is not applied; and what of its
 * items was cleared where no entry says how, on the day from which it counts.
 */
export function customerCash(facts: Facts, customer: CustomerIndex, window: CashWindow): CustomerCash[] {
  const cash: CustomerCash[] = [];
  const { items } = facts;
  for (const item of items.ofCustomer(customer)) {
    // What was settled before the window came before it.
    if ((items.settledOn[item] ?? 0) < window.from) continue;
    const kind = items.kind(item);
    if (kind === 'payment') addUnapplied(cash, facts, item, window);
    else if (isDebit(kind)) {
      addApplied(cash, facts, item, window);
      addCleared(cash, facts, item, window);
    }
  }
  return cash;
}

function addUnapplied(cash: CustomerCash[], { items }: Facts, payment: ItemIndex, window: CashWindow): void {
  const on = items.issuedOn[payment] ?? 0;
  if (on < window.from || on > window.to) return;
  const minor = items.leftOn(payment, window.asOf);
  if (minor <= 0) return;
  cash.push({ item: null, on, minor, currency: items.currencyOf(payment), application: null, payment });
}

function addApplied(cash: CustomerCash[], facts: Facts, item: ItemIndex, window: CashWindow): void {
  const { items, applications } = facts;
  for (const application of applications.ofItem(item)) {
    const payment = applications.credit[application] ?? 0;
    const on = items.issuedOn[payment] ?? 0;
    if (on < window.from || on > window.to || items.kind(payment) !== 'payment') continue;
    const minor = applications.debitHeldOn(application, window.asOf);
    if (minor > 0) cash.push({ item, on, minor, currency: items.currencyOf(item), application, payment });
  }
}

function addCleared(cash: CustomerCash[], facts: Facts, item: ItemIndex, window: CashWindow): void {
  for (const { day: on, minor } of clearedUnseen(facts, item, window.asOf)) {
    if (on < window.from || on > window.to) continue;
    cash.push({ item, on, minor, currency: facts.items.currencyOf(item), application: null, payment: null });
  }
}
