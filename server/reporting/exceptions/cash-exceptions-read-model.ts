import { addDays, type CalendarDate } from '#shared/domain/calendar-date.ts';
import type { CustomerId, ItemId } from '#shared/domain/ids.ts';
import { leftOn } from '#shared/domain/ledger-movement.ts';
import { type Money, money } from '#shared/domain/money.ts';
import { type AdjustmentReason, DEBIT_KINDS, type DisputeStatus } from '#shared/domain/open-item.ts';
import { writtenNumberKeys } from '../../features/cash-application/written-numbers.ts';
import {
  ENTRY_VERSIONS,
  type StoredAdjustment,
  type StoredApplication,
  type StoredReversal,
} from '../../features/receivables/entry-version.ts';
import { ITEM_VERSIONS, type StoredItemVersion } from '../../features/receivables/item-version.ts';
import type { LedgerPosition } from '../../features/receivables/ledger-position-service.ts';
import { heldOn, knownApplication } from '../../features/receivables/receivables-read-model.ts';
import { inBatches } from '../../mongo/batches.ts';
import { collectionNamed, visibleAt } from '../../mongo/versions.ts';
import type { ClosedItem } from './against-items.ts';
import type { NamedDocument, PartSeen, PaymentSeen } from './exception.ts';
import { HABIT_DAYS, type Period } from './off-habit.ts';
import { paymentSeen } from './payment-seen.ts';

/** What lessened a debit item in the period. */
export interface AdjustedItem extends NamedDocument {
  readonly entryId: string;
  readonly customerId: CustomerId;
  readonly reason: AdjustmentReason;
  readonly amount: Money;
  readonly on: CalendarDate;
}

/** What took a payment back in the period. */
export interface ReversedPayment extends Omit<AdjustedItem, 'reason'> {}

/** The payments of a period and of the year before it, as they stand on the period's last day. */
export async function paymentsSeen({ from, to }: Period, { run }: LedgerPosition): Promise<PaymentSeen[]> {
  const days = { $gte: addDays(from, -HABIT_DAYS), $lte: to };
  const filter = { ...visibleAt(run), kind: 'payment' as const, issuedOn: days };
  const projection = {
    ...{ itemId: 1, number: 1, customerId: 1, currency: 1, minor: 1, issuedOn: 1 },
    ...{ movements: 1, reversals: 1, reference: 1, receipt: 1 },
  };
  const found = items().find(filter, { projection });
  const payments: PaymentSeen[] = [];
  for await (const version of found) payments.push(paymentSeen(version, to));
  return payments;
}

/** What of the payments of a period and of the year before it stands on debit items on the period's last day. */
export async function partsSeen({ from, to }: Period, { run }: LedgerPosition): Promise<PartSeen[]> {
  const filter = {
    ...visibleAt(run),
    type: 'application' as const,
    creditIssuedOn: { $gte: addDays(from, -HABIT_DAYS), $lte: to },
    creditKind: 'payment' as const,
    appliesFrom: { $lte: to },
    unappliedFrom: { $gt: to },
  };
  const stored = await collectionNamed<StoredApplication>(ENTRY_VERSIONS).find(filter).toArray();
  const known = await itemsById(
    stored.map(({ debitItemId }) => debitItemId),
    run,
  );
  return stored.map(({ debitItemId: id, ...entry }) => ({
    paymentId: entry.creditItemId,
    customerId: entry.debitCustomerId,
    item: { id, number: known.get(id)?.number ?? '', disputeStatus: known.get(id)?.disputeStatus ?? 'none' },
    amount: heldOn(knownApplication({ debitItemId: id, ...entry }), to).debit,
    paidOn: entry.creditIssuedOn,
    dueOn: entry.dueOn,
  }));
}

