import { createContext } from 'preact';
import { useContext } from 'preact/hooks';
import type { PageSession } from './page-session.ts';

export const PageContext = createContext<PageSession | null>(null);

/** The session of the page. Throws outside the app. */
export function usePageSession(): PageSession {
  const session = useContext(PageContext);
  if (session === null) throw new Error('This belongs inside the app.');
  return session;
}
