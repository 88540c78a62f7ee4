import type { CalendarDate } from '#shared/domain/calendar-date.ts';
import type { ItemId } from '#shared/domain/ids.ts';
import { money } from '#shared/domain/money.ts';
import type { AdjustmentReason } from '#shared/domain/open-item.ts';
import type { ShortPayReason } from '#shared/domain/short-pay.ts';
import type { ItemOnDay } from '../receivables/receivables-read-model.ts';
import type { LedgerRow } from '../receivables/run-service.ts';
import type { CashDecision, KeptDecision } from './cash-decision.ts';

/** The source of what is decided here; ids of entries are unique within it. */
export const OWN_SOURCE = 'duethread';

/** The reason under which a rest is written off. A disputed rest is not ours to write off: it stays open. */
const WRITE_OFF_REASONS: Readonly<Record<Exclude<ShortPayReason, 'dispute'>, AdjustmentReason>> = {
  late_discount: 'discount',
  bank_fee: 'bank_fee',
  withheld_tax: 'withheld_tax',
  deduction: 'write_off',
  rounding: 'write_off',
  unknown: 'write_off',
};

/** The items that a decision is on, by id. */
export type DecidedItems = ReadonlyMap<ItemId, ItemOnDay>;

export interface RowsOf {
  readonly id: string;
  readonly decision: CashDecision;
  readonly items: DecidedItems;
  /** Whose payments are not known yet, and the number of the customer whose they are from now on. */
  readonly identified: { readonly paymentIds: readonly ItemId[]; readonly customerNumber: string } | null;
  readonly on: CalendarDate;
}

/**
 * What a decision comes to in the ledger. The ids of its entries follow from its own, so that posting it again has no further effect. All its rows stand on line
 * 1: they are taken together or not at all.
 */
export function rowsOfDecision({ id, decision, items, identified, on }: RowsOf): LedgerRow[] {
  const line = 1;
  const ref = (itemId: ItemId) => itemOf(items, itemId).key;
  const whose = (identified?.paymentIds ?? []).map((paymentId): LedgerRow => {
    const customerNumber = identified?.customerNumber ?? null;
    return { type: 'identification', line, item: ref(paymentId), customerNumber };
  });
  const applied = decision.parts.map(({ paymentId, itemId, amount }, place): LedgerRow => {
    const amounts = { debitAmount: amount, creditAmount: amount };
    const sides = { debit: ref(itemId), credit: ref(paymentId) };
    return { type: 'application', line, id: entryId(id, place), ...sides, ...amounts, on, derived: false };
  });
  const posted = [...applied, ...writtenOff({ id, decision, items, on }), ...takenOut({ id, decision, items })];
  return [...whose, ...posted.map((row) => ({ ...row, decision: id }))];
}

function writtenOff({ id, decision: { shortPay }, items, on }: Omit<RowsOf, 'identified'>): LedgerRow[] {
  if (shortPay === null || !shortPay.writeOff || shortPay.reason === 'dispute') return [];
  const reason = WRITE_OFF_REASONS[shortPay.reason];
  return shortPay.rests.map(({ itemId, amount }, place) => {
    const item = itemOf(items, itemId).key;
    return { type: 'adjustment', line: 1, id: `${id}:rest:${place}`, item, amount, on, reason };
  });
}

/** The bank's entry of money that the ERP has brought as well, taken back whole on its own day. */
function takenOut({ id, decision, items }: Pick<RowsOf, 'id' | 'decision' | 'items'>): LedgerRow[] {
  if (decision.decision !== 'same_money') return [];
  return decision.paymentIds.map((paymentId, place) => {
    const { key, amount, issuedOn } = itemOf(items, paymentId);
    return { type: 'reversal', line: 1, id: `${id}:same:${place}`, item: key, amount, on: issuedOn };
  });
}

/**
 * What undoing a decision comes to. Applications are taken back from a day on. What has no opposite of its own (a write-off, the taking out of a bank's entry) is
 * said anew with nothing in it: an earlier `knownAt` still shows it. What has given way to the ERP's word is not there to be undone.
 */
export function rowsOfUndoing(
  { id, rows }: Pick<KeptDecision, 'id' | 'rows'>,
  standing: ReadonlySet<LedgerRow>,
  on: CalendarDate,
): LedgerRow[] {
  return rows.flatMap((row, place): LedgerRow[] =>
    standing.has(row) ? [rowOfUndoing(row, `${id}:back:${place}`, on)] : [],
  );
}

function rowOfUndoing(row: LedgerRow, id: string, on: CalendarDate): LedgerRow {
  if (row.type === 'application') {
    return { type: 'unapplication', line: 1, id, applicationId: row.id, on };
  }
  if (row.type === 'identification') return { ...row, customerNumber: null };
  if (row.type === 'adjustment' || row.type === 'reversal') {
    return { ...row, amount: money(0, row.amount.currency) };
  }
  throw new Error(`A decision does not come to a row of type ${row.type}.`);
}

function entryId(decisionId: string, place: number): string {
  return `${decisionId}:part:${place}`;
}

function itemOf(items: DecidedItems, itemId: ItemId): ItemOnDay {
  const item = items.get(itemId);
  if (item === undefined) throw new Error(`Item ${itemId} was not read with its decision.`);
  return item;
}