/** The adjustments of debit items in a period. */
export async function adjustmentsIn({ from, to }: Period, { run }: LedgerPosition): Promise<AdjustedItem[]> {
  const filter = { ...visibleAt(run), type: 'adjustment' as const, on: { $gte: from, $lte: to }, minor: { $gt: 0 } };
  const stored = await collectionNamed<StoredAdjustment>(ENTRY_VERSIONS).find(filter).toArray();
  const known = await itemsById(
    stored.map(({ itemId }) => itemId),
    run,
  );
  return stored.flatMap(({ entryId, itemId: id, reason, minor, currency, on }) => {
    const item = known.get(id);
    if (item === undefined || !(DEBIT_KINDS as readonly string[]).includes(item.kind)) return [];
    const { number, customerId } = item;
    return [{ id, number, customerId, entryId, reason, amount: money(minor, currency), on }];
  });
}

/** The reversals of payments in a period. */
export async function reversalsIn({ from, to }: Period, { run }: LedgerPosition): Promise<ReversedPayment[]> {
  const filter = { ...visibleAt(run), type: 'reversal' as const, on: { $gte: from, $lte: to }, minor: { $gt: 0 } };
  const stored = await collectionNamed<StoredReversal>(ENTRY_VERSIONS).find(filter).toArray();
  const known = await itemsById(
    stored.map(({ itemId }) => itemId),
    run,
  );
  return stored.flatMap(({ entryId, itemId: id, minor, currency, on }) => {
    const item = known.get(id);
    if (item?.kind !== 'payment') return [];
    return [{ id, number: item.number, customerId: item.customerId, entryId, amount: money(minor, currency), on }];
  });
}

/** The debit items that payments name and of which nothing was left on the day before the payment. */
export async function closedItemsNamed(
  payments: readonly PaymentSeen[],
  { run }: LedgerPosition,
): Promise<ClosedItem[]> {
  const open = payments
    .filter(({ left }) => left > 0)
    .map((payment) => ({ payment, keys: writtenNumberKeys(payment.words) }));
  const found = new Map<string, StoredItemVersion[]>();
  for (const batch of inBatches([...new Set(open.flatMap(({ keys }) => keys))])) {
    const filter = { ...visibleAt(run), numberKeys: { $in: batch }, kind: { $in: [...DEBIT_KINDS] } };
    for (const item of await items().find(filter).toArray()) {
      for (const key of item.numberKeys) found.set(key, [...(found.get(key) ?? []), item]);
    }
  }
  return open.flatMap(({ payment, keys }) => {
    const named = new Map(keys.flatMap((key) => found.get(key) ?? []).map((item) => [item.itemId, item]));
    return [...named.values()].flatMap((item) => closedBefore(item, payment));
  });
}

function closedBefore(item: StoredItemVersion, { id: paymentId, on, currency, customerId }: PaymentSeen): ClosedItem[] {
  const isOurs = item.currency === currency && item.customerId === customerId && item.issuedOn < on;
  if (!isOurs || item.settledOn >= on || leftOn(item, item.movements, on) > 0) return [];
  return [{ id: item.itemId, number: item.number, paymentId, closedOn: item.settledOn }];
}

interface ItemNamed {
  readonly number: string;
  readonly customerId: CustomerId;
  readonly kind: StoredItemVersion['kind'];
  readonly disputeStatus: DisputeStatus;
}

async function itemsById(ids: readonly ItemId[], run: number): Promise<Map<ItemId, ItemNamed>> {
  const known = new Map<ItemId, ItemNamed>();
  const projection = { itemId: 1, number: 1, customerId: 1, kind: 1, disputeStatus: 1 };
  for (const batch of inBatches([...new Set(ids)])) {
    const filter = { ...visibleAt(run), itemId: { $in: batch } };
    for (const { itemId, number, customerId, kind, disputeStatus } of await items()
      .find(filter, { projection })
      .toArray()) {
      known.set(itemId, { number, customerId, kind, disputeStatus });
    }
  }
  return known;
}

function items() {
  return collectionNamed<StoredItemVersion>(ITEM_VERSIONS);
}
