import { daysBetween } from '#shared/domain/calendar-date.ts';
import { decimalOf } from '#shared/domain/money.ts';
import type { ItemOnDay } from '../receivables/receivables-read-model.ts';
import type { CandidatePool } from './candidate-pool.ts';
import { payerKeysOf } from './match-question.ts';
import type { Evidence } from './matching/match.ts';
import { payerNameKey } from './payer-keys.ts';
import { type Proposal, sameMoneyProposal } from './proposal.ts';

/** Between the day on which a bank books money and the one on which the ERP does lie at most so many days. */
export const MOST_DAYS_APART = 5;
/** Shorter references are too common to tell one payment from another. */
const LEAST_REFERENCE = 6;

/** Whether a payment is a bank's own entry, and not the ERP's. */
export function isReceipt({ receipt }: ItemOnDay): boolean {
  return receipt !== undefined;
}

/** Why a bank's entry cannot be the same money as a payment of the ERP; null where it can. */
export function whyNotSameMoney(receipt: ItemOnDay, other: ItemOnDay): string | null {
  if (!isReceipt(receipt))
    return `${receipt.key.number} is no bank's entry; take the bank's one out, and not the ERP's.`;
  if (isReceipt(other) || other.kind !== 'payment')
    return `${other.key.number} is no payment that the ERP has brought.`;
  if (receipt.amount.currency !== other.amount.currency || receipt.amount.minor !== other.amount.minor) {
    return `${receipt.key.number} and ${other.key.number} are not over the same amount.`;
  }
  const days = Math.abs(daysBetween(receipt.issuedOn, other.issuedOn));
  return days <= MOST_DAYS_APART
    ? null
    : `Between their days lie ${days}; the same money is at most ${MOST_DAYS_APART} apart.`;
}

/**
 * Which payments of the ERP a bank's entry may be: same amount and currency, value days at most 5 apart, and the same reference or a payer who is known to pay for
 * that customer. Certain where the references agree and neither side has another such partner.
 */
export function sameMoneyProposals(
  receipts: readonly ItemOnDay[],
  others: readonly ItemOnDay[],
  pool: CandidatePool,
): Map<string, Proposal[]> {
  const pairs = receipts.flatMap((receipt) => others.flatMap((other) => pairOf(receipt, other, pool)));
  const proposals = new Map<string, Proposal[]>();
  for (const pair of pairs) {
    const { receipt, other, evidence, byReference } = pair;
    const rivals = pairs.filter((each) => each !== pair && (each.receipt === receipt || each.other === other));
    const confidence = byReference && rivals.length === 0 ? 'certain' : 'likely';
    const proposal = sameMoneyProposal(receipt, other, { confidence, evidence });
    proposals.set(receipt.id, [...(proposals.get(receipt.id) ?? []), proposal]);
  }
  return proposals;
}

interface Pair {
  readonly receipt: ItemOnDay;
  readonly other: ItemOnDay;
  readonly evidence: readonly Evidence[];
  readonly byReference: boolean;
}

function pairOf(receipt: ItemOnDay, other: ItemOnDay, pool: CandidatePool): Pair[] {
  // What is partly applied is dealt with already; taking it out would open those items again.
  if (whyNotSameMoney(receipt, other) !== null || receipt.left.minor !== receipt.amount.minor) return [];
  const reference = sharedReference(receipt, other);
  const byPayer = paysFor(receipt, other, pool);
  if (reference === null && !byPayer) return [];
  const amount = `${decimalOf(receipt.amount)} ${receipt.amount.currency}`;
  const evidence: Evidence[] = [
    {
      kind: 'amount_exact',
      sentence: `The ERP has a payment over the same ${amount}, ${other.key.number} of ${other.issuedOn}.`,
    },
  ];
  if (reference !== null) evidence.push({ kind: 'reference', sentence: `Both carry the reference ${reference}.` });
  if (byPayer) evidence.push({ kind: 'payer', sentence: 'The payer is known to pay for that customer.' });
  return [{ receipt, other, evidence, byReference: reference !== null }];
}

function sharedReference({ receipt }: ItemOnDay, other: ItemOnDay): string | null {
  const ofErp = [other.key.number, other.reference, ...(other.otherNumbers ?? [])].map(plain);
  const ofBank = [receipt?.bankReference ?? '', receipt?.endToEndId ?? ''].filter(
    (text) => plain(text).length >= LEAST_REFERENCE,
  );
  return ofBank.find((text) => ofErp.includes(plain(text))) ?? null;
}

function paysFor(receipt: ItemOnDay, other: ItemOnDay, { payers, customers, unidentifiedId }: CandidatePool): boolean {
  if (receipt.customerId !== unidentifiedId) return receipt.customerId === other.customerId;
  const keys = payerKeysOf(receipt);
  const taught = payers.some(
    ({ kind, key, customerId }) =>
      customerId === other.customerId && keys.some((each) => each.kind === kind && each.key === key),
  );
  const customer = customers.get(other.customerId);
  const names = customer === undefined ? [] : [customer.name, ...customer.otherNames];
  return taught || names.some((name) => isNameOf(name, keys));
}

function isNameOf(name: string, keys: readonly { readonly kind: string; readonly key: string }[]): boolean {
  return keys.some(({ kind, key }) => kind === 'name' && key === payerNameKey(name));
}

function plain(text: string): string {
  return text.toUpperCase().replace(/[^A-Z\d]+/g, '');
}
