import { render } from 'preact';
import { SidebarContext } from './components/sidebar-context.ts';
import { Sidebar, type SidebarParts } from './state/sidebar.ts';
import { SidebarView } from './views/SidebarView.tsx';
import { companyWords } from './words/company-words.ts';

/** Draws the pane of who has just signed in, and follows the open message from then on. */
export async function openPane(parts: SidebarParts): Promise<void> {
  const { words, session, host } = parts;
  const named = companyWords(words, session?.current.value?.tenant.codes, host.locale);
  const sidebar = new Sidebar({ ...parts, words: named });
  followWindow(sidebar);
  render(
    <SidebarContext.Provider value={sidebar}>
      <SidebarView />
    </SidebarContext.Provider>,
    document.body,
  );
  await Promise.all([sidebar.start(), sidebar.enter()]);
}

/** Outlook loses events at times, and a pane that was out of sight is looked at again. */
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
