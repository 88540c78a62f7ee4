import * as z from 'zod/mini';
import { NON_PAYMENT_REASONS } from '../domain/activity-code.ts';
import { ActivityView, CLIENTS } from './activities.ts';
import { operation } from './operation.ts';
import { CustomersWord } from './promises-to-pay.ts';
import { CalendarDateText, Id, InstantText, LongText, MoneyValue } from './values.ts';

/** How a dispute ended: the customer was right, was not, was so in part, or took it back. */
export const DISPUTE_RESOLUTIONS = ['accepted', 'rejected', 'settled_in_part', 'taken_back'] as const;

const Person = z.object({ id: Id, name: z.string() });

/** A dispute that a colleague recorded. Its id is that of the activity that raised it. */
export const DisputeView = z.object({
  id: Id,
  customerId: Id,
  itemIds: z.array(Id),
  itemNumbers: z.array(z.string()),
  amount: z.nullable(MoneyValue),
  reason: z.enum(NON_PAYMENT_REASONS),
  raisedOn: CalendarDateText,
  raisedBy: Person,
  /** Who has to see to it. */
  owner: Person,
  resolution: z.nullable(
    z.object({ how: z.enum(DISPUTE_RESOLUTIONS), by: Person, at: InstantText, note: z.nullable(z.string()) }),
  ),
});
export type DisputeView = z.infer<typeof DisputeView>;

export const recordDispute = operation({
  id: 'recordDispute',
  summary:
    'Records that a customer disputes items, or an amount of the account; dunning for them stops until it is resolved.',
  method: 'post',
  path: '/api/disputes',
  policy: 'collections',
  body: z.strictObject({
    ...CustomersWord,
    reason: z.enum(NON_PAYMENT_REASONS),
    amount: z.optional(MoneyValue),
    /** A colleague; who records it where it is left out. */
    ownerId: z.optional(Id),
  }),
  answer: z.object({ activity: ActivityView, dispute: DisputeView }),
  status: 201,
  idempotent: true,
});

export const listDisputes = operation({
  id: 'listDisputes',
  summary: 'The disputes that colleagues recorded of a customer, open ones first, latest first; at most 100.',
  method: 'get',
  path: '/api/disputes',
  policy: 'reading',
  scope: 'customers',
  query: z.strictObject({ customerId: Id }),
  answer: z.object({ disputes: z.array(DisputeView) }),
  status: 200,
});

export const assignDispute = operation({
  id: 'assignDispute',
  summary: 'Gives a dispute to a colleague. Answers dispute_resolved where it has ended.',
  method: 'post',
  path: '/api/disputes/{id}/assignments',
  policy: 'collections',
  params: z.strictObject({ id: Id }),
  body: z.strictObject({ ownerId: Id }),
  answer: DisputeView,
  status: 201,
  idempotent: true,
});

export const resolveDispute = operation({
  id: 'resolveDispute',
  summary:
    'Ends a dispute, as an entry of the log; what it covered may be dunned again. Answers dispute_resolved where it has ended.',
  method: 'post',
  path: '/api/disputes/{id}/resolutions',
  policy: 'collections',
  params: z.strictObject({ id: Id }),
  body: z.strictObject({ how: z.enum(DISPUTE_RESOLUTIONS), note: z.optional(LongText), client: z.enum(CLIENTS) }),
  answer: DisputeView,
  status: 201,
  idempotent: true,
});
