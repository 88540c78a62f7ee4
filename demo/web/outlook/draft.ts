import { headerOf, type MailMessage, type OutgoingMail, peopleIn } from '../mailbox/mail-client.ts';
import type { ItemFacts, MailPerson } from './office-protocol.ts';

/** A message that is being written. */
export interface Draft {
  readonly token: string;
  readonly to: readonly MailPerson[];
  readonly cc: readonly MailPerson[];
  readonly subject: string;
  readonly html: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly properties: Readonly<Record<string, string>>;
  /** The message it answers; null for a new one. */
  readonly answers: MailMessage | null;
}

/** A reply as Outlook begins it: what it is given at the top, the message below as a quote. */
export function replyTo(
  message: MailMessage,
  { token, html, toAll, own }: { token: string; html: string; toAll: boolean; own: string },
): Draft {
  const sender = peopleIn(headerOf(message, 'Reply-To') || headerOf(message, 'From'));
  const to = peopleIn(headerOf(message, 'To'));
  const others = (people: MailPerson[]) => people.filter(({ emailAddress }) => emailAddress.toLowerCase() !== own);
  const first = message.sent ? to : sender;
  return {
    token,
    to: toAll && !message.sent ? [...first, ...others(to)] : first,
    cc: toAll ? others(peopleIn(headerOf(message, 'Cc'))) : [],
    subject: /^re:/i.test(message.subject) ? message.subject : `Re: ${message.subject}`,
    html: `${html}<div id="appendonsend"></div><hr><div id="divRplyFwdMsg"><b>From:</b> ${escaped(headerOf(message, 'From'))}<br><b>Sent:</b> ${escaped(message.date)}<br></div><blockquote>${message.html}</blockquote>`,
    headers: {},
    properties: {},
    answers: message,
  };
}

export function newDraft(token: string): Draft {
  return { token, to: [], cc: [], subject: '', html: '', headers: {}, properties: {}, answers: null };
}

export function factsOfDraft({ token, answers }: Draft, created: string): ItemFacts {
  const conversationId = answers?.conversation ?? null;
  return {
    token,
    mode: 'compose',
    itemId: '',
    conversationId,
    internetMessageId: '',
    subject: '',
    created,
    from: null,
    to: [],
    cc: [],
  };
}

export function factsOfMessage(message: MailMessage, token: string): ItemFacts {
  return {
    token,
    mode: 'read',
    itemId: `item-${message.id}`,
    conversationId: message.conversation,
    internetMessageId: message.internetMessageId,
    subject: message.subject,
    created: message.date,
    from: peopleIn(headerOf(message, 'From'))[0] ?? null,
    to: peopleIn(headerOf(message, 'To')),
    cc: peopleIn(headerOf(message, 'Cc')),
  };
}

export function outgoing({ to, cc, subject, html, headers, properties, answers }: Draft): OutgoingMail {
  return {
    to: to.map(({ emailAddress }) => emailAddress),
    cc: cc.map(({ emailAddress }) => emailAddress),
    subject,
    html,
    headers,
    properties,
    inReplyTo: answers?.internetMessageId ?? '',
    references: answers === null ? [] : [...answers.references, answers.internetMessageId],
    conversation: answers?.conversation ?? '',
  };
}

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}
