import { inBackground } from '../state/failure.ts';
import type { Freshness } from '../state/sidebar-state.ts';
import { Problem } from './Problem.tsx';
import { useSidebar } from './sidebar-context.ts';

/** Says of a card from memory that it is one. */
export function FreshnessNote({ freshness }: { readonly freshness: Freshness }) {
  const sidebar = useSidebar();
  const { thread } = sidebar.words;
  switch (freshness.is) {
    case 'fresh':
      return null;
    case 'refreshing':
      return (
        <p class="status-bar quiet late" aria-busy="true">
          {thread.refreshing}
        </p>
      );
    case 'not_refreshed':
      return (
        <div class="stack">
          <p>{thread.notRefreshed}</p>
          <Problem failure={freshness.failure} onRetry={() => inBackground(sidebar.again())} />
        </div>
      );
  }
}
