import { type Failure, inBackground } from '../state/failure.ts';
import { failureWords } from './failure-words.ts';
import { useSidebar } from './sidebar-context.ts';

interface NotSavedProps {
  readonly customerId: string;
  readonly failure: Failure;
}

/** Says of a form that the server has not taken it, and keeps trying. */
export function NotSaved({ customerId, failure }: NotSavedProps) {
  const { words, work } = useSidebar();
  const { details } = failureWords(failure, words);
  return (
    <div class="notice notice-bad" role="alert">
      <strong>{words.call.notSaved}</strong>
      <p>{words.call.notSavedWhy}</p>
      {details !== '' && <p class="quiet">{details}</p>}
      <p class="actions">
        <button type="button" onClick={() => inBackground(work.retry())}>
          {words.call.retryNow}
        </button>
        <button type="button" class="link" title={words.call.mayBeSaved} onClick={() => work.edit(customerId)}>
          {words.call.edit}
        </button>
      </p>
      <p class="quiet">{words.call.mayBeSaved}</p>
    </div>
  );
}
