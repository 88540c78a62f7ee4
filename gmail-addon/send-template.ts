import { randomUUID } from 'node:crypto';
import type { MessageCorrelation } from '#shared/api/activities.ts';
import { claimSending, type DispatchView, prepareDispatch, reportDelivery } from '#shared/api/dispatches.ts';
import type { BodyInput } from '#shared/api/operation.ts';
import { GmailFailure } from './gmail-failure.ts';
import type { GmailMailbox, SentMessage } from './gmail-mailbox.ts';
import type { GoogleRequest } from './google-request.ts';
import { replySubject } from './reply-mime.ts';
import { type Addressing, addressingOf, type MessageOrder, prepareBody, templateMime } from './template-mime.ts';

/** What became of one press of Send. */
export type Sending =
  | { readonly at: 'sent' }
  /** It is out, and the log has not heard of it. */
  | { readonly at: 'sent_not_logged'; readonly dispatchId: string; readonly message: MessageCorrelation }
  /** Gmail refused it: it is not out. */
  | { readonly at: 'not_sent'; readonly failure: GmailFailure }
  /** Nobody knows whether it is out, or another press of the same button has it in hand. */
  | { readonly at: 'in_doubt' | 'under_way'; readonly dispatchId: string; readonly message: MessageCorrelation };

/** Sends templates in the open thread, or as new messages in none, each at most once, however often its button is pressed and in however many processes. */
export class TemplateSender {
  private readonly underWay = new Map<string, Promise<Sending>>();

  /** Throws ApiError `gate_closed` and others, ApiUnreachable, GmailFailure and AddressRefused: then nothing has been handed to Gmail. */
  async send(request: GoogleRequest, order: MessageOrder): Promise<Sending> {
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
  readonly addressed: Addressing;
  readonly raw: Buffer;
  readonly dispatch: DispatchView;
  readonly key: string;
}

async function sendOnce(request: GoogleRequest, order: MessageOrder): Promise<Sending> {
  const { api } = request;
  const mailbox = request.mailbox();
  const addressed = await addressingOf(request, order, mailbox);
  const dispatch = await api.call(prepareDispatch, {
    body: prepareBody(order, 'gmail', addressed),
    idempotencyKey: order.key,
  });
  // Before the claim: a message that cannot be built is not one that nobody knows of.
  const raw = await templateMime(request, dispatch, addressed);
  const { granted, delivery } = await api.call(claimSending, {
    params: { id: dispatch.id },
    body: { claim: randomUUID() },
  });
  if (granted) return handOver({ request, mailbox, addressed, raw, dispatch, key: order.key });
  if (delivery === 'confirmed') return { at: 'sent' };
  return {
    at: delivery === 'attempted' ? 'under_way' : 'in_doubt',
    dispatchId: dispatch.id,
    message: addressed.message,
  };
}

async function handOver(handover: Handover): Promise<Sending> {
  const { mailbox, addressed, raw } = handover;
  let sent: SentMessage;
  try {
    sent = await mailbox.send(raw, addressed.answered?.threadId ?? '');
  } catch (error) {
    if (!(error instanceof GmailFailure)) throw error;
    return notConfirmed(handover, error);
  }
  return confirmed(handover, sent);
}

async function notConfirmed(handover: Handover, failure: GmailFailure): Promise<Sending> {
  const { dispatch, addressed } = handover;
  const delivery = failure.mayHaveHappened ? 'in_doubt' : 'failed';
  // What the log does not hear stays "attempted" there, which is true as well.
  await report(handover, { delivery, detail: failure.message }).catch(() => undefined);
  if (!failure.mayHaveHappened) return { at: 'not_sent', failure };
  return { at: 'in_doubt', dispatchId: dispatch.id, message: addressed.message };
}

async function confirmed(handover: Handover, { id, threadId }: SentMessage): Promise<Sending> {
  const { mailbox, addressed, dispatch } = handover;
  const { answered } = addressed;
  // Gmail may have put another Message-ID in the place of ours, and answers will refer to that one. That of a new message may be closed to the token for the open one: its thread is known all the same.
  const filed = id === '' ? null : await mailbox.read(id).catch(() => null);
  const internetMessageId = filed?.internetMessageId ?? '';
  const conversation = threadId === '' ? (answered?.threadId ?? '') : threadId;
  const subject = answered === null ? dispatch.filled.subject : replySubject(answered.subject);
  const message = {
    ...(conversation === '' ? {} : { conversation }),
    subject: subject.slice(0, 500),
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
