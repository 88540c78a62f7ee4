import type { PARTICIPANT_ROLES, Participant } from '#shared/api/thread-context.ts';
import { isDaemon, type MailAddress, mailAddress } from '../../mail/mail-address.ts';
import { type Mailbox, mailboxesOf, readableText } from '../../mail/mail-header.ts';
import { isOwn, type OwnAddresses } from '../../mail/own-addresses.ts';

type ParticipantRole = (typeof PARTICIPANT_ROLES)[number];

/** Somebody on the thread who is not of the company itself. */
export interface Counterpart {
  readonly mail: MailAddress;
  readonly names: readonly string[];
  /** True where a display name holds the address of somebody else: then one of the two is not who writes. */
  readonly doubtful: boolean;
}

/** Who takes part in a thread, as far as that can be told. */
export interface ThreadParticipants {
  /** Senders first, then those to whom a reply goes, recipients, copies; each address once. */
  readonly counterparts: readonly Counterpart[];
  /** How many addresses of the company itself take part. */
  readonly own: number;
  /** Whether somebody takes part of whom no address tells, such as a mail system, or a sender who is not named. */
  readonly others: boolean;
  /** Whether there were more counterparts than are looked at. */
  readonly more: boolean;
}

/** Enough for any thread with a customer; a mailing list has more, and then nobody is told apart by being on it. */
const MAX_COUNTERPARTS = 60;
const ORDER: readonly ParticipantRole[] = ['from', 'reply_to', 'to', 'cc'];

/** Tells the company's own people from counterparts, from headers or from addresses that a mail client took apart. */
export function threadParticipants(participants: readonly Participant[], own: OwnAddresses): ThreadParticipants {
  const mailboxes = ORDER.flatMap((role) => participants.filter((one) => one.role === role).flatMap(mailboxesIn));
  const read = mailboxes.map((mailbox) => ({ ...mailbox, mail: mailAddress(mailbox.address) }));
  const counterparts = new Map<string, Counterpart>();
  let ownCount = 0;
  let others = !participants.some((one) => one.role === 'from' && mailboxesIn(one).length > 0);
  for (const { mail, name } of read) {
    if (mail === null || isDaemon(mail)) others = true;
    else if (isOwn(mail, own)) ownCount += 1;
    else counterparts.set(mail.address, joined(counterparts.get(mail.address), mail, readableText(name)));
  }
  const list = [...counterparts.values()];
  return {
    counterparts: list.slice(0, MAX_COUNTERPARTS),
    own: ownCount,
    others,
    more: list.length > MAX_COUNTERPARTS,
  };
}

function mailboxesIn(participant: Participant): Mailbox[] {
  if ('header' in participant) return mailboxesOf(participant.header);
  return [{ address: participant.address, name: participant.name ?? '' }];
}

function joined(known: Counterpart | undefined, mail: MailAddress, name: string): Counterpart {
  const names = [...(known?.names ?? []), ...(name === '' ? [] : [name])];
  const doubtful = known?.doubtful === true || namesSomebodyElse(name, mail);
  return { mail, names: [...new Set(names)], doubtful };
}

function namesSomebodyElse(name: string, mail: MailAddress): boolean {
  return name
    .split(/[\s<>()[\]"'„“”‘’,;:]+/u)
    .filter((word) => word.includes('@'))
    .map(mailAddress)
    .some((other) => other !== null && other.untagged !== mail.untagged);
}
