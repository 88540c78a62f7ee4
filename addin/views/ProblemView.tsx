import { Problem } from '../components/Problem.tsx';
import { useSidebar } from '../components/sidebar-context.ts';
import { inBackground } from '../state/failure.ts';
import type { SidebarState } from '../state/sidebar-state.ts';

interface ProblemViewProps {
  readonly state: Extract<SidebarState, { at: 'problem' }>;
}

/** The open message could not be read, or the server not be asked about it. */
export function ProblemView({ state }: ProblemViewProps) {
  const { thread } = useSidebar();
  return <Problem failure={state.failure} onRetry={() => inBackground(thread.refresh())} />;
}
