import type { ComponentChildren } from 'preact';
import type { FeedRunView as Run } from '#shared/api/feed-runs.ts';
import { MoneyCell } from '../components/Cells.tsx';
import { countText, wordsOf } from '../state/formats.ts';
import { useZonedTime } from '../state/use-who.ts';
import { changedText, KIND_WORDS } from './feed-words.ts';
import { ProfileName, StateCell } from './RunCells.tsx';

/** What a run was, what it said, and what it changed. */
export function RunFacts({ run }: { run: Run }) {
  const timeOf = useZonedTime();
  return (
    <section class="part" aria-label="What it was">
      <dl class="facts">
        <Fact term="Came to">
          <StateCell run={run} />
        </Fact>
        {run.kind === 'feed' ? <FileFacts run={run} /> : <Fact term="What it was">{KIND_WORDS[run.kind]}</Fact>}
        <Fact term="Received">
          {timeOf(run.receivedAt)}, by {run.actor}
        </Fact>
        <Fact term="Rows">{countText(run.rowCount)}</Fact>
        <Fact term="What changed">{changedText(run)}</Fact>
        <Fact term="Run of the ledger">{run.number === null ? 'none: it changed nothing' : countText(run.number)}</Fact>
        {run.totals.map(({ kind, amount }) => (
          <Fact key={`${kind} ${amount.currency}`} term={`Sum of ${wordsOf(kind)}`}>
            <MoneyCell amount={amount} />
          </Fact>
        ))}
      </dl>
    </section>
  );
}

function FileFacts({ run: { profile, coverage, source, dataAsOf } }: { run: Run }) {
  const timeOf = useZonedTime();
  return (
    <>
      <Fact term="What the file is">
        <ProfileName name={profile} />
      </Fact>
      <Fact term="What it tells">{coverage === 'snapshot' ? 'everything that is open' : 'what is new or changed'}</Fact>
      <Fact term="Source">{source}</Fact>
      <Fact term="The ERP’s data as of">{timeOf(dataAsOf)}</Fact>
    </>
  );
}

function Fact({ term, children }: { term: string; children: ComponentChildren }) {
  return (
    <div>
      <dt>{term}</dt>
      <dd>{children}</dd>
    </div>
  );
}
