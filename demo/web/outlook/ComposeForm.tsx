import { useEffect, useRef } from 'preact/hooks';
import { peopleIn } from '../mailbox/mail-client.ts';
import type { MailPerson } from './office-protocol.ts';
import type { OutlookSession } from './outlook-session.ts';

interface ComposeFormProps {
  readonly session: OutlookSession;
}

export function ComposeForm({ session }: ComposeFormProps) {
  const draft = session.draft.value;
  if (draft === null) return null;
  const handleSend = (event: Event) => {
    event.preventDefault();
    void session.send();
  };
  return (
    <form class="compose" aria-label="Message being written" onSubmit={handleSend}>
      {draft.from.emailAddress !== session.owner.email && <p class="quiet">From {draft.from.emailAddress}</p>}
      <AddressField label="To" people={draft.to} onChange={(to) => session.change({ to })} />
      <AddressField label="Cc" people={draft.cc} onChange={(cc) => session.change({ cc })} />
      <label>
        Subject
        <input
          value={draft.subject}
          onInput={({ currentTarget }) => session.change({ subject: currentTarget.value })}
        />
      </label>
      {draft.files.length > 0 && (
        <ul class="message-files" aria-label="Attachments">
          {draft.files.map(({ name }) => (
            <li key={name}>{name}</li>
          ))}
        </ul>
      )}
      <Body session={session} html={draft.html} />
      {session.problem.value !== null && <p role="alert">Not sent: {session.problem.value}</p>}
      <div class="message-actions">
        <button type="submit" class="primary" disabled={session.sending.value || draft.to.length === 0}>
          {session.sending.value ? 'Sending…' : 'Send'}
        </button>
        <button type="button" onClick={() => session.discard()}>
          Discard
        </button>
      </div>
    </form>
  );
}

interface AddressFieldProps {
  readonly label: string;
  readonly people: readonly MailPerson[];
  readonly onChange: (people: MailPerson[]) => void;
}

function AddressField({ label, people, onChange }: AddressFieldProps) {
  const text = people
    .map(({ displayName, emailAddress }) => (displayName ? `"${displayName}" <${emailAddress}>` : emailAddress))
    .join(', ');
  return (
    <label>
      {label}
      <input value={text} onChange={({ currentTarget }) => onChange(peopleIn(currentTarget.value))} />
    </label>
  );
}

/** Takes what an add-in puts in, and gives back what the person types; while they type it is left alone. */
function Body({ session, html }: { readonly session: OutlookSession; readonly html: string }) {
  const body = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (body.current !== null && body.current.innerHTML !== html) body.current.innerHTML = html;
  }, [html]);
  return (
    // biome-ignore lint/a11y/useSemanticElements: a mail's text has formats, which no form field holds.
    <div
      ref={body}
      class="compose-body"
      role="textbox"
      aria-multiline="true"
      aria-label="Text"
      tabIndex={0}
      contentEditable
      onInput={({ currentTarget }) => session.change({ html: currentTarget.innerHTML })}
    />
  );
}
