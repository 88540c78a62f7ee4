import type { CustomerId, ItemId } from '#shared/domain/ids.ts';
import { type Money, money } from '#shared/domain/money.ts';
import type { ItemOnDay } from '../receivables/receivables-read-model.ts';
import { type DecidedPart, digest } from './cash-decision.ts';
import type { Confidence, Evidence, MatchProposal } from './matching/match.ts';

/** The rule by which money of a bank is held to be a payment that the ERP has brought. */
export const SAME_MONEY = 'same_money';

/** What is proposed of one or several payments. Its id changes with what it proposes and with what is left of what it is on. */
export interface Proposal {
  readonly id: string;
  readonly rule: string;
  readonly confidence: Confidence;
  readonly evidence: readonly Evidence[];
  readonly payments: readonly ItemOnDay[];
  /** The debit items that they would be applied to; of the same money, the ERP's payment. */
  readonly items: readonly ItemOnDay[];
  readonly parts: readonly DecidedPart[];
  /** Whose the items are; null where they are several customers'. */
  readonly customerId: CustomerId | null;
  readonly paymentLeft: Money;
  readonly itemsLeft: Money;
}

type Known = ReadonlyMap<string, ItemOnDay>;

/** A proposal of the matching as one on the ledger's items. */
export function proposalOf(match: MatchProposal, known: Known): Proposal | null {
  const payments = match.paymentIds.flatMap((id) => known.get(id) ?? []);
  const items = match.invoiceIds.flatMap((id) => known.get(id) ?? []);
  const [first] = payments;
  if (first === undefined || payments.length < match.paymentIds.length || items.length < match.invoiceIds.length) {
    return null;
  }
  const { currency } = first.amount;
  const parts = match.parts.map(({ paymentId, invoiceId, amount }) => ({
    paymentId: paymentId as ItemId,
    itemId: invoiceId as ItemId,
    amount: money(amount, currency),
  }));
  return {
    id: proposalId(match.rule, payments, items, parts),
    rule: match.rule,
    confidence: match.confidence,
    evidence: match.evidence,
    payments,
    items,
    parts,
    customerId: onlyCustomer(items),
    paymentLeft: money(match.paymentLeft, currency),
    itemsLeft: money(match.invoicesLeft, currency),
  };
}

/** That a bank's payment is the same money as one of the ERP's. */
export function sameMoneyProposal(
  receipt: ItemOnDay,
  other: ItemOnDay,
  judged: Pick<Proposal, 'confidence' | 'evidence'>,
): Proposal {
  const none = money(0, receipt.amount.currency);
  const on = { payments: [receipt], items: [other], parts: [], customerId: other.customerId };
  const id = proposalId(SAME_MONEY, [receipt], [other], []);
  return { id, rule: SAME_MONEY, ...judged, ...on, paymentLeft: none, itemsLeft: other.left };
}

/** The surest first, then by what they are called, so that the order is always the same. */
export function surestFirst(a: Proposal, b: Proposal): number {
  const order: Record<Confidence, number> = { certain: 0, likely: 1, possible: 2 };
  return order[a.confidence] - order[b.confidence] || (a.id < b.id ? -1 : 1);
}

function proposalId(
  rule: string,
  payments: readonly ItemOnDay[],
  items: readonly ItemOnDay[],
  parts: readonly DecidedPart[],
): string {
  const lefts = [...payments, ...items].map(({ id, left }) => [id, left.minor]).sort();
  const each = parts.map(({ paymentId, itemId, amount }) => [paymentId, itemId, amount.minor]).sort();
  return digest(JSON.stringify([rule, lefts, each]));
}

function onlyCustomer(items: readonly ItemOnDay[]): CustomerId | null {
  const [first] = items;
  if (first === undefined || items.some(({ customerId }) => customerId !== first.customerId)) return null;
  return first.customerId;
}
