import type { ThreadBody } from '#shared/api/thread-context.ts';
import { readableText } from '../../mail/mail-header.ts';
import { messageIds } from './message-ids.ts';
import { type NumberMention, numberMentions } from './number-mentions.ts';
import { LINK_KEY } from './thread-links.ts';
import { type OwnAddresses, type ThreadParticipants, threadParticipants } from './thread-participants.ts';

/** A thread as a mail client shows it, read as far as it can be without the store. */
export interface ReadThread {
  readonly participants: ThreadParticipants;
  readonly subject: string;
  readonly mentions: readonly NumberMention[];
  readonly conversation: string | null;
  readonly messageIds: readonly string[];
  /** By what people's decisions on this thread are remembered. */
  readonly threadKeys: readonly string[];
}

export function readThread(body: ThreadBody, own: OwnAddresses): ReadThread {
  const subject = readableText(body.subject ?? '');
  const conversation = body.conversation?.trim() || null;
  const ids = messageIds(body.references, body.internetMessageId);
  return {
    participants: threadParticipants(body.participants, own),
    subject,
    mentions: numberMentions(subject, body.text ?? ''),
    conversation,
    messageIds: ids,
    threadKeys: threadKeys(conversation, ids),
  };
}

/** The keys of a thread: its own id, and those of its messages. */
export function threadKeys(conversation: string | null, ids: readonly string[]): string[] {
  return [...(conversation === null ? [] : [LINK_KEY.conversation(conversation)]), ...ids.map(LINK_KEY.message)];
}
