import type { ItemId } from '#shared/domain/ids.ts';
import { decimalOf, type Money, money, total } from '#shared/domain/money.ts';
import { isDebit } from '#shared/domain/open-item.ts';
import type { ShortPayReason } from '#shared/domain/short-pay.ts';
import { DomainError } from '../../errors.ts';
import { amountIn } from '../../identity/tenant-settings.ts';
import type { ItemOnDay } from '../receivables/receivables-read-model.ts';
import type { DecidedPart, ShortPay } from './cash-decision.ts';
import type { DecidedItems } from './decision-rows.ts';

/** Throws DomainError `cash_match_refused` unless the parts can be taken from what is left of payments and items: each item once, its own currency, nothing beyond. */
export function requireFittingParts(parts: readonly DecidedPart[], items: DecidedItems): void {
  const pairs = new Set(parts.map(({ paymentId, itemId }) => `${paymentId} ${itemId}`));
  if (parts.length === 0) throw refused('Say to which items the money is applied: at least one part.');
  if (pairs.size < parts.length) throw refused('An item is named twice; add its parts up.');
  for (const part of parts) requireFittingPart(part, items);
  for (const id of new Set(parts.flatMap(({ paymentId, itemId }) => [paymentId, itemId]))) {
    requireEnoughLeft(id, parts, items);
  }
}

/** What would stay open of the items under a short payment. Throws DomainError `cash_match_refused` where nothing would, or more would be written off than the company tolerates. */
export function shortPayOf(
  asked: { readonly reason: ShortPayReason; readonly writeOff: boolean } | undefined,
  parts: readonly DecidedPart[],
  { items, tolerance }: { items: DecidedItems; tolerance: readonly Money[] },
): ShortPay | null {
  if (asked === undefined) return null;
  const itemIds = [...new Set(parts.map(({ itemId }) => itemId))];
  const rests = itemIds
    .map((itemId) => ({ itemId, amount: restOf(itemId, parts, items) }))
    .filter(({ amount }) => amount.minor > 0);
  if (rests.length === 0) throw refused('Nothing of the items would stay open; leave the short payment out.');
  if (asked.writeOff) requireTolerated(asked.reason, rests, tolerance);
  return { ...asked, rests };
}

export function refused(sentence: string): DomainError {
  return new DomainError('cash_match_refused', sentence);
}

export function inWords(amount: Money): string {
  return `${decimalOf(amount)} ${amount.currency}`;
}

function requireFittingPart({ paymentId, itemId, amount }: DecidedPart, items: DecidedItems): void {
  const [payment, item] = [known(items, paymentId), known(items, itemId)];
  if (payment.kind !== 'payment') throw refused(`${payment.key.number} is no payment.`);
  if (!isDebit(item.kind)) throw refused(`${item.key.number} is no debit item; money is applied to what is owed.`);
  if (amount.minor <= 0) throw refused(`What is applied to ${item.key.number} has to be more than 0.`);
  const { currency } = payment.amount;
  if (item.amount.currency !== currency || amount.currency !== currency) {
    const found = item.amount.currency === currency ? amount.currency : item.amount.currency;
    throw refused(`${payment.key.number} is in ${currency} and ${item.key.number} would be paid in ${found}.`);
  }
}

function requireEnoughLeft(id: ItemId, parts: readonly DecidedPart[], items: DecidedItems): void {
  const { key, left } = known(items, id);
  const taken = takenFrom(id, parts, left);
  if (taken.minor <= left.minor) return;
  throw refused(`${inWords(taken)} is more than is left of ${key.number}: ${inWords(left)}.`);
}

function takenFrom(id: ItemId, parts: readonly DecidedPart[], { currency }: Money): Money {
  const own = parts.filter(({ paymentId, itemId }) => paymentId === id || itemId === id);
  return total(
    own.map(({ amount }) => amount),
    currency,
  );
}

function restOf(itemId: ItemId, parts: readonly DecidedPart[], items: DecidedItems): Money {
  const { left } = known(items, itemId);
  return money(left.minor - takenFrom(itemId, parts, left).minor, left.currency);
}

/** One decision may write off no more than the tolerance in all, so that many small rests are no way around it. */
function requireTolerated(reason: ShortPayReason, rests: ShortPay['rests'], tolerance: readonly Money[]): void {
  if (reason === 'dispute') throw refused('What is disputed stays open until the dispute is resolved.');
  const [first] = rests;
  if (first === undefined) return;
  const { currency } = first.amount;
  const all = total(
    rests.map(({ amount }) => amount),
    currency,
  );
  const most = money(amountIn(currency, tolerance), currency);
  if (all.minor <= most.minor) return;
  const limit = most.minor === 0 ? `nothing may be written off in ${currency}` : `at most ${inWords(most)} may be`;
  throw refused(`${inWords(all)} would be written off; ${limit}. An admin sets the tolerance.`);
}

function known(items: DecidedItems, id: ItemId): ItemOnDay {
  const item = items.get(id);
  if (item === undefined) throw new DomainError('item_not_found', 'There is no such item.');
  return item;
}
