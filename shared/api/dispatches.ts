import * as z from 'zod/mini';
import { DELIVERIES } from '../domain/delivery.ts';
import { TEMPLATE_STAGES } from '../domain/dunning.ts';
import { MessageCorrelation } from './activities.ts';
import { AttachmentView, AttachmentWish } from './documents.ts';
import { operation } from './operation.ts';
import { Id, InstantText, MoneyValue, ShortText } from './values.ts';

export const TemplateView = z.object({
  id: Id,
  name: z.string(),
  stage: z.enum(TEMPLATE_STAGES),
  language: z.string(),
  version: z.int(),
});
export type TemplateView = z.infer<typeof TemplateView>;

export const GATE_REASONS = [
  'paid',
  'disputed',
  'promised',
  'do_not_contact',
  'nothing_open',
  'data_changed',
  'words_withdrawn',
] as const;

/** A reason why a dunning message should not leave, with the items it is about, in words for the reader. */
export const GateReason = z.object({ reason: z.enum(GATE_REASONS), itemIds: z.array(Id), text: z.string() });
export type GateReason = z.infer<typeof GateReason>;

export const GateVerdict = z.object({
  open: z.boolean(),
  reasons: z.array(GateReason),
  /** Said beside an open gate: a colleague wrote or called today. Warns, and does not stop. */
  warnings: z.array(z.string()),
  /** The ERP data that the verdict rests on; null before the first feed. */
  dataAsOf: z.nullable(InstantText),
  /** The state of ledger and log it was taken at; a reason given for going on holds for this state only. */
  state: z.string(),
});
export type GateVerdict = z.infer<typeof GateVerdict>;

/** What a user wrote in the place of a free part of the template; plain text, in which a line break is one. */
export const FreePart = z.strictObject({ name: Id, text: z.string().check(z.maxLength(4_000)) });
export type FreePart = z.infer<typeof FreePart>;

const MessagePlan = {
  customerId: Id,
  templateId: Id,
  /** The items that the message is about; empty for all that is past due. */
  itemIds: z.array(Id).check(z.maxLength(200)),
  message: z.optional(MessageCorrelation),
  /** Of those that are left out, the template's own words stand. */
  freeParts: z.optional(z.array(FreePart).check(z.maxLength(20))),
  attachments: z.optional(z.array(AttachmentWish).check(z.maxLength(20))),
};

export const FilledMessage = z.object({
  subject: z.string(),
  /** Sanitised, at most 28 kB, for a reply form that takes 32 kB. */
  html: z.string(),
  text: z.string(),
  /** The body in its order: what is approved and stays as it is, and what may be written anew, with the template's own words beside. */
  parts: z.array(
    z.discriminatedUnion('kind', [
      z.object({ kind: z.literal('locked'), text: z.string() }),
      z.object({ kind: z.literal('free'), name: Id, text: z.string(), original: z.string() }),
    ]),
  ),
  itemIds: z.array(Id),
  total: z.array(MoneyValue),
  /** What goes with it, in this order. */
  attachments: z.array(AttachmentView),
});
export type FilledMessage = z.infer<typeof FilledMessage>;

export const listTemplates = operation({
  id: 'listTemplates',
  summary: 'The live templates, the one that suits the customer first with the reason.',
  method: 'get',
  path: '/api/templates',
  policy: 'collections',
  query: z.strictObject({ customerId: Id }),
  answer: z.object({
    templates: z.array(TemplateView),
    suggested: z.nullable(z.object({ templateId: Id, reason: z.string() })),
  }),
  status: 200,
});

export const previewDispatch = operation({
  id: 'previewDispatch',
  summary: 'Fills a live template with the figures of today and asks the gate; nothing is recorded.',
  method: 'post',
  path: '/api/dispatches/preview',
  policy: 'collections',
  body: z.strictObject({
    ...MessagePlan,
    /** To whom it is meant, as far as that is known; a contact among them is the one who is greeted. */
    recipients: z.optional(z.array(ShortText).check(z.maxLength(100))),
  }),
  answer: z.object({
    template: TemplateView,
    filled: FilledMessage,
    gate: GateVerdict,
    /** Changed bank details, until their reader has acknowledged them (acknowledgeClause); the gate's warnings say the same words. */
    warnings: z.optional(z.array(z.object({ clauseId: Id, text: z.string() }))),
    /** What could go with it. */
    attachable: z.array(AttachmentView),
  }),
  status: 200,
});

