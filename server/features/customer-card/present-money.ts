import type { CustomerCard, OpenDisputeView, OpenItemView } from '#shared/api/customers.ts';
import { type AgeingBucket, daysPastDue } from '#shared/domain/ageing.ts';
import type { CalendarDate } from '#shared/domain/calendar-date.ts';
import { money } from '#shared/domain/money.ts';
import {
  type CustomerMoney,
  type DisputedMoney,
  positionsOn,
  type SummaryItem,
} from '../receivables/customer-summary-read-model.ts';

/** The part of a customer card that the ledger fills. */
export type MoneyPart = Pick<
  CustomerCard,
  'positions' | 'oldestItems' | 'openItemCount' | 'openDisputes' | 'lastPayment' | 'habit'
>;

/** A customer's money on a day on which it holds, as the card shows it. */
export function presentMoney(known: CustomerMoney, today: CalendarDate, buckets: readonly AgeingBucket[]): MoneyPart {
  const { oldestItems, openItemCount, disputed, lastPayment, habit = null } = known;
  return {
    positions: positionsOn(known, today, buckets).map((position) => ({ ...position, buckets: [...position.buckets] })),
    oldestItems: oldestItems.map((item) => presentItem(item, today)),
    openItemCount,
    openDisputes: disputed.map(presentDispute),
    lastPayment: lastPayment === null ? null : { on: lastPayment.on, amount: lastPayment.amount },
    habit,
  };
}

function presentItem(item: SummaryItem, today: CalendarDate): OpenItemView {
  const { id, number, kind, currency, amountMinor, leftMinor, issuedOn, dueOn, disputeStatus } = item;
  return {
    id,
    number,
    kind,
    issuedOn,
    dueOn,
    daysPastDue: daysPastDue(dueOn, today),
    amount: money(amountMinor, currency),
    left: money(leftMinor, currency),
    disputeStatus,
    hasDocument: false,
  };
}

/** What the ERP holds disputed; it gives no reason of its own. */
function presentDispute({ currency, minor, itemIds }: DisputedMoney): OpenDisputeView {
  return { activityId: null, source: 'erp', itemIds: [...itemIds], amount: money(minor, currency), reason: 'disputed' };
}
