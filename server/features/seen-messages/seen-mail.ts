import type { BodyOf } from '#shared/api/operation.ts';
import type { reportSeenMessage } from '#shared/api/seen-messages.ts';
import { type MailAddress, mailAddress } from '../../mail/mail-address.ts';
import { messageId } from '../../mail/message-ids.ts';

export type SeenBody = BodyOf<typeof reportSeenMessage>;

/** A message as somebody saw it, read as far as it can be without the store. */
export interface SeenMail {
  readonly from: MailAddress;
  readonly recipients: readonly MailAddress[];
  readonly internetMessageId: string | null;
  readonly conversation: string | null;
  readonly sentAt: Date | null;
}

/** Null where nobody can say who wrote it. */
export function readSeenMail(body: SeenBody): SeenMail | null {
  const from = mailAddress(body.from);
  if (from === null) return null;
  return {
    from,
    recipients: body.recipients.map(mailAddress).filter((recipient) => recipient !== null),
    internetMessageId: messageId(body.internetMessageId),
    conversation: body.conversation?.trim() || null,
    sentAt: body.sentAt === undefined ? null : new Date(body.sentAt),
  };
}
