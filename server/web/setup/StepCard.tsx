import type { SetupStepView } from '#shared/api/setup.ts';
import { STATE_WORDS, STEP_TITLES } from './setup-words.ts';
import { TryButton } from './TryButton.tsx';
import { TryResult } from './TryResult.tsx';

const MARKS: Readonly<Record<SetupStepView['state'], string>> = { done: '✓', missing: '○', not_needed: '–' };

/** One step of the set-up: what there is, what is missing, where it is done, and whether it works. */
export function StepCard({ step, state, found, missing, href, lastTry }: SetupStepView) {
  const title = STEP_TITLES[step];
  return (
    <li class={`part step step-${state}`} aria-label={`${title}, ${STATE_WORDS[state]}`}>
      <div class="part-head">
        <h2>
          <span class="step-mark" aria-hidden="true">
            {MARKS[state]}
          </span>{' '}
          {title}
        </h2>
        <span class="state">{STATE_WORDS[state]}</span>
      </div>
      <p class="quiet">{found}</p>
      {missing !== null && <p>{missing}</p>}
      <div class="actions">
        <a class="button" href={href} aria-label={`Open: ${title}`}>
          Open
        </a>
        {state !== 'not_needed' && <TryButton step={step} />}
      </div>
      <TryResult lastTry={lastTry} />
    </li>
  );
}
