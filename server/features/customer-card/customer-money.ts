import type { CustomerCard, OpenDisputeView, OpenItemView } from '#shared/api/customers.ts';
import { type AgeingBucket, daysPastDue } from '#shared/domain/ageing.ts';
import type { CalendarDate } from '#shared/domain/calendar-date.ts';
import { balancesOn, type CustomerBalance } from '#shared/domain/ledger.ts';
import { type Money, total } from '#shared/domain/money.ts';
import { isDebit } from '#shared/domain/open-item.ts';
import type { ItemOnDay } from '../receivables/receivables-read-model.ts';

/** More open items than that nobody reads in a pane; the report has them all. */
const OLDEST_ITEMS = 50;

/** The money part of a customer card that rests on what is open. */
export type OpenMoney = Pick<CustomerCard, 'positions' | 'oldestItems' | 'openItemCount' | 'openDisputes'>;

/** What a customer's open items come to on a day. `open` is in the order in which items are listed, oldest due first. */
export function openMoney(
  open: readonly ItemOnDay[],
  today: CalendarDate,
  buckets: readonly AgeingBucket[],
): OpenMoney {
  const owed = open.filter(({ kind }) => isDebit(kind));
  const balances = balancesOn(
    open.map((item) => ({ item, left: item.left })),
    today,
    buckets,
  );
  return {
    positions: balances
      .sort((a, b) => (a.currency < b.currency ? -1 : 1))
      .map((balance) => presentPosition(balance, owed, today)),
    oldestItems: owed.slice(0, OLDEST_ITEMS).map((item) => presentItem(item, today)),
    openItemCount: owed.length,
    openDisputes: disputesOf(owed),
  };
}

function presentPosition(
  { currency, invoiceOpen, unapplied, netOpen, buckets }: CustomerBalance,
  owed: readonly ItemOnDay[],
  today: CalendarDate,
): CustomerCard['positions'][number] {
  const late = owed.filter(({ dueOn, left }) => left.currency === currency && daysPastDue(dueOn, today) > 0);
  return {
    currency,
    invoiceOpen,
    unapplied,
    netOpen,
    pastDue: leftOf(late, currency),
    buckets: Object.entries(buckets).map(([label, amount]) => ({ label, amount })),
  };
}

function presentItem(item: ItemOnDay, today: CalendarDate): OpenItemView {
  const { id, key, kind, issuedOn, dueOn, amount, left, disputeStatus } = item;
  const days = daysPastDue(dueOn, today);
  return { id, number: key.number, kind, issuedOn, dueOn, daysPastDue: days, amount, left, disputeStatus };
}

/** What the ERP holds disputed, one line a currency. */
function disputesOf(owed: readonly ItemOnDay[]): OpenDisputeView[] {
  const disputed = owed.filter(({ disputeStatus }) => disputeStatus === 'disputed');
  const currencies = [...new Set(disputed.map(({ left }) => left.currency))].sort();
  return currencies.map((currency) => {
    const items = disputed.filter(({ left }) => left.currency === currency);
    const amount = leftOf(items, currency);
    return { activityId: null, source: 'erp', itemIds: items.map(({ id }) => id), amount, reason: 'disputed' };
  });
}

function leftOf(items: readonly ItemOnDay[], currency: Money['currency']): Money {
  return total(
    items.map(({ left }) => left),
    currency,
  );
}
