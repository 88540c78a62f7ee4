import type { MessageCorrelation } from '#shared/api/activities.ts';
import type { BodyInput } from '#shared/api/operation.ts';
import type { reportSeenMessage } from '#shared/api/seen-messages.ts';
import type { linkThread, Participant, ThreadBody } from '#shared/api/thread-context.ts';
import type { GmailMessage } from './gmail-message.ts';
import { addressesOf, domainOf } from './mail-addresses.ts';

/** The contract's limits. A longer id would be another one when cut, and is left out. */
const SHORT = 500;
const MAX_SUBJECT = 2_000;
const MAX_HEADER = 20_000;
const MAX_RECIPIENTS = 500;
/** The ids of our dispatches; anything else in that header is not ours. */
const DISPATCH_ID = /^[0-9a-f]{24}$/;

/** What the server is asked about the thread of the open message. Headers go as they stand: the server takes them apart. */
export function threadBody(message: GmailMessage): ThreadBody {
  const headers: [Participant['role'], string][] = [
    ['from', message.from],
    ['reply_to', message.replyTo],
    ['to', message.to],
    ['cc', message.cc],
  ];
  const participants = headers
    .filter(([, header]) => header !== '')
    .map(([role, header]) => ({ role, header: header.slice(0, MAX_HEADER) }));
  const { internetMessageId: _, ...names } = threadNames(message);
  return {
    participants,
    subject: message.subject.slice(0, MAX_SUBJECT),
    ...(message.text === '' ? {} : { text: message.text }),
    ...names,
    ...idOf(message),
  };
}

/** What ties an activity to the open message. */
export function correlationOf(message: GmailMessage): MessageCorrelation {
  const { subject } = message;
  return {
    ...conversationOf(message),
    ...idOf(message),
    ...(subject === '' ? {} : { subject: subject.slice(0, SHORT) }),
  };
}

/** What a person's word on whose thread it is is remembered by. */
export function linkNames(message: GmailMessage, ownAddress: string): LinkNames {
  const address = counterpartOf(message, ownAddress);
  return { ...threadNames(message), ...(address === null ? {} : { address }) };
}

type LinkNames = Pick<BodyInput<typeof linkThread>, 'conversation' | 'internetMessageId' | 'references' | 'address'>;

/** To whom an answer goes: to who wrote, or, where that was the user, to those they wrote to. */
export function recipientsOf(message: GmailMessage, ownAddress: string): string[] {
  // Who asks for answers elsewhere gets none at the address they wrote from, also where that elsewhere cannot be read.
  const sender = addressesOf(message.replyTo === '' ? message.from : message.replyTo);
  const isOwn = (address: string) => address === ownAddress;
  const wrote = !message.isSent && !addressesOf(message.from).some(isOwn);
  const addressed = wrote ? sender : [...addressesOf(message.to), ...addressesOf(message.cc)];
  return [...new Set(addressed)].filter((address) => !isOwn(address)).slice(0, 100);
}

/** What is said of a message that the user sent. */
export function seenBody(message: GmailMessage, customerId: string | null): BodyInput<typeof reportSeenMessage> {
  const recipients = [message.to, message.cc, message.bcc].flatMap(addressesOf);
  const { dispatchId, takenAt } = message;
  return {
    customerId,
    client: 'gmail',
    from: addressesOf(message.from)[0] ?? '',
    recipients: [...new Set(recipients)].slice(0, MAX_RECIPIENTS),
    subject: message.subject.slice(0, SHORT),
    ...(takenAt === null ? {} : { sentAt: takenAt }),
    ...(DISPATCH_ID.test(dispatchId) ? { dispatchId } : {}),
    ...threadNames(message),
  };
}

/** The customer's side of the thread; null where only the own company takes part. */
function counterpartOf(message: GmailMessage, ownAddress: string): string | null {
  const ranked = [message.from, message.replyTo, message.to, message.cc].flatMap(addressesOf);
  return ranked.find((address) => domainOf(address) !== domainOf(ownAddress)) ?? null;
}

function threadNames(message: GmailMessage): Omit<LinkNames, 'address'> {
  const references = [message.references, message.inReplyTo].filter((header) => header !== '').join(' ');
  return {
    ...conversationOf(message),
    ...idOf(message),
    ...(references === '' ? {} : { references: references.slice(-MAX_HEADER) }),
  };
}

function conversationOf({ threadId }: GmailMessage): Pick<MessageCorrelation, 'conversation'> {
  return threadId === '' ? {} : { conversation: threadId };
}

function idOf({ internetMessageId }: GmailMessage): Pick<MessageCorrelation, 'internetMessageId'> {
  return internetMessageId === '' || internetMessageId.length > SHORT ? {} : { internetMessageId };
}
