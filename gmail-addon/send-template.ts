import { randomUUID } from 'node:crypto';
import type { MessageCorrelation } from '#shared/api/activities.ts';
import { claimSending, type DispatchView, prepareDispatch, reportDelivery } from '#shared/api/dispatches.ts';
import type { BodyInput } from '#shared/api/operation.ts';
import type { ActionArgs } from './actions.ts';
import { GmailFailure } from './gmail-failure.ts';
import type { GmailMailbox, GmailMessage, SentMessage } from './gmail-message.ts';
import type { GoogleRequest } from './google-request.ts';
import { correlationOf, recipientsOf } from './open-thread.ts';
import { AddressRefused, replyMime, replySubject } from './reply-mime.ts';

/** What became of one press of Send. */
export type Sending =
  | { readonly at: 'sent' }
  /** It is out, and the log has not heard of it. */
  | { readonly at: 'sent_not_logged'; readonly dispatchId: string; readonly message: MessageCorrelation }
  /** Gmail refused it: it is not out. */
  | { readonly at: 'not_sent'; readonly failure: GmailFailure }
  /** Nobody knows whether it is out, or another press of the same button has it in hand. */
  | { readonly at: 'in_doubt' | 'under_way'; readonly dispatchId: string; readonly message: MessageCorrelation };

export interface SendOrder {
  readonly args: ActionArgs<'send'>;
  /** The reason for sending although the gate is closed; empty for none. */
  readonly reason: string;
  /** The same for every press of the same button. */
  readonly key: string;
}

/** Sends templates in the open thread, each at most once, however often its button is pressed and in however many processes. */
export class TemplateSender {
  private readonly underWay = new Map<string, Promise<Sending>>();

  /** Throws ApiError `gate_closed` and others, ApiUnreachable, GmailFailure and AddressRefused: then nothing has been handed to Gmail. */
  async send(request: GoogleRequest, order: SendOrder): Promise<Sending> {
    const running = this.underWay.get(order.key);
    if (running !== undefined) return running;
    const sending = sendOnce(request, order).finally(() => this.underWay.delete(order.key));
    this.underWay.set(order.key, sending);
    return sending;
  }
}

interface Handover {
  readonly request: GoogleRequest;
  readonly mailbox: GmailMailbox;
  readonly answered: GmailMessage;
  readonly recipients: readonly string[];
  readonly dispatch: DispatchView;
  readonly key: string;
}

async function sendOnce(request: GoogleRequest, order: SendOrder): Promise<Sending> {
  const { api, user } = request;
  const mailbox = request.mailbox();
  const answered = await request.readMessage(mailbox);
  const recipients = recipientsOf(answered, user.email);
  if (recipients.length === 0) throw new AddressRefused('nobody to answer to');
  const dispatch = await api.call(prepareDispatch, {
    body: prepareBody(order, recipients, correlationOf(answered)),
    idempotencyKey: order.key,
  });
  const { granted, delivery } = await api.call(claimSending, {
    params: { id: dispatch.id },
    body: { claim: randomUUID() },
  });
  if (granted) return handOver({ request, mailbox, answered, recipients, dispatch, key: order.key });
  if (delivery === 'confirmed') return { at: 'sent' };
  const message = correlationOf(answered);
  return { at: delivery === 'attempted' ? 'under_way' : 'in_doubt', dispatchId: dispatch.id, message };
}

function prepareBody(
  { args, reason }: SendOrder,
  recipients: string[],
  message: MessageCorrelation,
): BodyInput<typeof prepareDispatch> {
  const { customerId, templateId, itemIds, state } = args;
  const override = state === null ? {} : { override: { reason, state } };
  return { customerId, templateId, itemIds, via: 'gmail', recipients, message, ...override };
}

async function handOver(handover: Handover): Promise<Sending> {
  const { mailbox, answered } = handover;
  const raw = await mimeOf(handover);
  let sent: SentMessage;
  try {
    sent = await mailbox.send(raw, answered.threadId);
  } catch (error) {
    if (!(error instanceof GmailFailure)) throw error;
    return notConfirmed(handover, error);
  }
  return confirmed(handover, sent);
}

function mimeOf({ request, answered, recipients, dispatch }: Handover): Promise<Buffer> {
  const { user } = request.api.session;
  const { html, text } = dispatch.filled;
  const messageId = dispatch.internetMessageId;
  return replyMime(answered, {
    from: { name: user.name, address: request.user.email },
    to: recipients,
    html,
    text,
    messageId,
  });
}

async function notConfirmed(handover: Handover, failure: GmailFailure): Promise<Sending> {
  const { dispatch, answered } = handover;
  const delivery = failure.mayHaveHappened ? 'in_doubt' : 'failed';
  // What the log does not hear stays "attempted" there, which is true as well.
  await report(handover, { delivery, detail: failure.message }).catch(() => undefined);
  if (!failure.mayHaveHappened) return { at: 'not_sent', failure };
  return { at: 'in_doubt', dispatchId: dispatch.id, message: correlationOf(answered) };
}

async function confirmed(handover: Handover, { id, threadId }: SentMessage): Promise<Sending> {
  const { mailbox, answered, dispatch } = handover;
  // Gmail may have put another Message-ID in the place of ours, and answers will refer to that one.
  const filed = await mailbox.read(id).catch(() => null);
  const internetMessageId = filed?.internetMessageId ?? '';
  const message = {
    conversation: threadId === '' ? answered.threadId : threadId,
    subject: replySubject(answered.subject).slice(0, 500),
    ...(internetMessageId === '' ? {} : { internetMessageId }),
  };
  try {
    await report(handover, { delivery: 'confirmed', message });
    return { at: 'sent' };
  } catch {
    return { at: 'sent_not_logged', dispatchId: dispatch.id, message };
  }
}

async function report(
  { request, dispatch, key }: Handover,
  body: BodyInput<typeof reportDelivery>,
): Promise<DispatchView> {
  const idempotencyKey = `${key}.${body.delivery}`;
  return request.api.call(reportDelivery, { params: { id: dispatch.id }, body, idempotencyKey });
}
