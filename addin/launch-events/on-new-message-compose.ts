import { keepTicket, markInText } from './carried-ticket.ts';

/** Outlook's event as a message is begun. Where the pane opened it with a template, its ticket is moved from the text to header and properties. */
export function onNewMessageCompose(event: Office.MailboxEvent): void {
  const item = Office.context.mailbox.item as Office.MessageCompose | undefined;
  const done = () => event.completed();
  if (item === undefined) {
    done();
    return;
  }
  markInText(item)
    .then((mark) => (mark === null ? null : keepTicket(item, mark)))
    .then(done, done);
}
