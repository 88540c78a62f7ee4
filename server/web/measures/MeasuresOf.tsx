import type { ReportAnswer } from '#shared/api/reports.ts';
import { type Comparison, earlier } from '../state/compare.ts';
import { type AddressQuery, questionOf } from '../state/report-query.ts';
import { useReport } from '../state/use-report.ts';
import { MeasureTiles } from './MeasureTiles.tsx';
import type { MeasureTotal } from './measure-total.ts';

interface MeasuresOfProps {
  readonly answer: ReportAnswer;
  readonly query: AddressQuery;
  readonly asked: AddressQuery;
  /** Null where it is compared with nothing. */
  readonly comparison: Comparison | null;
  readonly isShown?: (total: MeasureTotal) => boolean;
}

/** The tiles of an answer, beside an earlier answer to the same question where it is compared. */
export function MeasuresOf({ answer, query, asked, comparison, isShown }: MeasuresOfProps) {
  const { from, to } = answer;
  const then = comparison === null ? null : earlier({ ...query, from, to }, comparison);
  const question = questionOf(then ?? {});
  const { data, error } = useReport({ name: 'kpis', question, offset: 0, limit: 1, isAsked: then !== null });
  const before = then !== null && data?.from === then.from ? data : undefined;
  const isWaiting = then !== null && before === undefined && error === null;
  return (
    <div class="stack" aria-busy={isWaiting}>
      <MeasureTiles answer={answer} before={before} asked={asked} {...(isShown && { isShown })} />
    </div>
  );
}
