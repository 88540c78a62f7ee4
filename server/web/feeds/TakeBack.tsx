import type { FeedRunView as Run } from '#shared/api/feed-runs.ts';
import { Notice } from '../components/Notice.tsx';
import { problemsInFull } from '../state/problem-words.ts';
import { useTakeBack } from './use-feeds.ts';

/** What taking back comes to, by what kind of run it is. */
const CONSEQUENCES: Readonly<Record<Run['kind'], string>> = {
  feed: 'The same file can then be fed anew.',
  cash_application: 'The payments that it applied wait on the page of cash application again.',
  merge: 'The customers then stand as they did before.',
  take_back: 'The run that it took back then counts again.',
};

/** Takes the ledger's last run back, with a reason. */
export function TakeBack({ run: { id, number, kind } }: { run: Run }) {
  const takeBack = useTakeBack(id);
  const submit = (event: SubmitEvent) => {
    event.preventDefault();
    takeBack.mutate(String(new FormData(event.currentTarget as HTMLFormElement).get('reason')).trim());
  };
  return (
    <details class="definition">
      <summary>Take this run back</summary>
      <form class="stack" onSubmit={submit} aria-label="Take this run back">
        <p>
          It is the ledger’s last run. What run {number} changed will be as before, by a new run; nothing is deleted,
          and what was known until now can still be asked for. {CONSEQUENCES[kind]}
        </p>
        <label>
          <span>Why it is taken back</span> <input name="reason" required maxLength={500} />
        </label>
        {takeBack.error !== null && <Notice title="It was not taken back.">{problemsInFull(takeBack.error)}</Notice>}
        <div class="actions">
          <button type="submit" disabled={takeBack.isPending}>
            Take run {number} back
          </button>
        </div>
      </form>
    </details>
  );
}
