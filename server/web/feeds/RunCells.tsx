import type { FeedRunView } from '#shared/api/feed-runs.ts';
import { CountCell, MoneyCell } from '../components/Cells.tsx';
import { wordsOf } from '../state/formats.ts';
import { needsSomebody, STATE_WORDS } from './feed-words.ts';
import { useFeedProfiles } from './use-feeds.ts';

type Run = FeedRunView;

/** What the run came to; a run that was taken back is as if it had not been. */
export function StateCell({ run }: { run: Run }) {
  if (run.takenBackBy !== null) return <span class="nowrap">taken back</span>;
  return <span class={needsSomebody(run.state) ? 'bad nowrap' : 'nowrap'}>{STATE_WORDS[run.state]}</span>;
}

/** A profile by its name, with a mark where it was never tried on a file of the vendor’s or a bank’s. */
export function ProfileName({ name }: { name: string }) {
  const { data } = useFeedProfiles();
  const isUntried = data?.profiles.some((profile) => profile.name === name && profile.sample === 'untried') ?? false;
  return (
    <span class="nowrap">
      {name}
      {isUntried && <span class="quiet"> (untried)</span>}
    </span>
  );
}

/** How many rows, and what they come to, a line a sum. */
export function RowsAndTotals({ run }: { run: Run }) {
  return (
    <>
      <CountCell count={run.rowCount} />
      {run.totals.map(({ kind, amount }) => (
        <div key={`${kind} ${amount.currency}`} class="nowrap">
          <span class="quiet">{wordsOf(kind)}</span> <MoneyCell amount={amount} />
        </div>
      ))}
    </>
  );
}

export function ProblemCount({ run }: { run: Run }) {
  return <CountCell count={run.problemCount} href={`/feeds/${run.id}`} />;
}
