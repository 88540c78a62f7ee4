import { keepTicket, markInText } from './carried-ticket.ts';
import { within } from './within.ts';

/** Whatever hangs, the event is over by then. */
const CAP_MS = 2_900;

/** Outlook's event as a message is begun. Where the pane opened it with a template, its ticket is moved from the text to header and properties. */
export function onNewMessageCompose(event: Office.MailboxEvent): void {
  const kept = within<unknown>(CAP_MS, null, () => {
    const item = Office.context.mailbox.item as Office.MessageCompose;
    return markInText(item).then((mark) => (mark === null ? null : keepTicket(item, mark)));
  });
  void kept.then(() => event.completed());
}
