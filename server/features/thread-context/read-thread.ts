import type { ThreadBody } from '#shared/api/thread-context.ts';
import { isDaemon, type MailAddress, mailAddress } from '../../mail/mail-address.ts';
import { readableText } from '../../mail/mail-header.ts';
import { messageIds } from '../../mail/message-ids.ts';
import { isOwn, type OwnAddresses } from '../../mail/own-addresses.ts';
import { type NumberMention, numberMentions } from './number-mentions.ts';
import { LINK_KEY } from './thread-links.ts';
import { type ThreadParticipants, threadParticipants } from './thread-participants.ts';

/** A thread as a mail client shows it, read as far as it can be without the store. */
export interface ReadThread {
  readonly participants: ThreadParticipants;
  /** Addresses that the text names where nobody but the company's own people takes part, as in a mail that a colleague forwards. */
  readonly quoted: readonly MailAddress[];
  readonly subject: string;
  readonly mentions: readonly NumberMention[];
  readonly conversation: string | null;
  readonly messageIds: readonly string[];
  /** By what people's decisions on this thread are remembered. */
  readonly threadKeys: readonly string[];
}

/** As many as a forwarded message has in its head. */
const MAX_QUOTED = 10;

export function readThread(body: ThreadBody, own: OwnAddresses): ReadThread {
  const participants = threadParticipants(body.participants, own);
  const subject = readableText(body.subject ?? '');
  const conversation = body.conversation?.trim() || null;
  const ids = messageIds(body.references, body.internetMessageId);
  return {
    participants,
    quoted: participants.counterparts.length > 0 ? [] : addressesIn(body.text ?? '', own),
    subject,
    mentions: numberMentions(subject, body.text ?? ''),
    conversation,
    messageIds: ids,
    threadKeys: threadKeys(conversation, ids),
  };
}

function addressesIn(text: string, own: OwnAddresses): MailAddress[] {
  const found = new Map<string, MailAddress>();
  for (const word of text.split(/[\s<>()[\]"'„“”‘’,;:|]+/u)) {
    const mail = word.includes('@') && found.size < MAX_QUOTED ? mailAddress(word.replace(/[.!?]+$/, '')) : null;
    if (mail !== null && !isDaemon(mail) && !isOwn(mail, own)) found.set(mail.address, mail);
  }
  return [...found.values()];
}

/** The keys of a thread: its own id, and those of its messages. */
export function threadKeys(conversation: string | null, ids: readonly string[]): string[] {
  return [...(conversation === null ? [] : [LINK_KEY.conversation(conversation)]), ...ids.map(LINK_KEY.message)];
}
