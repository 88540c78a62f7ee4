import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto';
import * as z from 'zod/mini';
import { MessageCorrelation } from '#shared/api/activities.ts';
import { Id } from '#shared/api/values.ts';
import { ACTIVITY_CODES, OUTCOMES } from '#shared/domain/activity-code.ts';

const Items = z.array(Id).check(z.maxLength(200));
const Empty = z.strictObject({});
const OfCustomer = z.strictObject({ customerId: Id, message: MessageCorrelation });

/** `state`: that of the closed gate which a reason is given for; null where it was open. */
const Leaving = z.strictObject({ customerId: Id, templateId: Id, itemIds: Items, state: z.nullable(z.string()) });

/** What each button carries: ids and the state of the data that was on screen, never figures or words. */
export const ACTIONS = {
  'show-thread': Empty,
  'my-figures': Empty,
  search: Empty,
  'show-customer': z.strictObject({ customerId: Id }),
  link: z.strictObject({ customerId: Id, decision: z.enum(['is', 'is_not']) }),
  'log-call': OfCustomer,
  'choose-code': z.strictObject({
    customerId: Id,
    message: MessageCorrelation,
    code: z.enum(ACTIVITY_CODES),
    itemIds: Items,
  }),
  'record-call': z.strictObject({
    customerId: Id,
    message: MessageCorrelation,
    code: z.enum(ACTIVITY_CODES),
    outcome: z.enum(OUTCOMES),
    itemIds: Items,
    dataAsOf: z.nullable(z.string()),
  }),
  withdraw: z.strictObject({ customerId: Id, activityId: Id }),
  'choose-template': OfCustomer,
  preview: z.strictObject({ customerId: Id, templateId: Id, itemIds: Items }),
  send: Leaving,
  draft: Leaving,
  'look-again': z.strictObject({ customerId: Id, dispatchId: Id }),
  'mark-sent': z.strictObject({ customerId: Id, dispatchId: Id, message: MessageCorrelation }),
} as const;

export type ActionName = keyof typeof ACTIONS;
export type ActionArgs<N extends ActionName> = z.infer<(typeof ACTIONS)[N]>;
export const ACTION_NAMES = Object.keys(ACTIONS) as ActionName[];

/** The parameter under which a button carries its seal. */
export const SEAL = 'seal';
const LIFETIME_MS = 12 * 3_600_000;

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

const Sealed = z.strictObject({
  action: z.string(),
  subject: z.string(),
  messageId: z.string(),
  expires: z.number(),
  nonce: z.string(),
  args: z.unknown(),
});

/** Signs what a button carries and holds each press against it. What it carries can be read by the user and not changed. */
export class ActionSeals {
  constructor(
    private readonly secret: string,
    private readonly now: () => Date,
  ) {}

  seal<N extends ActionName>(action: N, args: ActionArgs<N>, { subject, messageId }: ActionOwner): string {
    const expires = this.now().getTime() + LIFETIME_MS;
    const nonce = randomBytes(16).toString('base64url');
    const sealed = { action, subject, messageId, expires, nonce, args };
    const body = Buffer.from(JSON.stringify(sealed)).toString('base64url');
    return `${body}.${this.signatureOf(body).toString('base64url')}`;
  }

  /** Throws SealRefused. */
  open<N extends ActionName>(action: N, seal: string | undefined, owner: ActionOwner): OpenedAction<N> {
    const [body = '', signature = '', ...rest] = (seal ?? '').split('.');
    const given = Buffer.from(signature, 'base64url');
    const expected = this.signatureOf(body);
    if (rest.length > 0 || given.length !== expected.length || !timingSafeEqual(given, expected)) {
      throw new SealRefused('signature');
    }
    const sealed = z.parse(Sealed, JSON.parse(Buffer.from(body, 'base64url').toString()));
    if (sealed.action !== action) throw new SealRefused('action');
    if (sealed.subject !== owner.subject) throw new SealRefused('user');
    if (sealed.messageId !== owner.messageId) throw new SealRefused('message');
    if (sealed.expires <= this.now().getTime()) throw new SealRefused('expired');
    return { args: z.parse(ACTIONS[action], sealed.args) as ActionArgs<N>, nonce: sealed.nonce };
  }

  private signatureOf(body: string): Buffer {
    return createHmac('sha256', this.secret).update(body).digest();
  }
}
