import * as z from 'zod/mini';
import { CustomerCard, CustomerRef } from './customers.ts';
import { operation } from './operation.ts';
import { Id, LongText, ShortText } from './values.ts';

export const PARTICIPANT_ROLES = ['from', 'reply_to', 'to', 'cc'] as const;

/** Either an address that the mail client has already taken apart, or a header as it stands in the message. */
export const Participant = z.union([
  z.strictObject({ role: z.enum(PARTICIPANT_ROLES), address: ShortText, name: z.optional(ShortText) }),
  z.strictObject({ role: z.enum(PARTICIPANT_ROLES), header: LongText }),
]);
export type Participant = z.infer<typeof Participant>;

export const ThreadBody = z.strictObject({
  participants: z.array(Participant).check(z.maxLength(200)),
  subject: z.optional(z.string().check(z.maxLength(2_000))),
  /** The newest message's own words, without what it quotes; a client sends no more than it has to. */
  text: z.optional(LongText),
  /** The mail client's id of the thread, where it has one. */
  conversation: z.optional(ShortText),
  internetMessageId: z.optional(ShortText),
  /** `References` and `In-Reply-To` as they stand in the message. */
  references: z.optional(LongText),
});
export type ThreadBody = z.infer<typeof ThreadBody>;

export const EVIDENCE_KINDS = [
  'thread_linked',
  'address_linked',
  'earlier_message',
  'invoice_number',
  'customer_number',
  'contact_address',
  'mail_domain',
  'customer_name',
] as const;

/** One reason for a candidate, in words for the reader: `invoice 104233 in the subject`. */
export const Evidence = z.object({ kind: z.enum(EVIDENCE_KINDS), text: z.string() });
export type Evidence = z.infer<typeof Evidence>;

export const Candidate = z.object({ customer: CustomerRef, evidence: z.array(Evidence) });
export type Candidate = z.infer<typeof Candidate>;

/**
 * `found`: one clear winner, its card is there. `ambiguous`: several fit equally; a person says which. `unknown`: nobody fits. `internal`: only the
 * company's own addresses take part and nothing in the text names a customer.
 */
const ThreadVerdict = z.enum(['found', 'ambiguous', 'unknown', 'internal']);

export const ThreadContext = z.object({
  verdict: ThreadVerdict,
  /** Best first. */
  candidates: z.array(Candidate),
  card: z.nullable(CustomerCard),
});
export type ThreadContext = z.infer<typeof ThreadContext>;

export const readThreadContext = operation({
  id: 'readThreadContext',
  summary:
    'Finds whose thread this is, with the evidence, and the card of the customer where there is one clear winner.',
  method: 'post',
  path: '/api/thread-context',
  policy: 'reading',
  body: ThreadBody,
  answer: ThreadContext,
  status: 200,
});

export const linkThread = operation({
  id: 'linkThread',
  summary: 'Remembers whose a thread and an address are, or are not; a person said so.',
  method: 'post',
  path: '/api/thread-links',
  policy: 'collections',
  body: z.strictObject({
    customerId: Id,
    /** `is_not` takes a wrong match away for this thread and address. */
    decision: z.enum(['is', 'is_not']),
    conversation: z.optional(ShortText),
    /** The open message's ids, so that a colleague whose mail client has another id for the thread is told as well. */
    internetMessageId: z.optional(ShortText),
    references: z.optional(LongText),
    /** The counterpart's address that the decision is also remembered for. */
    address: z.optional(ShortText),
  }),
  answer: z.object({
    customer: CustomerRef,
    decision: z.enum(['is', 'is_not']),
    /** The company's own addresses, and those that nobody can answer, are not remembered. */
    rememberedFor: z.array(z.enum(['thread', 'address'])),
  }),
  status: 201,
  idempotent: true,
});
