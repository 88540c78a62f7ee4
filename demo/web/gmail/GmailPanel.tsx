import { useEffect, useMemo } from 'preact/hooks';
import type { MailClient } from '../mailbox/mail-client.ts';
import { CardView } from './CardView.tsx';
import type { PanelPlace, PanelScreen } from './card-model.ts';
import { PanelSession } from './panel-session.ts';

interface GmailPanelProps {
  readonly mail: MailClient;
  readonly owner: string;
  readonly place: PanelPlace;
  readonly label?: string;
  /** Opens the window for a draft that the add-on made. */
  readonly onDraft: (id: string) => void;
}

/** The add-on's panel, about as wide as in Gmail. */
export function GmailPanel({ mail, owner, place, onDraft, label = 'Duethread' }: GmailPanelProps) {
  const session = useMemo(() => new PanelSession(mail, owner, onDraft), [mail, owner, onDraft]);
  const placeKey = JSON.stringify(place);
  useEffect(() => void session.open(JSON.parse(placeKey) as PanelPlace), [session, placeKey]);
  const screen = session.screen.value;
  return (
    <aside class="gmail-panel" aria-label={label} aria-busy={session.busy.value}>
      <div class="panel-bar">
        {screen?.canGoBack === true && (
          <button type="button" aria-label="Back" onClick={() => void session.back()}>
            ←
          </button>
        )}
        <strong>Duethread</strong>
        {session.busy.value && <span class="quiet">Working…</span>}
      </div>
      <p class="panel-note" role="status">
        {screen?.notification}
      </p>
      {screen === null ? <p class="card-text">Loading…</p> : <PanelBody screen={screen} session={session} />}
    </aside>
  );
}

function PanelBody({ screen, session }: { readonly screen: PanelScreen; readonly session: PanelSession }) {
  const { card, consent, error } = screen;
  if (consent !== null) {
    return (
      <div class="card-section">
        <p class="card-text">The add-on asks for more access:</p>
        <ul>
          {consent.map((scope) => (
            <li key={scope}>{scope.split('/').at(-1)}</li>
          ))}
        </ul>
        <button type="button" class="primary" onClick={() => void session.consent()}>
          Allow
        </button>
      </div>
    );
  }
  return (
    <>
      {error !== null && (
        <p class="card-text" role="alert">
          Error with the add-on. {error}
        </p>
      )}
      {card !== null && (
        <CardView
          card={card}
          values={session.values.value}
          onType={(name, words) => session.type(name, words)}
          onPress={(press) => void session.press(press)}
        />
      )}
    </>
  );
}
