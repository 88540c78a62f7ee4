import type { ItemId } from '#shared/domain/ids.ts';
import { type Money, total } from '#shared/domain/money.ts';
import type { DecidedPart, ShortPay } from './cash-decision.ts';
import { inWords } from './check-parts.ts';
import type { DecidedItems } from './decision-rows.ts';

/** What a decision does, for the person who made it and those who read it later. */
export function sentenceOf(parts: readonly DecidedPart[], items: DecidedItems, shortPay: ShortPay | null): string {
  const named = (ids: readonly ItemId[]) => [...new Set(ids)].map((id) => items.get(id)?.key.number ?? id).join(', ');
  const [first] = parts;
  if (first === undefined) return '';
  const from = named(parts.map(({ paymentId }) => paymentId));
  const sentence = `${sumOf(parts, first)} of ${from} applied to ${named(parts.map(({ itemId }) => itemId))}.`;
  if (shortPay === null) return sentence;
  const fate = shortPay.writeOff ? 'written off' : 'open';
  return `${sentence} ${sumOf(shortPay.rests, first)} paid short (${shortPay.reason.replaceAll('_', ' ')}), ${fate}.`;
}

function sumOf(of: readonly { readonly amount: Money }[], { amount: { currency } }: DecidedPart): string {
  const amounts = of.map(({ amount }) => amount);
  return inWords(total(amounts, currency));
}
