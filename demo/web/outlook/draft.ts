import { headerOf, type MailMessage, type OutgoingMail, peopleIn } from '../mailbox/mail-client.ts';
import type { DraftFile, ItemFacts, MailPerson } from './office-protocol.ts';

/** A message that is being written. */
export interface Draft {
  readonly token: string;
  /** The owner, or the shared mailbox in which the answered message lies. */
  readonly from: MailPerson;
  readonly to: readonly MailPerson[];
  readonly cc: readonly MailPerson[];
  readonly bcc: readonly MailPerson[];
  readonly subject: string;
  readonly html: string;
  readonly files: readonly DraftFile[];
  readonly headers: Readonly<Record<string, string>>;
  readonly properties: Readonly<Record<string, string>>;
  /** Properties that only the pane sees so far. */
  readonly unseenByEvents: boolean;
  /** The message it answers; null for a new one. */
  readonly answers: MailMessage | null;
}

/** What a draft begins with. */
export type Beginning = Pick<Draft, 'token' | 'from'> & Partial<Draft>;

export function newDraft(beginning: Beginning): Draft {
  return {
    to: [],
    cc: [],
    bcc: [],
    subject: '',
    html: '',
    files: [],
    headers: {},
    properties: {},
    unseenByEvents: false,
    answers: null,
    ...beginning,
  };
}

/** A reply as Outlook begins it: what it is given at the top, the message below as a quote, from the mailbox in which the message lies. */
export function replyTo(message: MailMessage, toAll: boolean, beginning: Beginning): Draft {
  const { from: own, html = '' } = beginning;
  const sender = peopleIn(headerOf(message, 'Reply-To') || headerOf(message, 'From'));
  const to = peopleIn(headerOf(message, 'To'));
  const others = (people: MailPerson[]) =>
    people.filter(({ emailAddress }) => emailAddress.toLowerCase() !== own.emailAddress.toLowerCase());
  const first = message.sent ? to : sender;
  return newDraft({
    ...beginning,
    from: message.sharedMailbox === null ? own : { displayName: '', emailAddress: message.sharedMailbox },
    to: toAll && !message.sent ? [...first, ...others(to)] : first,
    cc: toAll ? others(peopleIn(headerOf(message, 'Cc'))) : [],
    subject: /^re:/i.test(message.subject) ? message.subject : `Re: ${message.subject}`,
    html: `${html}<div id="appendonsend"></div><hr><div id="divRplyFwdMsg"><b>From:</b> ${escaped(headerOf(message, 'From'))}<br><b>Sent:</b> ${escaped(message.date)}<br></div><blockquote>${message.html}</blockquote>`,
    answers: message,
  });
}

/** `isShared`: whether the client says of a draft that it lies in a shared mailbox; most do not (docs, delegate access: limitations). */
export function factsOfDraft({ token, answers }: Draft, created: string, isShared: boolean): ItemFacts {
  return {
    token,
    mode: 'compose',
    itemType: 'message',
    itemClass: 'IPM.Note',
    itemId: '',
    conversationId: answers?.conversation ?? null,
    internetMessageId: '',
    subject: '',
    created,
    from: null,
    to: [],
    cc: [],
    files: [],
    isShared,
  };
}

const CLASS_OF: Readonly<Record<MailMessage['kind'], string>> = {
  mail: 'IPM.Note',
  protected: 'IPM.Note.SMIME',
  meeting: 'IPM.Appointment',
};

export function factsOfMessage(message: MailMessage, token: string): ItemFacts {
  return {
    token,
    mode: 'read',
    itemType: message.kind === 'meeting' ? 'appointment' : 'message',
    itemClass: CLASS_OF[message.kind],
    itemId: `item-${message.id}`,
    conversationId: message.conversation,
    internetMessageId: message.internetMessageId,
    subject: message.subject,
    created: message.date,
    from: peopleIn(headerOf(message, 'From'))[0] ?? null,
    to: peopleIn(headerOf(message, 'To')),
    cc: peopleIn(headerOf(message, 'Cc')),
    files: message.files.map(({ name, bytes }) => ({ name, size: bytes })),
    isShared: message.sharedMailbox !== null,
  };
}

export function outgoing({ from, to, cc, subject, html, headers, properties, files, answers }: Draft): OutgoingMail {
  return {
    from: from.emailAddress,
    to: to.map(({ emailAddress }) => emailAddress),
    cc: cc.map(({ emailAddress }) => emailAddress),
    subject,
    html,
    headers,
    properties,
    files,
    inReplyTo: answers?.internetMessageId ?? '',
    references: answers === null ? [] : [...answers.references, answers.internetMessageId],
    conversation: answers?.conversation ?? '',
  };
}

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}