export const DispatchView = z.object({
  id: Id,
  template: TemplateView,
  /** The clauses that stand in it, by version. */
  clauses: z.optional(z.array(z.object({ id: Id, name: z.string(), version: z.int() }))),
  filled: FilledMessage,
  gate: GateVerdict,
  delivery: z.enum(DELIVERIES),
  /** When Send was pressed, as long as it is not known what came of that; left out otherwise. */
  attemptedAt: z.optional(InstantText),
  /** Single-use; travels in the message's header and property. Null once it is spent, and where our side sends. */
  ticket: z.nullable(z.string()),
  /** `Message-ID` to give the message where the sender can choose it. */
  internetMessageId: z.string(),
});
export type DispatchView = z.infer<typeof DispatchView>;

/** The mail header, and the custom property of Outlook's item, in which a ticket travels. */
export const TICKET_HEADER = 'x-duethread-ticket';

export const prepareDispatch = operation({
  id: 'prepareDispatch',
  summary:
    'Prepares a message. For `outlook` the user presses Send, and a ticket for the on-send handler is made. For `gmail` our side sends next: the gate must be open, or a reason given, and the message counts as attempted.',
  method: 'post',
  path: '/api/dispatches',
  policy: 'collections',
  body: z.strictObject({
    ...MessagePlan,
    via: z.enum(['outlook', 'gmail']),
    recipients: z.array(ShortText).check(z.maxLength(100)),
    /** Why it goes out although the gate is closed, with the state of the verdict it answers. */
    override: z.optional(z.strictObject({ reason: ShortText.check(z.minLength(3)), state: z.string() })),
  }),
  answer: DispatchView,
  status: 201,
  idempotent: true,
});

export const overrideGate = operation({
  id: 'overrideGate',
  summary:
    'Keeps the reason for sending a prepared message although the gate is closed, for this message and this state of the data.',
  method: 'post',
  path: '/api/dispatches/{id}/overrides',
  policy: 'collections',
  params: z.strictObject({ id: Id }),
  body: z.strictObject({ reason: ShortText.check(z.minLength(3)), state: z.string() }),
  answer: DispatchView,
  status: 201,
  idempotent: true,
});

export const reportDelivery = operation({
  id: 'reportDelivery',
  summary: 'Says what became of a prepared message: what the provider answered, or that the user saw it in Sent Items.',
  method: 'post',
  path: '/api/dispatches/{id}/deliveries',
  policy: 'collections',
  params: z.strictObject({ id: Id }),
  body: z.strictObject({
    delivery: z.enum(['attempted', 'confirmed', 'failed', 'in_doubt']),
    message: z.optional(MessageCorrelation),
    detail: z.optional(ShortText),
  }),
  answer: DispatchView,
  status: 201,
  idempotent: true,
});

export const claimSending = operation({
  id: 'claimSending',
  summary:
    'Takes the handing over of a message that our side sends, or puts among the drafts. It is granted to one claim alone, and only where nothing is known of the message yet, so that no message is handed over twice.',
  method: 'post',
  path: '/api/dispatches/{id}/sendings',
  policy: 'collections',
  params: z.strictObject({ id: Id }),
  /** A new name for each try that may have had an effect; under the same name the one who holds the claim asks again. */
  body: z.strictObject({ claim: Id }),
  answer: z.object({ granted: z.boolean(), delivery: z.enum(DELIVERIES) }),
  status: 200,
});

export const readDispatch = operation({
  id: 'readDispatch',
  summary: 'A prepared message and what is known of it.',
  method: 'get',
  path: '/api/dispatches/{id}',
  policy: 'collections',
  params: z.strictObject({ id: Id }),
  answer: DispatchView,
  status: 200,
});

/** The on-send handler's question. The ticket is its only credential; the same ticket again for the same message has one effect. */
export const announceSend = operation({
  id: 'announceSend',
  summary:
    'Asks the gate as the user presses Send and logs the attempt: the message may go, or it stops with its reasons.',
  method: 'post',
  path: '/api/on-send',
  policy: 'ticket',
  body: z.strictObject({
    ticket: z.string().check(z.minLength(20), z.maxLength(200)),
    recipients: z.array(ShortText).check(z.maxLength(500)),
    subject: z.optional(ShortText),
    conversation: z.optional(ShortText),
  }),
  answer: z.object({
    allowed: z.boolean(),
    reasons: z.array(z.string()),
    /** Where the company lets its people send all the same with Outlook's own button; the log then says so. */
    mayGoAnyway: z.boolean(),
  }),
  status: 200,
});

export const readDispatchAttachment = operation({
  id: 'readDispatchAttachment',
  summary: 'A file that goes with a prepared message, as it was when it was prepared.',
  method: 'get',
  path: '/api/dispatches/{id}/attachments/{place}',
  policy: 'collections',
  /** `place` counts from 0, in the order of the message's attachments. */
  params: z.strictObject({ id: Id, place: z.coerce.string().check(z.regex(/^[\w.-]{1,64}$/)) }),
  answer: z.object({ fileName: z.string(), contentType: z.string(), base64: z.string() }),
  status: 200,
});
