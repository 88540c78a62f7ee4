import * as z from 'zod/mini';
import { SHORT_PAY_REASONS } from '../domain/short-pay.ts';
import { CustomerRef } from './customers.ts';
import { operation } from './operation.ts';
import { CalendarDateText, Id, InstantText, MoneyValue, ShortText } from './values.ts';

/** How sure a proposal is: `certain` is unambiguous and may post by itself, `likely` and `possible` wait for a person. */
export const MATCH_CONFIDENCES = ['certain', 'likely', 'possible'] as const;

const DocumentView = z.object({
  id: Id,
  number: z.string(),
  on: CalendarDateText,
  dueOn: z.nullable(CalendarDateText),
  amount: MoneyValue,
  /** What is left of it today. */
  left: MoneyValue,
});

/** Some of a payment set against some of an invoice. */
const MatchPartView = z.object({ paymentId: Id, itemId: Id, amount: MoneyValue });

const EvidenceView = z.object({ kind: z.string(), sentence: z.string() });

export const CashMatchProposalView = z.object({
  /** Changes with what it proposes: deciding on one that is outdated is refused. */
  id: Id,
  rule: z.string(),
  confidence: z.enum(MATCH_CONFIDENCES),
  evidence: z.array(EvidenceView),
  customer: z.nullable(CustomerRef),
  items: z.array(DocumentView),
  parts: z.array(MatchPartView),
  /** What of the payments would stay unapplied, and what of the named items would stay open. */
  paymentLeft: MoneyValue,
  itemsLeft: MoneyValue,
});
export type CashMatchProposalView = z.infer<typeof CashMatchProposalView>;

/** Money received that is not wholly applied, with what is proposed of it, the surest first. */
export const UnappliedPaymentView = z.object({
  payment: DocumentView,
  customer: z.nullable(CustomerRef),
  payerName: z.string(),
  payerAccount: z.string(),
  text: z.string(),
  /** Set where somebody has left it to lie, with when and why. */
  leftAside: z.nullable(z.object({ by: z.string(), at: InstantText, note: z.string() })),
  proposals: z.array(CashMatchProposalView),
});
export type UnappliedPaymentView = z.infer<typeof UnappliedPaymentView>;

export const listUnappliedPayments = operation({
  id: 'listUnappliedPayments',
  summary: 'Payments without a whole application, oldest first, each with what is proposed of it.',
  method: 'get',
  path: '/api/cash-application',
  policy: 'management',
  query: z.strictObject({
    customer: z.optional(Id),
    /** Also those that were left aside. */
    all: z.optional(z.enum(['yes', 'no'])),
    offset: z.optional(z.coerce.number().check(z.int(), z.minimum(0))),
    limit: z.optional(z.coerce.number().check(z.int(), z.minimum(1), z.maximum(200))),
  }),
  answer: z.object({
    payments: z.array(UnappliedPaymentView),
    total: z.int(),
    /** What posted by itself last, and whether the company wants that. */
    autoPost: z.boolean(),
    dataAsOf: z.nullable(InstantText),
  }),
  status: 200,
});

export const decideCashMatch = operation({
  id: 'decideCashMatch',
  summary:
    'Decides on a payment: accepts a proposal, or states the parts; short pays keep the rest open under a reason, or are written off within the tolerance. One effect a key.',
  method: 'post',
  path: '/api/cash-application/{paymentId}/decisions',
  policy: 'management',
  idempotent: true,
  params: z.strictObject({ paymentId: Id }),
  body: z.discriminatedUnion('decision', [
    z.strictObject({
      decision: z.literal('accept'),
      proposalId: Id,
      shortPay: z.optional(z.strictObject({ reason: z.enum(SHORT_PAY_REASONS), writeOff: z.boolean() })),
    }),
    z.strictObject({
      decision: z.literal('split'),
      /** Needed where nobody knows yet whose money it is. */
      customerId: z.optional(Id),
      parts: z.array(z.strictObject({ itemId: Id, amount: MoneyValue })).check(z.maxLength(500)),
      shortPay: z.optional(z.strictObject({ reason: z.enum(SHORT_PAY_REASONS), writeOff: z.boolean() })),
    }),
    z.strictObject({ decision: z.literal('identify'), customerId: Id }),
    /** The same money as a payment that the ERP brought: the bank's entry is taken out. */
    z.strictObject({ decision: z.literal('same_money'), otherPaymentId: Id }),
    z.strictObject({ decision: z.literal('leave'), note: ShortText }),
  ]),
  answer: z.object({
    /** By what the decision is undone. */
    decisionId: Id,
    /** The run that it came into the ledger by; null where it changes nothing in the ledger, or stood in it already. */
    runNumber: z.nullable(z.int()),
    sentence: z.string(),
  }),
  status: 200,
});

export const postCertainMatches = operation({
  id: 'postCertainMatches',
  summary: 'Posts every proposal that is certain, in one run.',
  method: 'post',
  path: '/api/cash-application/post-certain',
  policy: 'management',
  idempotent: true,
  body: z.strictObject({}),
  answer: z.object({ posted: z.int(), runNumber: z.nullable(z.int()) }),
  status: 200,
});

/** How a decision ended: `open` while it is not known whether the ledger took it. */
export const DECISION_STATES = ['open', 'posted', 'refused', 'undone', 'taken_back', 'displaced'] as const;

export const CashDecisionView = z.object({
  id: Id,
  decision: z.enum(['accept', 'split', 'identify', 'same_money', 'leave', 'automatic']),
  state: z.enum(DECISION_STATES),
  sentence: z.string(),
  rule: z.string(),
  evidence: z.array(EvidenceView),
  parts: z.array(MatchPartView),
  customer: z.nullable(CustomerRef),
  shortPay: z.nullable(
    z.object({
      reason: z.enum(SHORT_PAY_REASONS),
      writeOff: z.boolean(),
      /** What was not paid of each item when it was decided. */
      rests: z.array(z.object({ itemId: Id, amount: MoneyValue })),
    }),
  ),
  note: z.string(),
  by: z.string(),
  at: InstantText,
  runNumber: z.nullable(z.int()),
  undone: z.nullable(z.object({ by: z.string(), at: InstantText, reason: z.string() })),
});
export type CashDecisionView = z.infer<typeof CashDecisionView>;

export const listCashDecisions = operation({
  id: 'listCashDecisions',
  summary: 'What was decided on payments, by whom and why, the last first.',
  method: 'get',
  path: '/api/cash-application/decisions',
  policy: 'management',
  query: z.strictObject({
    payment: z.optional(Id),
    /** The id of the decision after which the page begins. */
    before: z.optional(Id),
    limit: z.optional(z.coerce.number().check(z.int(), z.minimum(1), z.maximum(200))),
  }),
  answer: z.object({ decisions: z.array(CashDecisionView), nextBefore: z.nullable(Id) }),
  status: 200,
});

export const undoCashDecision = operation({
  id: 'undoCashDecision',
  summary:
    'Undoes a decision: its applications are taken back from today on, its write-off and what it says of whose money it is fall away, and so does what it taught. One effect a key.',
  method: 'post',
  path: '/api/cash-application/decisions/{id}/undo',
  policy: 'management',
  idempotent: true,
  params: z.strictObject({ id: Id }),
  body: z.strictObject({ reason: ShortText.check(z.minLength(1)) }),
  answer: z.object({ runNumber: z.nullable(z.int()), sentence: z.string() }),
  status: 200,
});
