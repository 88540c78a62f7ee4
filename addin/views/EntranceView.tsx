import type { Entrance } from '../state/entrance.ts';
import { inBackground } from '../state/failure.ts';
import type { Words } from '../words/pick-words.ts';
import { SignInView } from './SignInView.tsx';

interface EntranceViewProps {
  readonly entrance: Pick<Entrance<unknown>, 'state' | 'signIn' | 'loadAgain'>;
  readonly words: Words;
}

/** The pane until somebody is signed in and the rest of it is loaded. */
export function EntranceView({ entrance, words }: EntranceViewProps) {
  const state = entrance.state.value;
  return (
    <main class="stack">
      {state.at === 'not_loaded' ? (
        <article class="stack">
          <h1>{words.start.notLoaded}</h1>
          <p role="alert">{words.start.notLoadedWhy}</p>
          <button type="button" class="primary wide" onClick={() => inBackground(entrance.loadAgain())}>
            {words.problem.retry}
          </button>
        </article>
      ) : (
        <SignInView words={words} state={state} onSignIn={() => entrance.signIn()} />
      )}
    </main>
  );
}
