import type { MessageCorrelation } from '#shared/api/activities.ts';
import {
  type DispatchView,
  type FreePart,
  type prepareDispatch,
  readDispatchAttachment,
} from '#shared/api/dispatches.ts';
import type { AttachmentWish } from '#shared/api/documents.ts';
import type { BodyInput } from '#shared/api/operation.ts';
import type { ActionArgs } from './actions.ts';
import type { GmailMailbox } from './gmail-mailbox.ts';
import type { GmailMessage } from './gmail-message.ts';
import type { GoogleRequest } from './google-request.ts';
import { isPlainAddress } from './mail-addresses.ts';
import { correlationOf, recipientsOf } from './open-thread.ts';
import { AddressRefused, type MessageFile, newMime, replyMime } from './reply-mime.ts';

/** What a press of Send, or of the button for a draft, asks for. */
export interface MessageOrder {
  readonly args: ActionArgs<'send'>;
  /** The reason for going on although the gate is closed; empty for none. */
  readonly reason: string;
  readonly attachments: readonly AttachmentWish[];
  /** What stands in the free parts that could be written anew; of the others the template's own words stand. */
  readonly freeParts: readonly FreePart[];
  /** To whom a new message goes; empty for an answer in the open thread. */
  readonly contacts: readonly string[];
  /** The same for every press of the same button. */
  readonly key: string;
}

export interface Addressed {
  readonly recipients: readonly string[];
  readonly message: MessageCorrelation;
}

/** The open message that is answered; null where the message goes to contacts of its own, in no thread. */
export interface Addressing extends Addressed {
  readonly answered: GmailMessage | null;
}

/** To whom an order goes, and in which thread. Throws AddressRefused where there is nobody, or what is no plain address, and GmailFailure. */
export async function addressingOf(
  request: GoogleRequest,
  { contacts }: MessageOrder,
  mailbox: GmailMailbox,
): Promise<Addressing> {
  if (contacts.length > 0) {
    if (!contacts.every(isPlainAddress)) throw new AddressRefused('no plain address');
    return { answered: null, recipients: contacts, message: {} };
  }
  const answered = await request.readMessage(mailbox);
  const recipients = recipientsOf(answered, request.user.email);
  if (recipients.length === 0) throw new AddressRefused('nobody to answer to');
  return { answered, recipients, message: correlationOf(answered) };
}

/** What the server is asked to prepare: for `gmail` we send next, for `outlook` the user does. */
export function prepareBody(
  { args, reason, attachments, freeParts }: MessageOrder,
  via: 'gmail' | 'outlook',
  { recipients, message }: Addressed,
): BodyInput<typeof prepareDispatch> {
  const { customerId, templateId, itemIds, state } = args;
  const override = state === null ? {} : { override: { reason, state } };
  const files = attachments.length === 0 ? {} : { attachments: [...attachments] };
  const written = freeParts.length === 0 ? {} : { freeParts: [...freeParts] };
  return {
    customerId,
    templateId,
    itemIds,
    via,
    recipients: [...recipients],
    message,
    ...override,
    ...files,
    ...written,
  };
}

/** A prepared message, with its files as they were then, as the answer to the open one, or as a new one where none is answered. Throws AddressRefused, and ApiError or ApiUnreachable where a file cannot be had. */
export async function templateMime(
  request: GoogleRequest,
  dispatch: DispatchView,
  { answered, recipients }: { answered: GmailMessage | null; recipients: readonly string[] },
): Promise<Buffer> {
  const { html, text, subject } = dispatch.filled;
  const message = {
    from: { name: request.api.session.user.name, address: request.user.email },
    to: recipients,
    html,
    text,
    files: await filesOf(request, dispatch),
    messageId: dispatch.internetMessageId,
    dispatchId: dispatch.id,
    at: request.now(),
  };
  return answered === null ? newMime(subject, message) : replyMime(answered, message);
}

/** One after the other: together they have up to 20 MB. */
async function filesOf({ api }: GoogleRequest, { id, filled }: DispatchView): Promise<MessageFile[]> {
  const files: MessageFile[] = [];
  for (const place of filled.attachments.keys()) {
    const params = { id, place: String(place) };
    const { fileName, contentType, base64 } = await api.call(readDispatchAttachment, { params });
    files.push({ fileName, contentType, content: Buffer.from(base64, 'base64') });
  }
  return files;
}
