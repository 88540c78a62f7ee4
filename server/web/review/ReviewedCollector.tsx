import type { ReportAnswer } from '#shared/api/reports.ts';
import type { NamedRef } from '../pages/report-rows.ts';
import type { AddressQuery } from '../state/report-query.ts';
import { useOnlyReads } from '../state/use-who.ts';
import { NoteForm } from './NoteForm.tsx';
import { ReviewedLine } from './ReviewedLine.tsx';
import type { ReviewLine } from './review-lines.ts';
import { weekHref } from './week-href.ts';

interface ReviewedCollectorProps {
  readonly collector: NamedRef;
  readonly lines: readonly ReviewLine[];
  readonly answer: ReportAnswer;
  readonly query: AddressQuery;
}

/** What there is to talk about with one collector, and the note of the talk. */
export function ReviewedCollector({ collector, lines, answer, query }: ReviewedCollectorProps) {
  const { from, to } = answer;
  const onlyReads = useOnlyReads();
  return (
    <section class="part" aria-label={collector.name}>
      <div class="part-head">
        <h2>{collector.name}</h2>
        <a href={weekHref({ ...query, collector: collector.id })}>
          Only {collector.name}
          {onlyReads ? '' : ', with their notes'}
        </a>
      </div>
      {lines.map((line, place) => (
        // Lines have no identity but their place: one finding may be there once a currency.
        <ReviewedLine key={place} line={line} asked={{ from, to, knownAt: query.knownAt }} />
      ))}
      {!onlyReads && <NoteForm collector={collector} answer={answer} />}
    </section>
  );
}
