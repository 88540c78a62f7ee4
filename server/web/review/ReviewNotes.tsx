import type { ReviewNoteView } from '#shared/api/reviews.ts';
import { Notice } from '../components/Notice.tsx';
import { dayText } from '../state/formats.ts';
import { problemWords } from '../state/problem-words.ts';
import { useZonedTime } from '../state/use-who.ts';
import { ReviewedLine } from './ReviewedLine.tsx';
import type { ReviewLine } from './review-lines.ts';
import { useReviewNotes } from './use-review.ts';
import { weekHref } from './week-href.ts';

/** Notes of talks with the lines that were on the table, the latest first. */
export function ReviewNotes({ collector }: { collector: string | undefined }) {
  const { data, error, refetch } = useReviewNotes(collector);
  return (
    <section class="part" aria-label="Notes of talks">
      <h2>Notes of talks</h2>
      {error !== null && (
        <Notice title="The notes could not be had." onRetry={refetch}>
          {problemWords(error)}
        </Notice>
      )}
      {data?.notes.length === 0 && <p>No talk is noted yet.</p>}
      <ul class="notes">
        {data?.notes.map((note) => (
          <Note key={note.id} note={note} />
        ))}
      </ul>
    </section>
  );
}

function Note({ note: { collector, from, to, note, by, at, evidence, knownAt } }: { note: ReviewNoteView }) {
  const timeOf = useZonedTime();
  const again = weekHref({ collector: collector.id, from, to, knownAt });
  return (
    <li>
      <h3>
        {collector.name}, {dayText(from)} to {dayText(to)}
      </h3>
      <p class="note-text">{note}</p>
      <p class="quiet">
        {by}, {timeOf(at)}. <a href={again}>The review as it was known then</a>
      </p>
      <details>
        <summary>What was on the table</summary>
        {evidence.length === 0 && <p>No line of the review was about them.</p>}
        {(evidence as unknown as readonly ReviewLine[]).map((line, place) => (
          // Lines have no identity but their place.
          <ReviewedLine key={place} line={line} asked={{ from, to, knownAt }} />
        ))}
      </details>
    </li>
  );
}
