import { render } from 'preact';
import { ApiClient } from '#shared/api/client.ts';
import { browserClock } from './host/clock.ts';
import { startOffice } from './host/office-start.ts';
import { OutlookHost } from './host/outlook-host.ts';
import { Entrance } from './state/entrance.ts';
import { inBackground } from './state/failure.ts';
import { Session } from './state/session.ts';
import { EntranceView } from './views/EntranceView.tsx';
import { NoOfficeView } from './views/NoOfficeView.tsx';
import { wordsFor } from './words/pick-words.ts';

async function main(): Promise<void> {
  let words = await wordsFor(navigator.language);
  render(<p class="late quiet">{words.start.starting}</p>, document.body);
  const start = await startOffice();
  if (start.as === 'absent') {
    render(<NoOfficeView words={words} isLoaded={start.isLoaded} />, document.body);
    return;
  }
  const host = new OutlookHost(start.office, new URL('sign-in.html', location.href).href);
  // Outlook's own language from here on; until it answers there is only the browser's.
  words = await wordsFor(host.locale);
  document.documentElement.lang = host.locale;
  followTheme(host);
  const openApi = new ApiClient({ baseUrl: location.origin, locale: host.locale, token: () => null });
  const session = new Session(host, openApi, browserClock);
  const entrance = new Entrance({
    session,
    load: () => import('./pane.tsx'),
    open: ({ openPane }) => openPane({ host, words, session, clock: browserClock, baseUrl: location.origin }),
    reload: () => location.reload(),
  });
  render(<EntranceView entrance={entrance} words={words} />, document.body);
}

/** Outlook's own colours where it says them, else those of the system. */
function followTheme(host: OutlookHost): void {
  const apply = () => {
    const theme = host.theme();
    if (theme === null) delete document.documentElement.dataset.theme;
    else document.documentElement.dataset.theme = theme;
  };
  apply();
  inBackground(host.watchTheme(apply).catch(() => undefined));
  document.addEventListener('visibilitychange', apply);
}

inBackground(main());
