import { CLIENTS, PROFILES } from './host-profile.ts';
import { addressWith, LANGUAGES } from './outlook-address.ts';
import type { OutlookSession } from './outlook-session.ts';

interface OutlookBarProps {
  readonly session: OutlookSession;
}

/** What a person tries Outlook out with: which client it is, in which language and colours, and whether it loses its events. */
export function OutlookBar({ session }: OutlookBarProps) {
  const { address, theme, losesEvents } = session;
  const goTo = (name: 'client' | 'lang', value: string) => {
    window.location.search = addressWith(window.location.search, name, value);
  };
  return (
    <>
      <select
        aria-label="Client"
        value={address.client}
        onChange={({ currentTarget }) => goTo('client', currentTarget.value)}
      >
        {CLIENTS.map((client) => (
          <option key={client} value={client}>
            {PROFILES[client].label}
          </option>
        ))}
      </select>
      <select
        aria-label="Language"
        value={address.language}
        onChange={({ currentTarget }) => goTo('lang', currentTarget.value)}
      >
        {Object.entries(LANGUAGES).map(([language, name]) => (
          <option key={language} value={language}>
            {name}
          </option>
        ))}
      </select>
      <button type="button" aria-pressed={losesEvents.value} onClick={() => (losesEvents.value = !losesEvents.value)}>
        Lose events
      </button>
      <button type="button" onClick={() => session.write()}>
        New mail
      </button>
      <button type="button" aria-pressed={theme.value === 'dark'} onClick={() => session.switchTheme()}>
        Dark
      </button>
    </>
  );
}
