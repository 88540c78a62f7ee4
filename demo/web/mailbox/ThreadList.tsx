import { type MailThread, peopleIn } from './mail-client.ts';

interface ThreadListProps {
  readonly threads: readonly MailThread[];
  readonly current: MailThread | null;
  /** Conversations that are selected together. */
  readonly selected?: readonly string[];
  readonly onOpen: (thread: MailThread) => void;
  /** A click with Ctrl, Cmd or Shift. */
  readonly onOpenAlso?: (thread: MailThread) => void;
}

export function ThreadList({ threads, current, selected = [], onOpen, onOpenAlso = onOpen }: ThreadListProps) {
  const isCurrent = ({ conversation }: MailThread) =>
    selected.length > 0 ? selected.includes(conversation) : conversation === current?.conversation;
  return (
    <nav class="thread-list" aria-label="Threads">
      <ul>
        {threads.map((thread) => (
          <li key={thread.conversation}>
            <button
              type="button"
              class="thread"
              data-conversation={thread.conversation}
              data-kind={thread.messages.at(-1)?.kind}
              aria-current={isCurrent(thread) ? 'true' : undefined}
              onClick={({ ctrlKey, metaKey, shiftKey }) =>
                ctrlKey || metaKey || shiftKey ? onOpenAlso(thread) : onOpen(thread)
              }
            >
              <span class="thread-people">{namesIn(thread)}</span>
              <span class="thread-subject">{thread.subject || '(no subject)'}</span>
              <span class="thread-day">{dayOf(thread)}</span>
              <ThreadMark thread={thread} />
            </button>
          </li>
        ))}
      </ul>
    </nav>
  );
}

const MARK_OF = { mail: '', protected: 'Encrypted', meeting: 'Meeting' } as const;

/** What a person should know before opening it: that it is encrypted, a meeting, or in a mailbox that several share. */
function ThreadMark({ thread }: { readonly thread: MailThread }) {
  const { kind = 'mail', sharedMailbox = null } = thread.messages.at(-1) ?? {};
  const words = sharedMailbox === null ? MARK_OF[kind] : `In ${sharedMailbox}`;
  return words === '' ? null : <span class="thread-mark">{words}</span>;
}

function namesIn({ messages }: MailThread): string {
  const people = messages.flatMap((message) => peopleIn(message.people.from));
  return [...new Set(people.map(({ displayName, emailAddress }) => displayName || emailAddress))].join(', ');
}

function dayOf({ messages }: MailThread): string {
  const date = messages.at(-1)?.date;
  return date === undefined
    ? ''
    : new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'short' }).format(new Date(date));
}
