import { randomBytes } from 'node:crypto';
import type { MessageContent } from '../mail/mailbox-message.ts';

/** A message that is being written. It lies in its thread and went to nobody. */
export interface GmailDraft {
  /** As Gmail's API names it. */
  readonly id: string;
  readonly owner: string;
  /** Of the message in it. When the draft is sent, that message ends with it, and the one that was sent has another. */
  readonly messageId: string;
  /** Of the API; null for a new thread. */
  readonly threadId: string | null;
  readonly mime: Buffer;
  readonly content: MessageContent;
}

/** Apart from the ids of messages that came or went. */
const FIRST_MESSAGE = 0x19b0000000000000n;

/** The drafts of all mailboxes, in memory. */
export class GmailDrafts {
  private readonly drafts = new Map<string, GmailDraft>();
  private made = 0n;

  create(draft: Pick<GmailDraft, 'owner' | 'threadId' | 'mime' | 'content'>): GmailDraft {
    this.made += 1n;
    const id = `r${BigInt(`0x${randomBytes(7).toString('hex')}`)}`;
    const made = { ...draft, id, messageId: (FIRST_MESSAGE + this.made).toString(16) };
    this.drafts.set(id, made);
    return made;
  }

  find(owner: string, id: string): GmailDraft | null {
    const draft = this.drafts.get(id);
    return draft?.owner === owner ? draft : null;
  }

  ofThread(owner: string, threadId: string): GmailDraft[] {
    return [...this.drafts.values()].filter((draft) => draft.owner === owner && draft.threadId === threadId);
  }

  /** Takes a draft out, to be sent or thrown away. Null where it is gone already. */
  take(owner: string, id: string): GmailDraft | null {
    const draft = this.find(owner, id);
    if (draft !== null) this.drafts.delete(id);
    return draft;
  }
}
