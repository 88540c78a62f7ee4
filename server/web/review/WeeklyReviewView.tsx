import { useLocation } from 'preact-iso';
import type { ReportAnswer } from '#shared/api/reports.ts';
import { Notice } from '../components/Notice.tsx';
import { PrintHead } from '../components/PrintHead.tsx';
import { AskedAndKnown, Definition } from '../components/ReportHeading.tsx';
import { useTitle } from '../components/use-title.ts';
import { Waiting } from '../components/Waiting.tsx';
import { problemWords } from '../state/problem-words.ts';
import { type AddressQuery, MOST_ROWS, questionOf } from '../state/report-query.ts';
import { useReport } from '../state/use-report.ts';
import { useOnlyReads } from '../state/use-who.ts';
import { ReviewedCollector } from './ReviewedCollector.tsx';
import { ReviewNotes } from './ReviewNotes.tsx';
import { type ReviewLine, reviewByCollector } from './review-lines.ts';
import { WeekBar } from './WeekBar.tsx';

/** The week made ready for the talk with each collector, with what there is to talk about, and the notes of earlier talks. */
export function WeeklyReviewView() {
  useTitle('Weekly review');
  const { query } = useLocation();
  const onlyReads = useOnlyReads();
  const { data, error, refetch } = useReport({
    name: 'weekly-review',
    question: questionOf(query),
    offset: 0,
    limit: MOST_ROWS,
  });
  return (
    <main id="content">
      <h1>Weekly review</h1>
      {error !== null && (
        <Notice title="The review could not be had." onRetry={refetch}>
          {problemWords(error)} <a href="/weekly-review">Show the last week</a>
        </Notice>
      )}
      {data === undefined && error === null && <Waiting />}
      {data !== undefined && error === null && (
        <>
          <AskedAndKnown answer={data} />
          <PrintHead query={query} />
          <WeekBar query={query} shown={data} />
          <Reviewed answer={data} query={query} />
          <Definition answer={data} />
        </>
      )}
      {!onlyReads && <ReviewNotes collector={query.collector} />}
    </main>
  );
}

function Reviewed({ answer, query }: { answer: ReportAnswer; query: AddressQuery }) {
  const groups = reviewByCollector(answer.rows as unknown as readonly ReviewLine[]);
  if (groups.length === 0) return <p>Nothing stood out in this week.</p>;
  return (
    <>
      {groups.map(({ collector, lines }) => (
        <ReviewedCollector key={collector.id} collector={collector} lines={lines} answer={answer} query={query} />
      ))}
    </>
  );
}
