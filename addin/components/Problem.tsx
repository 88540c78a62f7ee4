import type { Failure } from '../state/failure.ts';
import { failureWords } from './failure-words.ts';
import { useSidebar } from './sidebar-context.ts';

interface ProblemProps {
  readonly failure: Failure;
  readonly onRetry?: () => void;
}

/** What went wrong, and the way on. */
export function Problem({ failure, onRetry }: ProblemProps) {
  const { words } = useSidebar();
  const { heading, why, details } = failureWords(failure, words);
  return (
    <div class="notice notice-bad" role="alert">
      <strong>{heading}</strong>
      <p>{why}</p>
      {details !== '' && (
        <details>
          <summary>{words.problem.details}</summary>
          <p class="quiet">{details}</p>
        </details>
      )}
      {onRetry !== undefined && (
        <button type="button" onClick={onRetry}>
          {words.problem.retry}
        </button>
      )}
    </div>
  );
}
