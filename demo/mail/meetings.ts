import type { DemoUser } from '../company/people.ts';
import type { MailStore } from './mail-store.ts';
import type { MailboxMessage } from './mailbox-message.ts';

/** Puts an entry of the calendar into each Outlook mailbox, with whom its oldest thread is: add-ins for mail see that it is none. */
export function fileMeetings(store: MailStore, people: readonly DemoUser[]): void {
  for (const { email: owner, mailClient } of people) {
    const oldest = store.threads(owner).at(-1)?.messages[0];
    if (mailClient === 'outlook' && oldest !== undefined) {
      store.file({ owner, content: meetingAfter(oldest, owner), sent: false, kind: 'meeting' });
    }
  }
}

function meetingAfter(message: MailboxMessage, owner: string): MailboxMessage {
  const subject = 'Meeting: open invoices';
  const kept = message.headers.filter(({ name }) => ['From', 'To', 'Date'].includes(name));
  return {
    ...message,
    internetMessageId: `<meeting.${owner}>`,
    inReplyTo: '',
    references: [],
    subject,
    text: 'Let us go through the open invoices by telephone.',
    html: '<p>Let us go through the open invoices by telephone.</p>',
    headers: [...kept, { name: 'Subject', value: subject }],
  };
}
