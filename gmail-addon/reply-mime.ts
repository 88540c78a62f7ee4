import { createHash } from 'node:crypto';
import MailComposer from 'nodemailer/lib/mail-composer';
import { DISPATCH_HEADER, type GmailMessage } from './gmail-message.ts';
import { isPlainAddress } from './mail-addresses.ts';

/** A file that goes with a message. */
export interface MessageFile {
  readonly fileName: string;
  readonly contentType: string;
  readonly content: Buffer;
}

export interface Reply {
  readonly from: { readonly name: string; readonly address: string };
  readonly to: readonly string[];
  readonly html: string;
  readonly text: string;
  readonly files: readonly MessageFile[];
  /** `Message-ID` to give it; Gmail may put another one in its place. */
  readonly messageId: string;
  readonly dispatchId: string;
  readonly at: Date;
}

/** An address is none that a mail is sent to. */
export class AddressRefused extends Error {
  override readonly name = 'AddressRefused';
}

/** A Message-ID that fits into a line of 998 characters. */
const MESSAGE_ID = /<[!-;=?-~]{1,900}>/g;
const MAX_REFERENCES = 100;

/**
 * Builds an answer that both mailboxes file in the thread: Gmail wants the same subject and the thread's id, every other mail client `In-Reply-To` and `References`. The same reply gives the same bytes.
 * Throws AddressRefused.
 */
export async function replyMime(answered: GmailMessage, reply: Reply): Promise<Buffer> {
  return mimeOf(reply, { subject: replySubject(answered.subject), references: referencesFor(answered) });
}

/** Builds a message that answers none. The same one gives the same bytes. Throws AddressRefused. */
export async function newMime(subject: string, message: Reply): Promise<Buffer> {
  return mimeOf(message, { subject, references: [] });
}

async function mimeOf(
  reply: Reply,
  { subject, references }: { readonly subject: string; readonly references: readonly string[] },
): Promise<Buffer> {
  const { from, to, html, text, messageId, dispatchId } = reply;
  if (to.length === 0 || ![...to, from.address].every(isPlainAddress)) throw new AddressRefused('no plain address');
  const parent = references.at(-1);
  const mail = new MailComposer({
    from: { name: oneLine(from.name), address: from.address },
    to: [...to],
    subject: oneLine(subject),
    html,
    text,
    messageId,
    date: reply.at,
    headers: { [DISPATCH_HEADER]: dispatchId },
    attachments: reply.files.map(({ fileName, contentType, content }) => ({
      filename: oneLine(fileName),
      contentType,
      content,
    })),
    ...(parent === undefined ? {} : { inReplyTo: parent, references: [...references] }),
    newline: 'windows',
  }).compile();
  mail.baseBoundary = createHash('sha256').update(messageId).digest('hex').slice(0, 32);
  return mail.build();
}

/** The subject of an answer: the thread's own, marked as an answer once, in whichever language. */
export function replySubject(subject: string): string {
  return /^(?:re|aw|sv|antw)\s*:/i.test(subject) ? subject : `Re: ${subject}`;
}

/** The chain of the message that is answered, and that message last. Of a very long chain the beginning and the end, as RFC 5322 leaves open; none where the message has no id to refer to. */
function referencesFor({ references, inReplyTo, internetMessageId }: GmailMessage): string[] {
  const [parent] = idsIn(internetMessageId);
  if (parent === undefined) return [];
  const chain = idsIn(references === '' ? inReplyTo : references).filter((id) => id !== parent);
  const all = [...new Set(chain), parent];
  return all.length <= MAX_REFERENCES ? all : [...all.slice(0, 1), ...all.slice(1 - MAX_REFERENCES)];
}

function idsIn(header: string): string[] {
  return header.match(MESSAGE_ID) ?? [];
}

/** Line breaks and the like have no place in a header. */
function oneLine(text: string): string {
  return text.replace(/[\p{Cc}\u2028\u2029]+/gu, ' ').trim();
}
