import { useState } from 'preact/hooks';
import { useLocation } from 'preact-iso';
import type { FeedRunView as Run } from '#shared/api/feed-runs.ts';
import { Notice } from '../components/Notice.tsx';
import { problemsInFull } from '../state/problem-words.ts';
import { needsSomebody } from './feed-words.ts';
import { MappingWrong, mappingGiven } from './mapping-file.ts';
import { useRetry, useRunOfRefusal } from './use-feeds.ts';

type Order = Parameters<ReturnType<typeof useRetry>['mutateAsync']>[0];

/** Feeds the kept file again and shows what came of it, a refusal as well; `problem` is why there is nothing to show. */
function useFeedAgain(id: string) {
  const { route } = useLocation();
  const retry = useRetry(id);
  const runOfRefusal = useRunOfRefusal();
  const [problem, setProblem] = useState('');
  const feedAgain = async (orderGiven: () => Order | Promise<Order>) => {
    setProblem('');
    try {
      route(`/feeds/${(await retry.mutateAsync(await orderGiven())).id}`);
    } catch (error) {
      const run = await runOfRefusal(error);
      if (run === null) setProblem(error instanceof MappingWrong ? error.message : problemsInFull(error));
      else route(`/feeds/${run}`);
    }
  };
  return { feedAgain, problem, isPending: retry.isPending };
}

/** Lets pass what a run waits for. */
export function Holds({ run: { id, holds } }: { run: Run }) {
  const { feedAgain, problem, isPending } = useFeedAgain(id);
  const accept = holds.map(({ code }) => code);
  return (
    <section class="part held" aria-label="What it waits for">
      <h2>It waits for you</h2>
      <ul>
        {holds.map(({ code, sentence }) => (
          <li key={code}>{sentence}</li>
        ))}
      </ul>
      {problem !== '' && <Notice title="It was not taken.">{problem}</Notice>}
      <div class="actions">
        <button type="button" class="primary" disabled={isPending} onClick={() => void feedAgain(() => ({ accept }))}>
          I have looked at it: take it
        </button>
        <span class="quiet">If it is wrong, leave it: nothing of it has been taken.</span>
      </div>
    </section>
  );
}

/** Feeds the kept file again, where that can come to something else. */
export function Retry({ run: { id, state, hasFile, takenBackBy } }: { run: Run }) {
  const { feedAgain, problem, isPending } = useFeedAgain(id);
  const submit = (event: SubmitEvent) => {
    event.preventDefault();
    const given = new FormData(event.currentTarget as HTMLFormElement);
    void feedAgain(async () => {
      const mapping = await mappingGiven(given.get('mapping'));
      const onProblem = given.get('skip') === 'on' ? 'skip' : 'refuse';
      return { onProblem, ...(mapping && { mapping }) };
    });
  };
  const isWorth = needsSomebody(state) || state === 'dry_run' || takenBackBy !== null;
  if (!hasFile || !isWorth) return null;
  return (
    <form class="part" onSubmit={submit} aria-label="Feed it again">
      <h2>{state === 'dry_run' ? 'Feed it for good' : 'Feed it again'}</h2>
      <p>The file is kept as it came. It can be read anew, as before or by another mapping.</p>
      <div class="fields">
        <label>
          <span>Another mapping (JSON)</span>
          <input type="file" name="mapping" accept=".json,application/json" />
        </label>
      </div>
      <label>
        <input type="checkbox" name="skip" /> Leave wrong rows out
      </label>
      {problem !== '' && <Notice title="It was not taken.">{problem}</Notice>}
      <div class="actions">
        <button type="submit" disabled={isPending}>
          {state === 'dry_run' ? 'Feed it for good' : 'Feed it again'}
        </button>
        {isPending && <span role="status">The file is read again.</span>}
      </div>
    </form>
  );
}
