import { readableText } from '../../server/mail/mail-header.ts';
import type { MailboxMessage, MessageContent } from '../mail/mailbox-message.ts';
import type { GmailDraft } from './gmail-drafts.ts';
import { messageApiId } from './gmail-ids.ts';

export type GmailFormat = 'minimal' | 'metadata' | 'full' | 'raw';

/** In which format a message is shown. `only` names the headers asked for; empty for all. */
export interface Shown {
  readonly format: GmailFormat;
  readonly only: readonly string[];
}

interface Filed {
  readonly id: string;
  readonly threadId: string;
  readonly labelIds: readonly string[];
}

const SNIPPET = 200;

/** A message as Gmail's API shows it. */
export function messageResource(message: MailboxMessage, threadId: string, shown: Shown): object {
  const labelIds = message.sent ? ['SENT'] : ['INBOX'];
  return resourceOf({ id: messageApiId(message), threadId, labelIds }, message, shown);
}

/** The message in a draft. */
export function draftMessage({ messageId, threadId, content }: GmailDraft, shown: Shown): object {
  return resourceOf({ id: messageId, threadId: threadId ?? messageId, labelIds: ['DRAFT'] }, content, shown);
}

function resourceOf(filed: Filed, content: MessageContent, { format, only }: Shown): object {
  const wanted = only.map((name) => name.toLowerCase());
  const headers = content.headers
    .filter(({ name }) => wanted.length === 0 || wanted.includes(name.toLowerCase()))
    .map(({ name, value }) => ({ name, value: name.toLowerCase() === 'subject' ? readableText(value) : value }));
  return {
    ...filed,
    snippet: escaped(content.text.replace(/\s+/g, ' ').trim().slice(0, SNIPPET)),
    internalDate: String(Date.parse(content.date)),
    ...(format === 'metadata' ? { payload: { mimeType: 'multipart/alternative', headers } } : {}),
    ...(format === 'full' ? { payload: fullPayload(content, headers) } : {}),
    ...(format === 'raw' ? { raw: encoded(rawOf(content)) } : {}),
  };
}

function fullPayload({ text, html }: MessageContent, headers: readonly object[]): object {
  const part = (partId: string, mimeType: string, content: string) => {
    return { partId, mimeType, body: { size: Buffer.byteLength(content), data: encoded(content) } };
  };
  const parts = [part('0', 'text/plain', text), ...(html === '' ? [] : [part('1', 'text/html', html)])];
  return { mimeType: 'multipart/alternative', headers, body: { size: 0 }, parts };
}

function rawOf({ headers, text }: MessageContent): string {
  const fields = headers.map(({ name, value }) => `${name}: ${value}`);
  return `${fields.join('\r\n')}\r\n\r\n${text}`;
}

function encoded(text: string): string {
  return Buffer.from(text).toString('base64url');
}

/** A snippet is HTML. */
function escaped(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
    .replaceAll("'", '&#39;');
}
