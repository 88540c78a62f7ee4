import { useSignal } from '@preact/signals';
import { useEffect } from 'preact/hooks';
import type { Colleague, MailClient, MailThread } from '../mailbox/mail-client.ts';
import { ReadingPane } from '../mailbox/ReadingPane.tsx';
import { ThreadList } from '../mailbox/ThreadList.tsx';
import { TopBar } from '../mailbox/TopBar.tsx';
import { AddInFrames } from './AddInFrames.tsx';
import { ComposeForm } from './ComposeForm.tsx';
import { MessageActions } from './MessageActions.tsx';
import type { ManifestFacts } from './manifest-facts.ts';
import { OutlookBar } from './OutlookBar.tsx';
import { readOutlookAddress } from './outlook-address.ts';
import { OutlookSession } from './outlook-session.ts';
import { SmartAlertDialog } from './SmartAlertDialog.tsx';

interface OutlookMailboxProps {
  readonly owner: Colleague;
  readonly company: string;
  readonly mail: MailClient;
}

export function OutlookMailbox({ owner, company, mail }: OutlookMailboxProps) {
  const session = useSignal<OutlookSession | null>(null);
  useEffect(() => {
    let end = () => {};
    void mail.ask<ManifestFacts>('/outlook/manifest').then(async (manifest) => {
      const address = readOutlookAddress(window.location.search);
      const opened = new OutlookSession({ owner, manifest, mail, address });
      await opened.load();
      session.value = opened;
      end = mail.onMail(owner.email, () => void opened.load());
    });
    return () => end();
  }, [owner, mail, session]);
  if (session.value === null) return <p aria-busy="true">Opening Outlook…</p>;
  return <Outlook session={session.value} company={company} mail={mail} />;
}

interface OutlookProps {
  readonly session: OutlookSession;
  readonly company: string;
  readonly mail: MailClient;
}

function Outlook({ session, company, mail }: OutlookProps) {
  const { threads, thread, message, draft, theme, selected, notice } = session;
  const open = (chosen: MailThread) => session.select(chosen.messages.at(-1)?.id ?? null);
  const isSeveral = selected.value.length > 1;
  return (
    <div class="mailbox" data-theme={theme.value} data-client={session.address.client}>
      <TopBar owner={session.owner} company={company}>
        <OutlookBar session={session} />
      </TopBar>
      <div class="columns">
        <ThreadList
          threads={threads.value}
          current={thread.value}
          selected={selected.value}
          onOpen={open}
          onOpenAlso={({ conversation }) => session.selectAlso(conversation)}
        />
        <main class="content">
          <MessageActions session={session} />
          {notice.value !== null && (
            <p class="notice" role="status">
              {notice.value}
            </p>
          )}
          {draft.value !== null && <ComposeForm key={draft.value.token} session={session} />}
          {isSeveral ? (
            <p class="empty">{selected.value.length} conversations are selected.</p>
          ) : (
            <ReadingPane
              thread={thread.value}
              current={message.value}
              onOpen={({ id }) => session.select(id)}
              fileUrl={(of, place) => mail.fileUrl(session.owner.email, of, place)}
            />
          )}
        </main>
        <AddInFrames session={session} />
      </div>
      <SmartAlertDialog session={session} />
    </div>
  );
}
