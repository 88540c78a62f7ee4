import { createContext } from 'preact';
import { useContext } from 'preact/hooks';
import type { Sidebar } from '../state/sidebar.ts';

export const SidebarContext = createContext<Sidebar | null>(null);

/** The pane's state and deeds. Throws outside of the pane. */
export function useSidebar(): Sidebar {
  const sidebar = useContext(SidebarContext);
  if (sidebar === null) throw new Error('This component needs a SidebarContext above it.');
  return sidebar;
}
