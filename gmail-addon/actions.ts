import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto';
import { deflateRawSync, inflateRawSync } from 'node:zlib';
import * as z from 'zod/mini';
import { MessageCorrelation } from '#shared/api/activities.ts';
import { TASK_STATES } from '#shared/api/tasks.ts';
import { CalendarDateText, Id, ShortText } from '#shared/api/values.ts';
import { ACTIVITY_CODES, OUTCOMES } from '#shared/domain/activity-code.ts';
import { MAX_INSTALMENTS } from '#shared/domain/instalments.ts';

const Items = z.array(Id).check(z.maxLength(200));
const Empty = z.strictObject({});

/** Whose card it is, and whether beside their open thread: what is done there is then tied to it. */
const Place = { customerId: Id, tied: z.boolean() };

export const FORM_KINDS = ['call', 'promise', 'dispute', 'task', 'note'] as const;
export type FormKind = (typeof FORM_KINDS)[number];

/** What every form carries from card to card until it is saved. `key` is made with its first card, so that saving it has one effect. */
const Form = {
  ...Place,
  message: MessageCorrelation,
  /** What it is about; empty for the account as a whole. */
  itemIds: Items,
  dataAsOf: z.nullable(z.string()),
  key: Id,
  /** The entry in whose place it will stand; null for a new one. */
  corrects: z.nullable(Id),
};
const Code = z.enum(ACTIVITY_CODES);
/** How many parts the card of a promise has, and how often it was drawn anew. */
const Parts = { parts: z.int().check(z.minimum(1), z.maximum(MAX_INSTALMENTS)), turn: z.int().check(z.minimum(0)) };

/** Where a task is on screen, which is shown anew when it was changed. */
const TaskPlace = { ...Place, on: z.enum(['card', 'worklist']), taskId: Id };

/** To how many contacts a new message goes at most. */
export const MOST_CONTACTS = 10;

/**
 * `state`: that of the closed gate which a reason is given for; null where it was open. `parts`: the free parts that are fields of the card. `to`: the contacts to whom the card shows it as a new message;
 * empty for an answer in the open thread, and left out by buttons from before there were such cards.
 */
const Leaving = {
  customerId: Id,
  templateId: Id,
  itemIds: Items,
  state: z.nullable(z.string()),
  parts: z.array(Id).check(z.maxLength(20)),
  to: z._default(z.array(ShortText).check(z.maxLength(MOST_CONTACTS)), []),
};
/** Whether it is about a message that answers none. */
const isNew = z._default(z.boolean(), false);

/** What each button carries: ids, the state of the data that was on screen, and the open mail's subject where an entry is tied to it; never figures. */
export const ACTIONS = {
  'show-thread': Empty,
  'my-figures': Empty,
  worklist: Empty,
  search: z.strictObject({ purpose: z.enum(['link', 'open']) }),
  'show-customer': z.strictObject({ customerId: Id }),
  link: z.strictObject({ customerId: Id, decision: z.enum(['is', 'is_not']) }),
  tick: z.strictObject({ ...Place, which: z.enum(['past_due', 'none']) }),
  'open-form': z.strictObject({ ...Place, kind: z.enum(FORM_KINDS) }),
  'choose-code': z.strictObject({ ...Form, code: Code }),
  /** `code`: that of the card on which another is chosen. */
  'change-code': z.strictObject({ ...Form, code: Code }),
  'change-parts': z.strictObject({ ...Form, ...Parts, change: z.enum(['add', 'remove', 'split']) }),
  'save-call': z.strictObject({ ...Form, code: Code, outcome: z.enum(OUTCOMES) }),
  'save-promise': z.strictObject({ ...Form, ...Parts }),
  'save-dispute': z.strictObject(Form),
  'save-task': z.strictObject(Form),
  'save-note': z.strictObject(Form),
  /** `on`: the day in whose entries it stands. */
  correct: z.strictObject({ ...Place, activityId: Id, on: CalendarDateText }),
  withdraw: z.strictObject({ ...Place, activityId: Id }),
  /** `corrected`: what the entry stands in the place of, which stands again. `on`: the day of both. */
  restore: z.strictObject({ ...Place, activityId: Id, corrected: Id, on: CalendarDateText }),
  'change-task': z.strictObject({
    ...TaskPlace,
    change: z.strictObject({ state: z.optional(z.enum(TASK_STATES)), dueOn: z.optional(CalendarDateText) }),
  }),
  'open-task': z.strictObject({ ...Place, taskId: Id }),
  'move-task': z.strictObject({ ...Place, taskId: Id }),
  disputes: z.strictObject(Place),
  documents: z.strictObject(Place),
  /** `itemId`: whose document; null for the statement of account. */
  'open-document': z.strictObject({ customerId: Id, itemId: z.nullable(Id) }),
  'open-dispute': z.strictObject({ ...Place, disputeId: Id, deed: z.enum(['resolve', 'give']) }),
  'resolve-dispute': z.strictObject({ ...Place, disputeId: Id }),
  'give-dispute': z.strictObject({ ...Place, disputeId: Id }),
  /** `skip`: how many of the latest entries before that day were shown already. */
  timeline: z.strictObject({ ...Place, before: z.nullable(CalendarDateText), skip: z.int().check(z.minimum(0)) }),
  said: z.strictObject({ activityId: Id }),
  'choose-template': z.strictObject({ customerId: Id }),
  preview: z.strictObject({ customerId: Id, templateId: Id, itemIds: Items }),
  'fill-again': z.strictObject(Leaving),
  'new-message': z.strictObject(Leaving),
  'acknowledge-clauses': z.strictObject({ ...Leaving, clauseIds: z.array(Id).check(z.maxLength(10)) }),
  send: z.strictObject(Leaving),
  draft: z.strictObject(Leaving),
  'look-again': z.strictObject({ customerId: Id, dispatchId: Id, isNew }),
  'mark-sent': z.strictObject({ customerId: Id, dispatchId: Id, message: MessageCorrelation, isNew }),
} as const;

