import type { MailMessage, MailThread } from './mail-client.ts';

interface ReadingPaneProps {
  readonly thread: MailThread | null;
  readonly current: MailMessage | null;
  readonly onOpen: (message: MailMessage) => void;
  /** Where the file at that place of a message lies. */
  readonly fileUrl: (message: MailMessage, place: number) => string;
}

export function ReadingPane({ thread, current, onOpen, fileUrl }: ReadingPaneProps) {
  if (thread === null) return <p class="empty">Select a message to read it.</p>;
  return (
    <article class="reading" aria-label={thread.subject || 'Thread without a subject'}>
      <h2>{thread.subject || '(no subject)'}</h2>
      {thread.messages.map((message) => (
        <section key={message.id} class="message" aria-current={message.id === current?.id ? 'true' : undefined}>
          <button type="button" class="message-head" onClick={() => onOpen(message)}>
            <strong>{message.people.from}</strong>
            <span class="quiet">to {message.people.to}</span>
            <time dateTime={message.date}>{timeOf(message.date)}</time>
          </button>
          <MessageBody message={message} />
          {message.files.length > 0 && (
            <ul class="message-files" aria-label="Attachments">
              {message.files.map(({ name, bytes }, place) => (
                <li key={name}>
                  <a href={fileUrl(message, place)}>{name}</a> <span class="quiet">{Math.ceil(bytes / 1024)} kB</span>
                </li>
              ))}
            </ul>
          )}
        </section>
      ))}
    </article>
  );
}

/** Mail of strangers is shown where no script runs. */
function MessageBody({ message }: { readonly message: MailMessage }) {
  if (message.html === '') return <pre class="message-text">{message.text}</pre>;
  return (
    <iframe
      class="message-body"
      title={`Message from ${message.people.from}`}
      sandbox=""
      srcDoc={`<meta charset="utf-8"><base target="_blank"><body>${message.html}`}
    />
  );
}

function timeOf(date: string): string {
  return new Intl.DateTimeFormat('en-GB', { dateStyle: 'medium', timeStyle: 'short' }).format(new Date(date));
}
