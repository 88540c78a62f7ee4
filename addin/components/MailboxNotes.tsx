import type { OpenItem } from '../host/mail-host.ts';
import { useSidebar } from './sidebar-context.ts';

/** What is out of the ordinary about the open message: whose mailbox it lies in, and that its text cannot be read. */
export function MailboxNotes({ item }: { readonly item: OpenItem }) {
  const { thread } = useSidebar().words;
  const { sharedMailbox, isProtected } = item;
  return (
    <>
      {sharedMailbox !== null && <p class="quiet">{thread.shared(sharedMailbox)}</p>}
      {isProtected && <p class="notice">{thread.protected}</p>}
    </>
  );
}
