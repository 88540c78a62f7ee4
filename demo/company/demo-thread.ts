import type { ActivityCode } from '#shared/domain/activity-code.ts';

export interface DemoMessage {
  readonly internetMessageId: string;
  readonly inReplyTo?: string;
  /** Message ids, oldest first. */
  readonly references?: readonly string[];
  /** Header values as they stand in the message: encoded words, groups and quoted names included. */
  readonly from: string;
  readonly to: string;
  readonly cc?: string;
  readonly replyTo?: string;
  readonly subject: string;
  /** An instant in UTC. */
  readonly date: string;
  readonly text: string;
  readonly html: string;
  /** For a mail of ours: what the log says of it. */
  readonly logged?: {
    readonly actorEmail: string;
    readonly customerNumber: string;
    readonly code: ActivityCode;
    readonly itemNumbers: readonly string[];
  };
}

/** Whose thread it is, as a careful person would say, judged by its latest message. */
export interface ExpectedMatch {
  readonly verdict: 'found' | 'ambiguous' | 'unknown' | 'internal';
  readonly customerNumber?: string;
  readonly why: string;
}

export interface DemoMailbox {
  readonly owner: string;
  readonly kind: 'outlook' | 'gmail';
}

export interface DemoThread {
  readonly id: string;
  /** Where the thread lies; a few lie in one mailbox of each kind. */
  readonly mailboxes: readonly DemoMailbox[];
  /** The mail client's name for the thread. */
  readonly conversation: string;
  readonly subject: string;
  readonly expected: ExpectedMatch;
  /** Oldest first. */
  readonly messages: readonly DemoMessage[];
  /** True for mail that is encrypted: a mail client shows it to the person, and hands its text to no add-in. */
  readonly isProtected?: boolean;
  /** The mailbox that it lies in, where that is one which several share. */
  readonly sharedMailbox?: string;
}
