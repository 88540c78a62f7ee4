import { useLocation, useRoute } from 'preact-iso';
import type { FeedRunView as Run } from '#shared/api/feed-runs.ts';
import { Notice } from '../components/Notice.tsx';
import { useTitle } from '../components/use-title.ts';
import { Waiting } from '../components/Waiting.tsx';
import { problemWords } from '../state/problem-words.ts';
import { useIsAdmin } from '../state/use-who.ts';
import { KIND_WORDS } from './feed-words.ts';
import { RawRows } from './RawRows.tsx';
import { Holds, Retry } from './RunActions.tsx';
import { RunFacts } from './RunFacts.tsx';
import { RunProblems } from './RunProblems.tsx';
import { TakeBack } from './TakeBack.tsx';
import { useFeedRun } from './use-feeds.ts';

/** One run: what the file said, what came of it, what was wrong, and what can be done now. */
export function FeedRunView() {
  const { params } = useRoute();
  const { query } = useLocation();
  const id = params.id ?? '';
  const from = Math.max(0, Number.parseInt(query.from ?? '0', 10) || 0);
  const { data, error, refetch } = useFeedRun(id, from);
  const title = data === undefined ? 'A feed' : titleOf(data.run);
  useTitle(title);
  return (
    <main id="content" aria-busy={data?.run.state === 'taking'}>
      <p>
        <a href="/feeds">All feeds</a>
      </p>
      <h1>{title}</h1>
      {error !== null && (
        <Notice title="The run could not be had." onRetry={refetch}>
          {problemWords(error)}
        </Notice>
      )}
      {data === undefined && error === null && <Waiting />}
      {data !== undefined && <OneRun key={id} shown={data} from={from} />}
    </main>
  );
}

interface OneRunProps {
  readonly shown: NonNullable<ReturnType<typeof useFeedRun>['data']>;
  readonly from: number;
}

function OneRun({ shown: { run, problems, nextProblemsFrom }, from }: OneRunProps) {
  const isAdmin = useIsAdmin();
  return (
    <>
      {run.takenBackBy !== null && (
        <p class="part" role="status">
          This run was taken back by run {run.takenBackBy}: what it changed is as before.
        </p>
      )}
      <RunFacts run={run} />
      <Sentences title="How it was read" sentences={run.notes} />
      {run.state !== 'held' && (
        <Sentences title="What a person let pass" sentences={run.holds.map(({ sentence }) => sentence)} />
      )}
      {run.state === 'held' && !isAdmin && (
        <Sentences title="It waits for an admin" sentences={run.holds.map(({ sentence }) => sentence)} />
      )}
      {isAdmin && run.state === 'held' && <Holds run={run} />}
      <RunProblems run={run} problems={problems} from={from} nextFrom={nextProblemsFrom} />
      {isAdmin && <Retry run={run} />}
      {isAdmin && run.canBeTakenBack && <TakeBack run={run} />}
      {run.hasFile && <RawRows id={run.id} />}
    </>
  );
}

function titleOf({ kind, fileName }: Run): string {
  return kind === 'feed' ? fileName : `A run: ${KIND_WORDS[kind]}`;
}

function Sentences({ title, sentences }: { title: string; sentences: readonly string[] }) {
  if (sentences.length === 0) return null;
  return (
    <section class="part" aria-label={title}>
      <h2>{title}</h2>
      <ul>
        {sentences.map((sentence) => (
          <li key={sentence}>{sentence}</li>
        ))}
      </ul>
    </section>
  );
}
