import MailComposer from 'nodemailer/lib/mail-composer';
import type { GmailMessage } from './gmail-message.ts';
import { isPlainAddress } from './mail-addresses.ts';

export interface Reply {
  readonly from: { readonly name: string; readonly address: string };
  readonly to: readonly string[];
  readonly html: string;
  readonly text: string;
  /** `Message-ID` to give it; Gmail may put another one in its place. */
  readonly messageId: string;
}

/** An address is none that a mail is sent to. */
export class AddressRefused extends Error {
  override readonly name = 'AddressRefused';
}

/**
 * Builds an answer that both mailboxes file in the thread: Gmail wants the same subject and the thread's id, every other mail client `In-Reply-To` and `References`.
 * Throws AddressRefused.
 */
export async function replyMime(answered: GmailMessage, { from, to, html, text, messageId }: Reply): Promise<Buffer> {
  if (to.length === 0 || ![...to, from.address].every(isPlainAddress)) throw new AddressRefused('no plain address');
  const parent = answered.internetMessageId;
  const composer = new MailComposer({
    from,
    to: [...to],
    subject: replySubject(answered.subject),
    html,
    text,
    messageId,
    ...(parent === '' ? {} : { inReplyTo: parent, references: referencesFor(answered) }),
    newline: 'windows',
  });
  return composer.compile().build();
}

/** The subject of an answer: the thread's own, marked as an answer once, in whichever language. */
export function replySubject(subject: string): string {
  return /^(?:re|aw|sv|antw)\s*:/i.test(subject) ? subject : `Re: ${subject}`;
}

/** The chain of the message that is answered, and that message. */
function referencesFor({ references, inReplyTo, internetMessageId }: GmailMessage): string[] {
  const chain = `${references === '' ? inReplyTo : references} ${internetMessageId}`.match(/<[^<>\s]+>/g) ?? [];
  return [...new Set(chain)];
}
