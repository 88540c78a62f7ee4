import PostalMime, { type Attachment } from 'postal-mime';
import type { DemoMessage } from '../company/demo-thread.ts';

/** A header field as it stands in the message: nothing decoded, folds undone. */
export interface HeaderField {
  readonly name: string;
  readonly value: string;
}

/** A file that came with a message. */
export interface MailFile {
  readonly name: string;
  readonly type: string;
  readonly content: Uint8Array;
}

/** Whether it is plain mail, mail whose text is handed to no add-in, or an entry of the calendar. */
export type MessageKind = 'mail' | 'protected' | 'meeting';

/** A mail as a mailbox holds it. */
export interface MailboxMessage {
  /** The mailbox's own number of it, counted from 1. */
  readonly id: number;
  readonly conversation: string;
  /** With angle brackets; made up by the mailbox where a message came without. */
  readonly internetMessageId: string;
  readonly inReplyTo: string;
  /** Message ids, oldest first. */
  readonly references: readonly string[];
  readonly subject: string;
  /** An instant in UTC. */
  readonly date: string;
  readonly text: string;
  readonly html: string;
  readonly headers: readonly HeaderField[];
  readonly files: readonly MailFile[];
  readonly sent: boolean;
  readonly kind: MessageKind;
  /** The mailbox that it lies in, where that is one which several share; null in the owner's own. */
  readonly sharedMailbox: string | null;
}

export type MessageContent = Omit<MailboxMessage, 'id' | 'conversation' | 'sent' | 'kind' | 'sharedMailbox'>;

/** The first value of a header, whatever the case of its name; empty where there is none. */
export function headerOf({ headers }: Pick<MailboxMessage, 'headers'>, name: string): string {
  return headers.find((field) => field.name.toLowerCase() === name.toLowerCase())?.value ?? '';
}

/** Takes a message apart as it came over SMTP. `receivedAt` stands in for a missing date. */
export async function contentOfMime(mime: string | Uint8Array, receivedAt: Date): Promise<MessageContent> {
  const parsed = await PostalMime.parse(mime);
  return {
    internetMessageId: parsed.messageId ?? `<${receivedAt.getTime()}.unnamed@mailbox.example>`,
    inReplyTo: parsed.inReplyTo ?? '',
    references: idsIn(parsed.references ?? ''),
    subject: parsed.subject ?? '',
    date: new Date(parsed.date ?? receivedAt).toISOString(),
    text: parsed.text ?? '',
    html: parsed.html ?? '',
    headers: parsed.headers.map(({ originalKey, value }) => ({ name: originalKey, value })),
    files: parsed.attachments.map(fileFrom),
  };
}

function fileFrom({ filename, mimeType, content }: Attachment): MailFile {
  const bytes = typeof content === 'string' ? Buffer.from(content) : new Uint8Array(content);
  return { name: filename ?? 'unnamed', type: mimeType, content: bytes };
}

/** The message ids of a `References` or `In-Reply-To` header, oldest first. */
function idsIn(header: string): string[] {
  return header.match(/<[^<>\s]+>/g) ?? [];
}

/** A message of the sample company in the form in which it would have come. */
export function contentOfDemo(message: DemoMessage): MessageContent {
  const { internetMessageId, inReplyTo = '', references = [], subject, date, text, html } = message;
  const headers = headersOfDemo(message);
  return { internetMessageId, inReplyTo, references, subject, date, text, html, headers, files: [] };
}

function headersOfDemo(message: DemoMessage): HeaderField[] {
  const { internetMessageId, inReplyTo, references = [], from, to, cc, replyTo, subject, date } = message;
  const fields: [string, string | undefined][] = [
    ['From', from],
    ['To', to],
    ['Cc', cc],
    ['Reply-To', replyTo],
    ['Subject', subject],
    ['Date', new Date(date).toUTCString()],
    ['Message-ID', internetMessageId],
    ['In-Reply-To', inReplyTo],
    ['References', references.length === 0 ? undefined : references.join(' ')],
  ];
  return fields.flatMap(([name, value]) => (value === undefined ? [] : [{ name, value }]));
}
