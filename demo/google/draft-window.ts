import { readableText } from '../../server/mail/mail-header.ts';
import type { Clock } from '../../server/ports.ts';
import { headerOf } from '../mail/mailbox-message.ts';
import { sendDraft } from './gmail-api.ts';
import type { GmailDraft, GmailDrafts } from './gmail-drafts.ts';
import { GmailRefusal } from './gmail-refusal.ts';
import type { SendingParts } from './gmail-sending.ts';

export interface DraftDesk extends SendingParts {
  readonly drafts: GmailDrafts;
  readonly clock: Clock;
}

/** A draft as Gmail's window shows it. */
export interface ShownDraft {
  readonly id: string;
  readonly to: string;
  readonly cc: string;
  readonly subject: string;
  readonly text: string;
  readonly html: string;
  readonly files: readonly { readonly name: string; readonly bytes: number }[];
}

/** What the person does with a draft in Gmail's own window, of which Gmail tells an add-on nothing. */
export class DraftWindow {
  constructor(private readonly desk: DraftDesk) {}

  /** Throws RangeError where the draft is gone. */
  open(owner: string, id: string): ShownDraft {
    const draft = this.desk.drafts.find(owner, id);
    if (draft === null) throw new RangeError('The draft is gone.');
    return shown(draft);
  }

  /** Sends the draft, which ends with that; a message with an id of its own comes in its place. Throws RangeError with Gmail's words. */
  async send(owner: string, id: string): Promise<object> {
    try {
      return await sendDraft(this.desk, { email: owner }, id);
    } catch (error) {
      if (error instanceof GmailRefusal) throw new RangeError(error.message);
      throw error;
    }
  }

  discard(owner: string, id: string): void {
    this.desk.drafts.take(owner, id);
  }
}

function shown({ id, content }: GmailDraft): ShownDraft {
  const { subject, text, html, files } = content;
  const [to, cc] = ['To', 'Cc'].map((name) => readableText(headerOf(content, name)));
  return {
    id,
    to: to ?? '',
    cc: cc ?? '',
    subject,
    text,
    html,
    files: files.map((file) => ({ name: file.name, bytes: file.content.byteLength })),
  };
}
