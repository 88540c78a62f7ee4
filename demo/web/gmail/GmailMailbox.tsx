import { useSignal } from '@preact/signals';
import { useCallback, useEffect } from 'preact/hooks';
import type { Colleague, MailClient, MailMessage, MailThread } from '../mailbox/mail-client.ts';
import { ReadingPane } from '../mailbox/ReadingPane.tsx';
import { ThreadList } from '../mailbox/ThreadList.tsx';
import { TopBar } from '../mailbox/TopBar.tsx';
import { DraftWindow } from './DraftWindow.tsx';
import { GmailPanel } from './GmailPanel.tsx';

interface GmailMailboxProps {
  readonly owner: Colleague;
  readonly company: string;
  readonly mail: MailClient;
}

export function GmailMailbox({ owner, company, mail }: GmailMailboxProps) {
  const threads = useSignal<readonly MailThread[]>([]);
  const thread = useSignal<MailThread | null>(null);
  const message = useSignal<MailMessage | null>(null);
  const theme = useSignal<'light' | 'dark'>('light');
  const draft = useSignal<string | null>(null);
  const toast = useSignal('');
  const openDraft = useCallback(
    (id: string) => {
      draft.value = id;
      toast.value = '';
    },
    [draft, toast],
  );
  useEffect(() => {
    const load = async () => {
      threads.value = await mail.threads(owner.email);
      thread.value = threads.value.find(({ conversation }) => conversation === thread.value?.conversation) ?? null;
    };
    void load();
    return mail.onMail(owner.email, () => void load());
  }, [owner, mail, threads, thread]);
  const open = (chosen: MailThread) => {
    thread.value = chosen;
    message.value = chosen.messages.at(-1) ?? null;
  };
  return (
    <div class="mailbox" data-theme={theme.value}>
      <TopBar owner={owner} company={company}>
        <button
          type="button"
          aria-pressed={theme.value === 'dark'}
          onClick={() => (theme.value = theme.value === 'dark' ? 'light' : 'dark')}
        >
          Dark
        </button>
      </TopBar>
      <div class="columns">
        <ThreadList threads={threads.value} current={thread.value} onOpen={open} />
        <main class="content">
          <ReadingPane
            thread={thread.value}
            current={message.value}
            onOpen={(chosen) => (message.value = chosen)}
            fileUrl={(of, place) => mail.fileUrl(owner.email, of, place)}
          />
          <p class="toast" role="status">
            {toast.value}
          </p>
          {draft.value !== null && (
            <DraftWindow
              mail={mail}
              owner={owner.email}
              draftId={draft.value}
              onClose={(words) => {
                draft.value = null;
                toast.value = words;
              }}
            />
          )}
        </main>
        <GmailPanel
          mail={mail}
          owner={owner.email}
          place={{ messageId: message.value?.id ?? null }}
          onDraft={openDraft}
        />
      </div>
    </div>
  );
}