export type ActionName = keyof typeof ACTIONS;
/** What the buttons that save a form carry. */
export type FormArgs = z.infer<(typeof ACTIONS)['save-note']>;
/** Whose card it is, and whether beside their open thread. */
export type CustomerPlace = z.infer<(typeof ACTIONS)['disputes']>;
export type ActionArgs<N extends ActionName> = z.infer<(typeof ACTIONS)[N]>;
export const ACTION_NAMES = Object.keys(ACTIONS) as ActionName[];

/** The parameter under which a button carries its seal. */
export const SEAL = 'seal';
const LIFETIME_MS = 12 * 3_600_000;
/** In bytes. */
const MAX_SEALED = 100_000;

/** For whom and where a button was made. */
export interface ActionOwner {
  /** Google's id of the user. */
  readonly subject: string;
  /** The page's id of the open message; empty beside none. */
  readonly messageId: string;
}

export interface OpenedAction<N extends ActionName> {
  readonly args: ActionArgs<N>;
  /** The same for every press of the same button: the key of its one effect. */
  readonly nonce: string;
}

/** A button's parameters were not made by us for this user, message and handler, or are too old. */
export class SealRefused extends Error {
  override readonly name = 'SealRefused';
}

const Sealed = z.strictObject({ expires: z.number(), nonce: z.string(), args: z.unknown() });

/**
 * Signs what a button carries and holds each press against it. What it carries can be read by the user and not changed; for which handler, user and message it was made is signed and not carried, since
 * a press says so itself and a card is to stay small.
 */
export class ActionSeals {
  constructor(
    private readonly secret: string,
    private readonly now: () => Date,
  ) {}

  seal<N extends ActionName>(action: N, args: ActionArgs<N>, owner: ActionOwner): string {
    const expires = this.now().getTime() + LIFETIME_MS;
    const nonce = randomBytes(16).toString('base64url');
    const body = deflateRawSync(JSON.stringify({ expires, nonce, args })).toString('base64url');
    return `${body}.${this.signatureOf(body, action, owner).toString('base64url')}`;
  }

  /** Throws SealRefused. */
  open<N extends ActionName>(action: N, seal: string | undefined, owner: ActionOwner): OpenedAction<N> {
    const [body = '', signature = '', ...rest] = (seal ?? '').split('.');
    const given = Buffer.from(signature, 'base64url');
    const expected = this.signatureOf(body, action, owner);
    if (rest.length > 0 || given.length !== expected.length || !timingSafeEqual(given, expected)) {
      throw new SealRefused('signature');
    }
    const json = inflateRawSync(Buffer.from(body, 'base64url'), { maxOutputLength: MAX_SEALED }).toString();
    const sealed = z.parse(Sealed, JSON.parse(json));
    if (sealed.expires <= this.now().getTime()) throw new SealRefused('expired');
    return { args: z.parse(ACTIONS[action], sealed.args) as ActionArgs<N>, nonce: sealed.nonce };
  }

  private signatureOf(body: string, action: ActionName, { subject, messageId }: ActionOwner): Buffer {
    const signed = JSON.stringify([action, subject, messageId, body]);
    return createHmac('sha256', this.secret).update(signed).digest();
  }
}
