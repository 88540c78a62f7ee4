import type { SetupStep } from '#shared/api/setup.ts';
import { Notice } from '../components/Notice.tsx';
import { problemWords } from '../state/problem-words.ts';
import { STEP_TITLES } from './setup-words.ts';
import { useTryStep } from './use-setup.ts';

interface TryButtonProps {
  readonly step: SetupStep;
  readonly words?: string;
}

/** Tries a step of the set-up. */
export function TryButton({ step, words = 'Try it' }: TryButtonProps) {
  const attempt = useTryStep(step);
  return (
    <>
      <button
        type="button"
        disabled={attempt.isPending}
        aria-label={`${words}: ${STEP_TITLES[step]}`}
        onClick={() => attempt.mutate()}
      >
        {words}
      </button>
      <span role="status">{attempt.isPending && 'Trying…'}</span>
      {attempt.error !== null && <Notice title="It could not be tried.">{problemWords(attempt.error)}</Notice>}
    </>
  );
}
