import { createHash } from 'node:crypto';
import type { CalendarDate } from '#shared/domain/calendar-date.ts';
import type { CustomerId, ItemId } from '#shared/domain/ids.ts';
import type { Money } from '#shared/domain/money.ts';
import type { ShortPayReason } from '#shared/domain/short-pay.ts';
import type { LedgerRow } from '../receivables/run-service.ts';
import type { Evidence } from './matching/match.ts';
import type { PayerKey } from './payer-repository.ts';

export const DECISION_KINDS = ['accept', 'split', 'identify', 'same_money', 'leave', 'automatic'] as const;
export type DecisionKind = (typeof DECISION_KINDS)[number];

/** Some of a payment that is set against some of a debit item. */
export interface DecidedPart {
  readonly paymentId: ItemId;
  readonly itemId: ItemId;
  readonly amount: Money;
}

/** That less was paid than was owed, and why. */
export interface ShortPay {
  readonly reason: ShortPayReason;
  /** Whether the rests are written off; else they stay open under the reason. */
  readonly writeOff: boolean;
  readonly rests: readonly { readonly itemId: ItemId; readonly amount: Money }[];
}

/** Who decided; no user where it was done by itself. */
export interface Decider {
  readonly userId: string | null;
  readonly name: string;
}

/** What was decided on payments, before the ledger is asked to take it. */
export interface CashDecision {
  readonly decision: DecisionKind;
  /** The proposal that is accepted; empty where a person stated the parts. */
  readonly proposalId: string;
  readonly paymentIds: readonly ItemId[];
  /** Whose the money is by this decision; null where it does not say. */
  readonly customerId: CustomerId | null;
  readonly parts: readonly DecidedPart[];
  readonly shortPay: ShortPay | null;
  readonly otherPaymentId: ItemId | null;
  readonly note: string;
  readonly rule: string;
  readonly evidence: readonly Evidence[];
  /** The items that the decision is on: payments, items of its parts, the other payment. */
  readonly itemIds: readonly ItemId[];
  /** By what the payers are known, where the decision is a person's and says whose the money is. */
  readonly teaches: readonly PayerKey[];
  /** Of a payment that is left: a hash of what was proposed of it. */
  readonly proposalsSeen: string;
  readonly sentence: string;
}

/** A decision with its identity and what it comes to in the ledger. */
export interface KeptDecision extends CashDecision {
  readonly id: string;
  /** Of what it says, whoever says it. */
  readonly contentHash: string;
  readonly by: Decider;
  readonly at: Date;
  /** The day from which it counts in the ledger. */
  readonly on: CalendarDate;
  readonly rows: readonly LedgerRow[];
}

/** What a decision says: the same again is the same decision, as long as it stands. */
export function contentHashOf({
  decision,
  proposalId,
  paymentIds,
  customerId,
  parts,
  shortPay,
  otherPaymentId,
  note,
  proposalsSeen,
}: CashDecision): string {
  // What posts by itself and what a person accepts are the same effect.
  const kind = decision === 'automatic' ? 'accept' : decision;
  const said = [
    kind,
    proposalId,
    [...paymentIds].sort(),
    customerId,
    parts.map(({ paymentId, itemId, amount }) => [paymentId, itemId, amount.minor, amount.currency]).sort(),
    shortPay === null ? null : [shortPay.reason, shortPay.writeOff],
    otherPaymentId,
    decision === 'leave' ? [note, proposalsSeen] : null,
  ];
  return digest(JSON.stringify(said));
}

/** The id of a decision: of its content, and of how many with the same content have fallen before it. */
export function decisionIdOf(contentHash: string, fallen: number): string {
  return digest(`${contentHash}:${fallen}`);
}

/** 96 bits in hex. */
export function digest(text: string): string {
  return createHash('sha256').update(text).digest().toString('hex', 0, 12);
}
