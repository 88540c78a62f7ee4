import type { ComponentChildren } from 'preact';
import { inBackground } from '../state/failure.ts';
import type { SidebarState } from '../state/sidebar-state.ts';
import type { Words } from '../words/pick-words.ts';

interface SignInViewProps {
  readonly words: Words;
  readonly state: Extract<SidebarState, { at: 'signed_out' | 'signing_in' }>;
  readonly onSignIn: () => Promise<void>;
  /** What has to be known before. */
  readonly children?: ComponentChildren;
}

/** Before the sign-in, while its window is open, and when it did not come about. */
export function SignInView({ words, state, onSignIn, children }: SignInViewProps) {
  const waits = state.at === 'signing_in';
  const why = waits ? null : state.why;
  const isTrouble = why !== null && why !== 'start' && why !== 'asked';
  return (
    <article class="stack">
      <h1>{words.signIn.heading}</h1>
      {children}
      <p class={isTrouble ? 'notice notice-bad' : undefined} role="status">
        {why === null ? words.signIn.waiting : words.signedOut[why]}
      </p>
      <button type="button" class="primary wide" disabled={waits} onClick={() => inBackground(onSignIn())}>
        {isTrouble ? words.problem.retry : words.signIn.button}
      </button>
    </article>
  );
}
