import { useSignal } from '@preact/signals';
import { useEffect } from 'preact/hooks';
import type { Colleague, MailClient, MailThread } from '../mailbox/mail-client.ts';
import { ReadingPane } from '../mailbox/ReadingPane.tsx';
import { ThreadList } from '../mailbox/ThreadList.tsx';
import { TopBar } from '../mailbox/TopBar.tsx';
import { AddInFrames } from './AddInFrames.tsx';
import { ComposeForm } from './ComposeForm.tsx';
import type { ManifestFacts } from './manifest-facts.ts';
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
      const opened = new OutlookSession(owner, manifest, mail);
      await opened.load();
      session.value = opened;
      end = mail.onMail(owner.email, () => void opened.load());
    });
    return () => end();
  }, [owner, mail, session]);
  if (session.value === null) return <p aria-busy="true">Opening Outlook…</p>;
  return <Outlook session={session.value} company={company} />;
}

function Outlook({ session, company }: { readonly session: OutlookSession; readonly company: string }) {
  const { threads, thread, message, draft, theme, pinned, paneOpen, notice } = session;
  const open = (chosen: MailThread) => session.select(chosen.messages.at(-1)?.id ?? null);
  return (
    <div class="mailbox" data-theme={theme.value}>
      <TopBar owner={session.owner} company={company}>
        <button type="button" onClick={() => session.write()}>
          New mail
        </button>
        <button type="button" aria-pressed={theme.value === 'dark'} onClick={() => session.switchTheme()}>
          Dark
        </button>
      </TopBar>
      <div class="columns">
        <ThreadList threads={threads.value} current={thread.value} onOpen={open} />
        <main class="content">
          <div class="message-actions">
            <button type="button" disabled={message.value === null} onClick={() => session.reply(false)}>
              Reply
            </button>
            <button type="button" disabled={message.value === null} onClick={() => session.reply(true)}>
              Reply all
            </button>
            <button type="button" disabled={message.value === null} onClick={() => session.select(null)}>
              Close message
            </button>
            <button type="button" aria-expanded={paneOpen.value} onClick={() => (paneOpen.value = !paneOpen.value)}>
              {session.manifest.displayName}
            </button>
            {session.manifest.pinnable.read && (
              <button type="button" aria-pressed={pinned.value} onClick={() => (pinned.value = !pinned.value)}>
                Pin
              </button>
            )}
          </div>
          {notice.value !== null && (
            <p class="notice" role="status">
              {notice.value}
            </p>
          )}
          {draft.value !== null && <ComposeForm key={draft.value.token} session={session} />}
          <ReadingPane thread={thread.value} current={message.value} onOpen={({ id }) => session.select(id)} />
        </main>
        <AddInFrames session={session} />
      </div>
      <SmartAlertDialog session={session} />
    </div>
  );
}
