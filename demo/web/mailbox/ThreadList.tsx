import { type MailThread, peopleIn } from './mail-client.ts';

interface ThreadListProps {
  readonly threads: readonly MailThread[];
  readonly current: MailThread | null;
  readonly onOpen: (thread: MailThread) => void;
}

export function ThreadList({ threads, current, onOpen }: ThreadListProps) {
  return (
    <nav class="thread-list" aria-label="Threads">
      <ul>
        {threads.map((thread) => (
          <li key={thread.conversation}>
            <button
              type="button"
              class="thread"
              data-conversation={thread.conversation}
              aria-current={thread.conversation === current?.conversation ? 'true' : undefined}
              onClick={() => onOpen(thread)}
            >
              <span class="thread-people">{namesIn(thread)}</span>
              <span class="thread-subject">{thread.subject || '(no subject)'}</span>
              <span class="thread-day">{dayOf(thread)}</span>
            </button>
          </li>
        ))}
      </ul>
    </nav>
  );
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
