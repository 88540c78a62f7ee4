import { useSidebar } from '../components/sidebar-context.ts';
import { inBackground } from '../state/failure.ts';
import type { SidebarState } from '../state/sidebar-state.ts';

interface SignInViewProps {
  readonly state: Extract<SidebarState, { at: 'signed_out' | 'signing_in' }>;
}

/** Before the sign-in, while its window is open, and when it did not come about. */
export function SignInView({ state }: SignInViewProps) {
  const sidebar = useSidebar();
  const { words, work } = sidebar;
  const waits = state.at === 'signing_in';
  const why = waits ? null : state.why;
  const isTrouble = why !== null && why !== 'start' && why !== 'asked';
  return (
    <article class="stack">
      <h1>{words.signIn.heading}</h1>
      {work.unsaved.value > 0 && <p class="notice notice-bad">{words.writing.unsaved(work.unsaved.value)}</p>}
      <p class={isTrouble ? 'notice notice-bad' : undefined} role="status">
        {why === null ? words.signIn.waiting : words.signedOut[why]}
      </p>
      <button type="button" class="primary wide" disabled={waits} onClick={() => inBackground(sidebar.signIn())}>
        {isTrouble ? words.problem.retry : words.signIn.button}
      </button>
    </article>
  );
}
