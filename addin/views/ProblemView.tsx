import { Problem } from '../components/Problem.tsx';
import { useSidebar } from '../components/sidebar-context.ts';
import { inBackground } from '../state/failure.ts';
import type { SidebarState } from '../state/sidebar-state.ts';

interface ProblemViewProps {
  readonly state: Extract<SidebarState, { at: 'problem' }>;
}

/** The open message could not be read, or the server not be asked about it or for the card. */
export function ProblemView({ state }: ProblemViewProps) {
  const sidebar = useSidebar();
  return (
    <article class="stack">
      <h1>{sidebar.words.thread.problem}</h1>
      <Problem failure={state.failure} onRetry={() => inBackground(sidebar.again())} />
    </article>
  );
}
