import * as z from 'zod/mini';
import { NON_PAYMENT_REASONS } from '../domain/activity-code.ts';
import { PROMISE_STATES } from '../domain/promise-outcome.ts';
import { ActivityView, CLIENTS, Instalment, MessageCorrelation } from './activities.ts';
import { operation } from './operation.ts';
import { CalendarDateText, Id, InstantText, LongText, MoneyValue, ShortText } from './values.ts';

/** How a customer's word reached us. */
export const WORD_CHANNELS = ['phone', 'email'] as const;

/** What every record of a customer's word has, be it a promise or a dispute. */
export const CustomersWord = {
  customerId: Id,
  /** The items that it is about; empty for the account as a whole. */
  itemIds: z.array(Id).check(z.maxLength(200)),
  channel: z.enum(WORD_CHANNELS),
  contact: z.optional(z.strictObject({ name: ShortText, email: ShortText })),
  note: z.optional(LongText),
  client: z.enum(CLIENTS),
  message: z.optional(MessageCorrelation),
  occurredAt: z.optional(InstantText),
  dataAsOf: z.optional(z.nullable(InstantText)),
};

/** One part of a promise with what the cash says of it by today. */
const JudgedInstalment = z.object({
  amount: MoneyValue,
  promisedFor: CalendarDateText,
  /** The last day on which money still counts: the day promised and the company's grace in working days. */
  lastDay: CalendarDateText,
  paid: MoneyValue,
  state: z.enum(PROMISE_STATES),
});

export const PromiseView = z.object({
  activityId: Id,
  customerId: Id,
  itemIds: z.array(Id),
  by: z.object({ id: Id, name: z.string() }),
  madeOn: CalendarDateText,
  /** By day; a promise in one part has one. All are in one currency. */
  instalments: z.array(JudgedInstalment),
});
export type PromiseView = z.infer<typeof PromiseView>;

export const recordPromise = operation({
  id: 'recordPromise',
  summary:
    'Records a promise to pay, in one part or in instalments. It is one activity of the log; whether each part is kept is told by the cash alone.',
  method: 'post',
  path: '/api/promises-to-pay',
  policy: 'collections',
  body: z.strictObject({
    ...CustomersWord,
    /** In one currency, each on a day of its own. */
    instalments: z.array(Instalment).check(z.minLength(1), z.maxLength(12)),
    /** Why it was not paid so far. */
    reason: z.optional(z.enum(NON_PAYMENT_REASONS)),
  }),
  answer: z.object({ activity: ActivityView, promise: PromiseView }),
  status: 201,
  idempotent: true,
});

export const listPromises = operation({
  id: 'listPromises',
  summary: 'The promises of a customer, latest first, each part as the cash of today judges it; at most 100.',
  method: 'get',
  path: '/api/promises-to-pay',
  policy: 'reading',
  scope: 'customers',
  query: z.strictObject({ customerId: Id }),
  answer: z.object({ promises: z.array(PromiseView) }),
  status: 200,
});
