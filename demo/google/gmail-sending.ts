import { randomBytes } from 'node:crypto';
import { mailboxesOf, readableText } from '../../server/mail/mail-header.ts';
import type { MailboxThread, MailStore } from '../mail/mail-store.ts';
import { contentOfMime, headerOf, type MailboxMessage, type MessageContent } from '../mail/mailbox-message.ts';
import type { SmtpPostOffice } from '../mail/smtp-post-office.ts';
import { threadWithId } from './gmail-ids.ts';
import { GmailRefusal } from './gmail-refusal.ts';

export interface Outgoing {
  readonly owner: string;
  readonly mime: Buffer;
  /** Of the API; undefined for a new thread. */
  readonly threadId: string | undefined;
  readonly at: Date;
}

export interface SendingParts {
  readonly store: MailStore;
  readonly postOffice: SmtpPostOffice;
}

/** Sends a message as Gmail does: from the user alone, under a Message-ID of Gmail's own, and in the thread only where headers and subject agree with it. */
export async function sendAsGmail({ store, postOffice }: SendingParts, outgoing: Outgoing): Promise<MailboxMessage> {
  const { owner, threadId, at } = outgoing;
  const mime = renamed(outgoing.mime);
  const content = await contentOfMime(mime, at);
  const to = recipientsOf(content);
  if (to.length === 0) throw new GmailRefusal(400, 'Recipient address required');
  if (mailboxesOf(headerOf(content, 'From')).some(({ address }) => address.toLowerCase() !== owner)) {
    throw new GmailRefusal(400, 'Invalid From header');
  }
  const thread = threadId === undefined ? null : threadWithId(store, owner, threadId);
  if (threadId !== undefined && thread === null) throw new GmailRefusal(404, 'Requested entity was not found.');
  const conversation =
    thread !== null && belongsTo(content, thread) ? thread.conversation : `gmail-${randomBytes(6).toString('hex')}`;
  const filed = store.file({ owner, content, sent: true, conversation });
  await postOffice.send({ from: owner, to, mime }).catch((error: Error) => {
    store.file({ owner, content: bounceOf(content, error, at), sent: false, conversation });
  });
  return filed;
}

/** Gmail puts a Message-ID of its own in the place of another's. */
function renamed(mime: Buffer): Buffer {
  const name = `<CA${randomBytes(18).toString('base64url')}@mail.gmail.com>`;
  const text = mime.toString('latin1').replace(/^Message-ID:[^\r\n]*(?:\r?\n[ \t][^\r\n]*)*/im, `Message-ID: ${name}`);
  return Buffer.from(text, 'latin1');
}

function recipientsOf(content: MessageContent): string[] {
  const headers = ['To', 'Cc', 'Bcc'].map((name) => headerOf(content, name));
  return headers.flatMap((header) => mailboxesOf(header)).map(({ address }) => address.toLowerCase());
}

/** The thread's id alone is not enough for Gmail: references and subject have to agree. */
function belongsTo({ inReplyTo, references, subject }: MessageContent, thread: MailboxThread): boolean {
  const answered = new Set([inReplyTo, ...references]);
  const isReferred = thread.messages.some(({ internetMessageId }) => answered.has(internetMessageId));
  return isReferred && thread.messages.some((message) => bare(message.subject) === bare(subject));
}

function bare(subject: string): string {
  return readableText(subject)
    .replace(/^(?:(?:re|fwd?|aw|wg|sv|antw):\s*)+/i, '')
    .toLowerCase();
}

function bounceOf({ internetMessageId, subject }: MessageContent, { message }: Error, at: Date): MessageContent {
  const id = `<${randomBytes(9).toString('hex')}@mx.google.com>`;
  const title = 'Delivery Status Notification (Failure)';
  return {
    internetMessageId: id,
    inReplyTo: internetMessageId,
    references: [internetMessageId],
    subject: title,
    date: at.toISOString(),
    text: `Your message "${subject}" was not delivered. ${message}`,
    html: '',
    headers: [
      { name: 'From', value: 'Mail Delivery Subsystem <mailer-daemon@googlemail.com>' },
      { name: 'Subject', value: title },
      { name: 'Message-ID', value: id },
    ],
    files: [],
  };
}
