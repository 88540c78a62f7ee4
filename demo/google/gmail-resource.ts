import { readableText } from '../../server/mail/mail-header.ts';
import type { MailboxMessage } from '../mail/mailbox-message.ts';
import { messageApiId } from './gmail-ids.ts';

export type GmailFormat = 'minimal' | 'metadata' | 'full' | 'raw';

const SNIPPET = 200;

/** A message as Gmail's API shows it in one of its formats. `only` names the headers asked for; empty for all. */
export function messageResource(
  message: MailboxMessage,
  threadId: string,
  { format, only }: { format: GmailFormat; only: readonly string[] },
): object {
  const wanted = only.map((name) => name.toLowerCase());
  const headers = message.headers
    .filter(({ name }) => wanted.length === 0 || wanted.includes(name.toLowerCase()))
    .map(({ name, value }) => ({ name, value: name.toLowerCase() === 'subject' ? readableText(value) : value }));
  return {
    id: messageApiId(message),
    threadId,
    labelIds: message.sent ? ['SENT'] : ['INBOX'],
    snippet: escaped(message.text.replace(/\s+/g, ' ').trim().slice(0, SNIPPET)),
    internalDate: String(Date.parse(message.date)),
    ...(format === 'metadata' ? { payload: { mimeType: 'multipart/alternative', headers } } : {}),
    ...(format === 'full' ? { payload: fullPayload(message, headers) } : {}),
    ...(format === 'raw' ? { raw: encoded(rawOf(message)) } : {}),
  };
}

function fullPayload({ text, html }: MailboxMessage, headers: readonly object[]): object {
  const part = (partId: string, mimeType: string, content: string) => {
    return { partId, mimeType, body: { size: Buffer.byteLength(content), data: encoded(content) } };
  };
  const parts = [part('0', 'text/plain', text), ...(html === '' ? [] : [part('1', 'text/html', html)])];
  return { mimeType: 'multipart/alternative', headers, body: { size: 0 }, parts };
}

function rawOf({ headers, text }: MailboxMessage): string {
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
