import * as z from 'zod/mini';
import { ACTIVITY_CODES, NON_PAYMENT_REASONS, OUTCOMES } from '../domain/activity-code.ts';
import { DELIVERIES } from '../domain/delivery.ts';
import { operation } from './operation.ts';
import { CalendarDateText, Id, InstantText, LongText, MoneyValue, ShortText } from './values.ts';

/** From where an activity was recorded. */
export const CLIENTS = ['outlook', 'gmail', 'page', 'job', 'import'] as const;

/** What ties an activity to a message; each part may be missing. `conversation` is the mail client's own id of the thread. */
export const MessageCorrelation = z.strictObject({
  conversation: z.optional(ShortText),
  internetMessageId: z.optional(ShortText),
  subject: z.optional(ShortText),
});
export type MessageCorrelation = z.infer<typeof MessageCorrelation>;

export const RecordActivityBody = z.strictObject({
  customerId: Id,
  /** The items that it is about; empty where it names none. */
  itemIds: z.array(Id).check(z.maxLength(200)),
  contact: z.optional(z.strictObject({ name: ShortText, email: ShortText })),
  code: z.enum(ACTIVITY_CODES),
  outcome: z.optional(z.enum(OUTCOMES)),
  reason: z.optional(z.enum(NON_PAYMENT_REASONS)),
  amount: z.optional(MoneyValue),
  /** For a promise the day promised; for an announced payment the day it was sent. */
  date: z.optional(CalendarDateText),
  /** An addition to the code, never instead of it. */
  note: z.optional(LongText),
  client: z.enum(CLIENTS),
  message: z.optional(MessageCorrelation),
  /** When it happened, as the client's clock says; the server's time where it is left out. */
  occurredAt: z.optional(InstantText),
  /** The ERP data that the actor saw, as the card said it. */
  dataAsOf: z.optional(z.nullable(InstantText)),
});
export type RecordActivityBody = z.infer<typeof RecordActivityBody>;

/** One part of a promise: an amount by a day. */
export const Instalment = z.strictObject({ amount: MoneyValue, promisedFor: CalendarDateText });
export type Instalment = z.infer<typeof Instalment>;

export const ActivityView = z.object({
  id: Id,
  seq: z.int(),
  customerId: Id,
  itemIds: z.array(Id),
  itemNumbers: z.array(z.string()),
  actor: z.object({ id: Id, name: z.string() }),
  code: z.enum(ACTIVITY_CODES),
  outcome: z.nullable(z.enum(OUTCOMES)),
  reason: z.nullable(z.enum(NON_PAYMENT_REASONS)),
  amount: z.nullable(MoneyValue),
  date: z.nullable(CalendarDateText),
  /** The parts of a promise that has several, by day; empty otherwise. `amount` is then their sum and `date` the last day. */
  instalments: z.array(Instalment),
  contact: z.nullable(z.object({ name: z.string(), email: z.string() })),
  /** Null where it was erased or none was given. */
  note: z.nullable(z.string()),
  /** What is known of the message, null where the activity is none. */
  delivery: z.nullable(z.enum(DELIVERIES)),
  client: z.enum(CLIENTS),
  occurredAt: InstantText,
  recordedAt: InstantText,
  businessDay: CalendarDateText,
  /** True where a later entry undid or withdrew it. */
  withdrawn: z.boolean(),
  /** The activity that this one was written in the place of; null where it corrects none. */
  corrects: z.nullable(Id),
  /** The activity that was written in this one's place; null where it stands as it is, or was undone. */
  correctedBy: z.nullable(Id),
});
export type ActivityView = z.infer<typeof ActivityView>;

export const recordActivity = operation({
  id: 'recordActivity',
  summary: 'Records an activity in the append-only log.',
  method: 'post',
  path: '/api/activities',
  policy: 'collections',
  body: RecordActivityBody,
  answer: ActivityView,
  status: 201,
  idempotent: true,
});

export const withdrawActivity = operation({
  id: 'withdrawActivity',
  summary: 'Undoes an activity by an entry that points back to it; the entry itself stays.',
  method: 'post',
  path: '/api/activities/{id}/withdrawals',
  policy: 'collections',
  params: z.strictObject({ id: Id }),
  body: z.strictObject({ reason: z.optional(ShortText) }),
  answer: ActivityView,
  status: 201,
  idempotent: true,
});

export const correctActivity = operation({
  id: 'correctActivity',
  summary:
    'Writes an activity anew in the place of another that the same person recorded: the earlier entry stays, and a later one points back to it. It keeps the time at which it happened. Answers activity_not_correctable for one that was undone or corrected already, or stands for a message of ours.',
  method: 'post',
  path: '/api/activities/{id}/corrections',
  policy: 'collections',
  params: z.strictObject({ id: Id }),
  body: z.strictObject({
    itemIds: z.array(Id).check(z.maxLength(200)),
    contact: z.optional(z.strictObject({ name: ShortText, email: ShortText })),
    code: z.enum(ACTIVITY_CODES),
    outcome: z.optional(z.enum(OUTCOMES)),
    reason: z.optional(z.enum(NON_PAYMENT_REASONS)),
    amount: z.optional(MoneyValue),
    date: z.optional(CalendarDateText),
    /** For a promise in several parts, instead of `amount` and `date`. */
    instalments: z.optional(z.array(Instalment).check(z.minLength(1), z.maxLength(12))),
    note: z.optional(LongText),
    client: z.enum(CLIENTS),
  }),
  answer: ActivityView,
  status: 201,
  idempotent: true,
});

export const readActivityText = operation({
  id: 'readActivityText',
  summary:
    'What was said: the note of an activity, and subject, recipients, words and files of its message as far as they are kept. Null where there are none or they were erased.',
  method: 'get',
  path: '/api/activities/{id}/text',
  policy: 'reading',
  params: z.strictObject({ id: Id }),
  answer: z.object({
    note: z.nullable(z.string()),
    message: z.nullable(
      z.object({
        subject: z.string(),
        recipients: z.array(z.string()),
        text: z.string(),
        /** The parts of an approved text that were written anew. */
        rewritten: z.array(z.object({ name: z.string(), original: z.string(), written: z.string() })),
        /** What went with it; the hash shows which bytes they were. */
        files: z.array(z.object({ fileName: z.string(), size: z.int(), sha256: z.string() })),
      }),
    ),
  }),
  status: 200,
});
