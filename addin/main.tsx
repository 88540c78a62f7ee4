import { render } from 'preact';
import { SidebarContext } from './components/sidebar-context.ts';
import { browserClock } from './host/clock.ts';
import { startOffice } from './host/office-start.ts';
import { OutlookHost } from './host/outlook-host.ts';
import { inBackground } from './state/failure.ts';
import { Sidebar } from './state/sidebar.ts';
import { NoOfficeView } from './views/NoOfficeView.tsx';
import { SidebarView } from './views/SidebarView.tsx';
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
  const sidebar = new Sidebar({ host, words, clock: browserClock, baseUrl: location.origin });
  document.documentElement.lang = host.locale;
  followTheme(host);
  followWindow(sidebar);
  render(
    <SidebarContext.Provider value={sidebar}>
      <SidebarView />
    </SidebarContext.Provider>,
    document.body,
  );
  await sidebar.start();
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

function followWindow(sidebar: Sidebar): void {
  const wake = () => {
    if (document.visibilityState === 'visible') sidebar.wake();
  };
  document.addEventListener('visibilitychange', wake);
  window.addEventListener('focus', wake);
  window.addEventListener('online', wake);
  window.addEventListener('beforeunload', (event) => {
    if (sidebar.work.unsaved.value > 0) event.preventDefault();
  });
}

inBackground(main());
