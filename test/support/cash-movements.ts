import { ENTRY_VERSIONS, type StoredApplication } from '../../server/features/receivables/entry-version.ts';
import { ITEM_VERSIONS, type StoredItemVersion } from '../../server/features/receivables/item-version.ts';
import type { LedgerPosition } from '../../server/features/receivables/ledger-position-service.ts';
import { inBatches } from '../../server/mongo/batches.ts';
import { collectionNamed, visibleAt } from '../../server/mongo/versions.ts';
import type { CalendarDate } from '../../shared/domain/calendar-date.ts';
import type { CustomerId, ItemId } from '../../shared/domain/ids.ts';
import { leftOn } from '../../shared/domain/ledger-movement.ts';
import { type Money, money } from '../../shared/domain/money.ts';

/** Part of a payment: what of it stands on one debit item, or, with no item, what of it is not applied. */
export interface CashMovement {
  readonly paymentId: ItemId;
  readonly paymentNumber: string;
  readonly customerId: CustomerId;
  readonly valueDate: CalendarDate;
  readonly itemId: ItemId | null;
  readonly itemNumber: string;
  readonly amount: Money;
}

export interface Period {
  readonly from: CalendarDate;
  readonly to: CalendarDate;
}

type Payment = Pick<
  StoredItemVersion,
  'itemId' | 'number' | 'customerId' | 'currency' | 'minor' | 'issuedOn' | 'movements'
>;

/**
 * The payments whose value date lies in the period, each in its parts as they stand on the period's last day. What was taken back by then (a bounced
 * payment, an un-application) is no cash. The parts of a payment add up to what it is worth on that day. Sorted by value date, number and item.
 */
export async function cashMovements(period: Period, position: LedgerPosition): Promise<CashMovement[]> {
  const payments = await findPayments(period, position);
  const applications = await findApplications([...payments.keys()], period.to, position);
  const numbers = await findNumbers(
    applications.map(({ debitItemId }) => debitItemId),
    position,
  );
  const applied = applications.flatMap((application) => {
    const payment = payments.get(application.creditItemId);
    return payment === undefined ? [] : [appliedPart(payment, application, { numbers, day: period.to })];
  });
  const unapplied = [...payments.values()].flatMap((payment) => unappliedPart(payment, period.to));
  return [...applied, ...unapplied].sort(inOrder);
}

async function findPayments({ from, to }: Period, { run }: LedgerPosition): Promise<Map<ItemId, Payment>> {
  const filter = { ...visibleAt(run), kind: 'payment' as const, issuedOn: { $gte: from, $lte: to } };
  const projection = { itemId: 1, number: 1, customerId: 1, currency: 1, minor: 1, issuedOn: 1, movements: 1 };
  const stored = await collectionNamed<StoredItemVersion>(ITEM_VERSIONS).find(filter, { projection }).toArray();
  return new Map(stored.map((payment) => [payment.itemId, payment]));
}

async function findApplications(
  paymentIds: readonly ItemId[],
  day: CalendarDate,
  { run }: LedgerPosition,
): Promise<StoredApplication[]> {
  const found: StoredApplication[] = [];
  for (const batch of inBatches(paymentIds)) {
    const filter = {
      ...visibleAt(run),
      touches: { $in: batch },
      type: 'application' as const,
      appliesFrom: { $lte: day },
      unappliedFrom: { $gt: day },
    };
    found.push(...(await collectionNamed<StoredApplication>(ENTRY_VERSIONS).find(filter).toArray()));
  }
  return found;
}

async function findNumbers(itemIds: readonly ItemId[], { run }: LedgerPosition): Promise<Map<ItemId, string>> {
  const numbers = new Map<ItemId, string>();
  for (const batch of inBatches([...new Set(itemIds)])) {
    const filter = { ...visibleAt(run), itemId: { $in: batch } };
    const projection = { itemId: 1, number: 1 };
    const stored = await collectionNamed<StoredItemVersion>(ITEM_VERSIONS).find(filter, { projection }).toArray();
    for (const { itemId, number } of stored) numbers.set(itemId, number);
  }
  return numbers;
}

function appliedPart(
  payment: Payment,
  application: StoredApplication,
  { numbers, day }: { readonly numbers: ReadonlyMap<ItemId, string>; readonly day: CalendarDate },
): CashMovement {
  const { debitItemId, debitCustomerId, creditMinor, creditCurrency, bounced = [] } = application;
  const back = bounced.filter(({ on }) => on <= day).reduce((sum, { minor }) => sum + minor, 0);
  return {
    paymentId: payment.itemId,
    paymentNumber: payment.number,
    customerId: debitCustomerId,
    valueDate: payment.issuedOn,
    itemId: debitItemId,
    itemNumber: numbers.get(debitItemId) ?? '',
    amount: money(creditMinor - back, creditCurrency),
  };
}

function unappliedPart(payment: Payment, day: CalendarDate): CashMovement[] {
  const { itemId: paymentId, number: paymentNumber, customerId, issuedOn: valueDate, currency } = payment;
  const left = leftOn(payment, payment.movements, day);
  if (left === 0) return [];
  return [
    { paymentId, paymentNumber, customerId, valueDate, itemId: null, itemNumber: '', amount: money(left, currency) },
  ];
}

function inOrder(a: CashMovement, b: CashMovement): number {
  return (
    a.valueDate.localeCompare(b.valueDate) ||
    a.paymentNumber.localeCompare(b.paymentNumber) ||
    a.paymentId.localeCompare(b.paymentId) ||
    a.itemNumber.localeCompare(b.itemNumber) ||
    (a.itemId ?? '').localeCompare(b.itemId ?? '')
  );
}
