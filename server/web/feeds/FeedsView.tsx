import { useLocation } from 'preact-iso';
import type { FeedRunView, FeedStatusView } from '#shared/api/feed-runs.ts';
import { Notice } from '../components/Notice.tsx';
import { PlainTable } from '../components/PlainTable.tsx';
import { useTitle } from '../components/use-title.ts';
import { Waiting } from '../components/Waiting.tsx';
import { countText } from '../state/formats.ts';
import { problemWords } from '../state/problem-words.ts';
import { useIsAdmin, useZonedTime } from '../state/use-who.ts';
import { changedText, KIND_WORDS, spanText } from './feed-words.ts';
import { ProblemCount, ProfileName, RowsAndTotals, StateCell } from './RunCells.tsx';
import { UploadForm } from './UploadForm.tsx';
import { useFeedRuns, useFeedStatus } from './use-feeds.ts';

/** How each feed stands, what was fed, and the way to feed a file. */
export function FeedsView() {
  useTitle('Feeds');
  const isAdmin = useIsAdmin();
  return (
    <main id="content">
      <h1>Feeds</h1>
      <Status />
      {isAdmin && <UploadForm />}
      <Runs />
    </main>
  );
}

function Status() {
  const { data, error, refetch } = useFeedStatus();
  return (
    <section class="part" aria-label="How each feed stands">
      <h2>How each feed stands</h2>
      {error !== null && (
        <Notice title="This part could not be had." onRetry={refetch}>
          {problemWords(error)}
        </Notice>
      )}
      {data === undefined && error === null && <Waiting />}
      {data?.feeds.length === 0 && <p>Nothing has been fed yet.</p>}
      {data !== undefined && data.feeds.length > 0 && (
        <>
          <StatusTable feeds={data.feeds} />
          <p class="quiet">
            Behind the ERP: how long ago the ERP made the latest data that was taken. Where a file does not say when it
            was made, the time of its receipt counts.
          </p>
        </>
      )}
    </section>
  );
}

function StatusTable({ feeds }: { feeds: readonly FeedStatusView[] }) {
  return (
    <PlainTable
      caption="How each feed stands"
      titles={[
        'Feed',
        'Came to',
        'Behind the ERP',
        'Last file',
        { number: 'Rows and totals' },
        'Changed',
        { number: 'Problems' },
        'Last taken',
      ]}
    >
      {feeds.map((feed) => (
        <StatusRow key={`${feed.profile} ${feed.source}`} feed={feed} />
      ))}
    </PlainTable>
  );
}

function StatusRow({ feed: { profile, source, last, lastTaken, lagSeconds } }: { feed: FeedStatusView }) {
  const timeOf = useZonedTime();
  return (
    <tr>
      <th scope="row">
        <ProfileName name={profile} /> <span class="quiet">from {source}</span>
      </th>
      <td>
        <StateCell run={last} />
      </td>
      <td>{lagSeconds === null ? 'never taken' : spanText(lagSeconds)}</td>
      <td>
        <a href={`/feeds/${last.id}`}>{last.fileName}</a> <span class="quiet">{timeOf(last.receivedAt)}</span>
      </td>
      <td class="number">
        <RowsAndTotals run={last} />
      </td>
      <td>{changedText(last)}</td>
      <td class="number">
        <ProblemCount run={last} />
      </td>
      <td>{lastTaken === null ? 'never' : <LastTaken last={last} taken={lastTaken} />}</td>
    </tr>
  );
}

function LastTaken({ last, taken }: { last: FeedRunView; taken: FeedRunView }) {
  const timeOf = useZonedTime();
  if (last.id === taken.id) return <>this one</>;
  return <a href={`/feeds/${taken.id}`}>{timeOf(taken.receivedAt)}</a>;
}

function Runs() {
  const { query } = useLocation();
  const { data, error, refetch } = useFeedRuns(query.before);
  return (
    <section class="part" aria-label="Every file and change">
      <h2>Every file and change</h2>
      {error !== null && (
        <Notice title="This part could not be had." onRetry={refetch}>
          {problemWords(error)}
        </Notice>
      )}
      {data === undefined && error === null && <Waiting />}
      {data !== undefined && (
        <>
          <RunsTable runs={data.runs} />
          <nav class="pager" aria-label="Runs">
            {query.before && <a href="/feeds">The latest</a>}
            {data.nextBefore !== null && (
              <a href={`/feeds?before=${encodeURIComponent(data.nextBefore)}`}>Earlier ones</a>
            )}
          </nav>
        </>
      )}
    </section>
  );
}

function RunsTable({ runs }: { runs: readonly FeedRunView[] }) {
  const titles = [
    'Received',
    'What',
    'Source',
    'By',
    'Came to',
    { number: 'Rows' },
    'Changed',
    { number: 'Problems' },
    { number: 'Run' },
  ];
  return (
    <PlainTable caption="Every file and change" titles={titles}>
      {runs.map((run) => (
        <RunRow key={run.id} run={run} />
      ))}
    </PlainTable>
  );
}

function RunRow({ run }: { run: FeedRunView }) {
  const timeOf = useZonedTime();
  return (
    <tr>
      <td>{timeOf(run.receivedAt)}</td>
      <td>
        <a href={`/feeds/${run.id}`}>{run.kind === 'feed' ? run.fileName : KIND_WORDS[run.kind]}</a>{' '}
        <span class="quiet">{run.kind === 'feed' && <ProfileName name={run.profile} />}</span>
      </td>
      <td>{run.source}</td>
      <td>{run.actor}</td>
      <td>
        <StateCell run={run} />
      </td>
      <td class="number">{countText(run.rowCount)}</td>
      <td>{changedText(run)}</td>
      <td class="number">
        <ProblemCount run={run} />
      </td>
      <td class="number">{run.number === null ? '' : countText(run.number)}</td>
    </tr>
  );
}
