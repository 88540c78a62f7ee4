import type { MailboxThread, MailStore } from '../mail/mail-store.ts';
import type { MailboxMessage } from '../mail/mailbox-message.ts';

/** Gmail's ids are 64-bit numbers: decimal with a prefix in its pages and events, hexadecimal in its API. A thread has the id of its first message. */
const FIRST = 0x19a5c00000000000n;

export function messageApiId({ id }: Pick<MailboxMessage, 'id'>): string {
  return (FIRST + BigInt(id)).toString(16);
}

export function messagePageId({ id }: Pick<MailboxMessage, 'id'>): string {
  return `msg-f:${FIRST + BigInt(id)}`;
}

export function threadApiId({ messages: [first] }: MailboxThread): string {
  return first === undefined ? '' : messageApiId(first);
}

export function threadPageId({ messages: [first] }: MailboxThread): string {
  return first === undefined ? '' : `thread-f:${FIRST + BigInt(first.id)}`;
}

/** Null for an id that no message of this mailbox has. */
export function messageWithId(store: MailStore, owner: string, apiId: string): MailboxMessage | null {
  return store.message(owner, Number(BigInt(`0x${apiId}`) - FIRST));
}

export function threadWithId(store: MailStore, owner: string, apiId: string): MailboxThread | null {
  return store.threads(owner).find((thread) => threadApiId(thread) === apiId) ?? null;
}

/** The id in the API of what the pages call `msg-f:<decimal>` or `thread-f:<decimal>`; any other id as it stands. */
export function apiIdOfPage(id: string): string {
  const [, decimal] = /^(?:msg|thread)-f:(\d{1,20})$/.exec(id) ?? [];
  return decimal === undefined ? id : BigInt(decimal).toString(16);
}
