import { readableText } from '../../server/mail/mail-header.ts';
import type { DemoThread } from '../company/demo-thread.ts';
import { contentOfDemo, type MailboxMessage, type MessageContent, type MessageKind } from './mailbox-message.ts';

export interface MailboxThread {
  readonly conversation: string;
  readonly subject: string;
  /** Oldest first. */
  readonly messages: readonly MailboxMessage[];
}

/** Told of each message that a mailbox took in. */
export type MailListener = (owner: string, message: MailboxMessage) => void;

/** A message as it is put into a mailbox. */
export interface Filing {
  readonly owner: string;
  readonly content: MessageContent;
  readonly sent: boolean;
  /** Puts it into this conversation, whatever its headers say. */
  readonly conversation?: string;
  /** Plain mail unless said. */
  readonly kind?: MessageKind;
  readonly sharedMailbox?: string | null;
}

/** The mailboxes of the sample company's collectors, in memory: a restart brings the sample threads back. */
export class MailStore {
  private readonly mailboxes = new Map<string, MailboxMessage[]>();
  private readonly listeners = new Set<MailListener>();
  private readonly closing = new Set<() => void>();
  private lastId = 0;

  /** `owners` are the e-mail addresses that have a mailbox. */
  constructor(owners: readonly string[], threads: readonly DemoThread[]) {
    for (const owner of owners) this.mailboxes.set(owner, []);
    for (const thread of threads) this.seed(thread);
  }

  has(owner: string): boolean {
    return this.mailboxes.has(owner.toLowerCase());
  }

  /** The threads of a mailbox, the one with the latest message first. */
  threads(owner: string): MailboxThread[] {
    const conversations = new Set(this.messagesOf(owner).map(({ conversation }) => conversation));
    const threads = [...conversations].flatMap((conversation) => this.thread(owner, conversation) ?? []);
    return threads.sort((a, b) => latestOf(b).localeCompare(latestOf(a)));
  }

  thread(owner: string, conversation: string): MailboxThread | null {
    const messages = this.messagesOf(owner).filter((message) => message.conversation === conversation);
    const [first] = messages;
    return first === undefined ? null : { conversation, subject: readableText(first.subject), messages };
  }

  message(owner: string, id: number): MailboxMessage | null {
    return this.messagesOf(owner).find((message) => message.id === id) ?? null;
  }

  /** Files a message in its conversation: the one asked for, else that of a message it answers, else one of its own. */
  file({ owner, content, sent, conversation, kind = 'mail', sharedMailbox = null }: Filing): MailboxMessage {
    const mailbox = this.mailboxes.get(owner.toLowerCase());
    if (mailbox === undefined) throw new RangeError(`${owner} has no mailbox here.`);
    this.lastId += 1;
    const id = this.lastId;
    const message = {
      ...content,
      id,
      sent,
      kind,
      sharedMailbox,
      conversation: conversation ?? conversationOf(mailbox, content) ?? `c-${id}`,
    };
    mailbox.push(message);
    for (const listener of this.listeners) listener(owner.toLowerCase(), message);
    return message;
  }

  /** Calls `listener` for each message filed from now on; the answer ends that. */
  onMail(listener: MailListener): () => void {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  }

  /** Calls back once, when the mailboxes close. */
  onClose(closed: () => void): void {
    this.closing.add(closed);
  }

  close(): void {
    for (const closed of this.closing) closed();
  }

  private messagesOf(owner: string): MailboxMessage[] {
    return this.mailboxes.get(owner.toLowerCase()) ?? [];
  }

  private seed(thread: DemoThread): void {
    const { mailboxes, conversation, messages } = thread;
    const kind: MessageKind = thread.isProtected === true ? 'protected' : 'mail';
    const sharedMailbox = thread.sharedMailbox ?? null;
    for (const { owner } of mailboxes) {
      for (const message of messages) {
        const sent = message.from.includes(owner);
        this.file({ owner, content: contentOfDemo(message), sent, conversation, kind, sharedMailbox });
      }
    }
  }
}

function latestOf({ messages }: MailboxThread): string {
  return messages.at(-1)?.date ?? '';
}

function conversationOf(
  mailbox: readonly MailboxMessage[],
  { inReplyTo, references }: MessageContent,
): string | undefined {
  const answered = new Set([inReplyTo, ...references]);
  return mailbox.find(({ internetMessageId }) => answered.has(internetMessageId))?.conversation;
}
