import { useSignal } from '@preact/signals';
import { useEffect, useRef } from 'preact/hooks';
import { type MailClient, peopleIn } from '../mailbox/mail-client.ts';
import { GmailPanel } from './GmailPanel.tsx';

interface ShownDraft {
  readonly to: string;
  readonly cc: string;
  readonly subject: string;
  readonly text: string;
  readonly html: string;
  readonly files: readonly { readonly name: string; readonly bytes: number }[];
}

interface DraftWindowProps {
  readonly mail: MailClient;
  readonly owner: string;
  /** As Gmail's API names it. */
  readonly draftId: string;
  /** The draft was sent or thrown away, or the window was closed and the draft lies on. */
  readonly onClose: (words: string) => void;
}

/** Gmail's window for a draft: what will be sent, and the button that sends it. Of neither an add-on is told. */
export function DraftWindow({ mail, owner, draftId, onClose }: DraftWindowProps) {
  const draft = useSignal<ShownDraft | null>(null);
  const problem = useSignal('');
  const showsAddon = useSignal(false);
  const heading = useRef<HTMLHeadingElement>(null);
  const path = `/google/drafts/${encodeURIComponent(draftId)}`;
  useEffect(() => {
    draft.value = null;
    const asked = mail.ask<ShownDraft>(`${path}?owner=${encodeURIComponent(owner)}`);
    asked.then(
      (shown) => {
        draft.value = shown;
        heading.current?.focus();
      },
      (error: Error) => {
        problem.value = error.message;
      },
    );
  }, [mail, owner, path, draft, problem]);
  const finish = async (deed: 'sends' | 'discards', words: string) => {
    try {
      await mail.ask(`${path}/${deed}`, { method: 'POST', body: JSON.stringify({ owner }) });
      onClose(words);
    } catch (error) {
      problem.value = (error as Error).message;
    }
  };
  return (
    <section class="draft-window" aria-label="Draft">
      <div class="draft-bar">
        <h2 ref={heading} tabIndex={-1}>
          Draft
        </h2>
        <button type="button" onClick={() => onClose('The draft was kept.')}>
          Close
        </button>
      </div>
      {problem.value !== '' && <p role="alert">{problem.value}</p>}
      {draft.value !== null && <DraftText draft={draft.value} />}
      <div class="message-actions">
        <button
          type="button"
          class="primary"
          disabled={draft.value === null}
          onClick={() => void finish('sends', 'Message sent.')}
        >
          Send
        </button>
        <button type="button" aria-expanded={showsAddon.value} onClick={() => (showsAddon.value = !showsAddon.value)}>
          Duethread
        </button>
        <button type="button" onClick={() => void finish('discards', 'The draft was thrown away.')}>
          Discard
        </button>
      </div>
      {showsAddon.value && draft.value !== null && (
        <GmailPanel
          mail={mail}
          owner={owner}
          place={{ recipients: { to: addressesOf(draft.value.to), cc: addressesOf(draft.value.cc) } }}
          label="Duethread, for the mail being written"
          onDraft={noDraft}
        />
      )}
    </section>
  );
}

function DraftText({ draft: { to, cc, subject, text, html, files } }: { readonly draft: ShownDraft }) {
  return (
    <>
      <dl class="draft-fields">
        <dt>To</dt>
        <dd>{to}</dd>
        {cc !== '' && <dt>Cc</dt>}
        {cc !== '' && <dd>{cc}</dd>}
        <dt>Subject</dt>
        <dd>{subject}</dd>
      </dl>
      {html === '' ? (
        <pre class="message-text">{text}</pre>
      ) : (
        <iframe
          class="message-body"
          title="Text of the draft"
          sandbox=""
          srcDoc={`<meta charset="utf-8"><base target="_blank"><body>${html}`}
        />
      )}
      {files.length > 0 && (
        <ul class="message-files" aria-label="Attachments of the draft">
          {files.map(({ name, bytes }) => (
            <li key={name}>
              {name} <span class="quiet">{Math.ceil(bytes / 1024)} kB</span>
            </li>
          ))}
        </ul>
      )}
    </>
  );
}

function addressesOf(header: string): string[] {
  return peopleIn(header).map(({ emailAddress }) => emailAddress);
}

/** The window is about one draft; Gmail opens none from within it. */
function noDraft(): void {}
