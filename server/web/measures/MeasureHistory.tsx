import { useQueries } from '@tanstack/preact-query';
import { type ReportAnswer, readReport } from '#shared/api/reports.ts';
import { isCalendarDate } from '#shared/domain/calendar-date.ts';
import { LineChart, type LinePoint } from '../charts/LineChart.tsx';
import { ChartFrame } from '../components/ChartFrame.tsx';
import { FittedChart } from '../components/FittedChart.tsx';
import { PlainTable } from '../components/PlainTable.tsx';
import type { Shown } from '../pages/report-page.ts';
import { earlierMonths } from '../state/compare.ts';
import { axisText, figureText } from '../state/figure-words.ts';
import { dayText } from '../state/formats.ts';
import { usePageSession } from '../state/page-context.ts';
import { questionOf, reportHref } from '../state/report-query.ts';
import { keyOf, type MeasureTotal, titleOf, totalsOf } from './measure-total.ts';

const MONTHS = 6;

/** A measure as it stood on the day asked and on the same day of the months before, each with the period of the same length. */
export function MeasureHistory({ shown }: { shown: Shown }) {
  const { answer, query } = shown;
  const { measure } = query;
  const { from, to } = answer;
  const periods =
    measure && from && to && isCalendarDate(from) && isCalendarDate(to) ? earlierMonths({ from, to }, MONTHS) : [];
  const answers = usePeriods(periods.map((period) => ({ ...query, ...period, sort: undefined, customer: undefined })));
  const latest = answers.findLast((each) => each);
  if (!measure) return null;
  if (answers.includes(undefined)) return <div class="skeleton tall" role="status" aria-label="Loading" />;
  if (!latest) return null;
  const totals = totalsOf(latest).filter((total) => keyOf(total) === measure);
  return (
    <div class="charts">
      {totals.map((total) => (
        <OneHistory key={total.currency ?? ''} total={total} answers={answers} shown={shown} />
      ))}
    </div>
  );
}

/** The answers of each period: null where one could not be had, undefined where it is still to come. */
function usePeriods(queries: readonly Shown['query'][]): readonly (ReportAnswer | null | undefined)[] {
  const session = usePageSession();
  const asked = queries.map((query) => {
    const question = questionOf(query);
    return {
      queryKey: ['report', 'kpis', question, 0, 1],
      queryFn: ({ signal }: { signal: AbortSignal }): Promise<ReportAnswer> =>
        session.api.call(readReport, { params: { name: 'kpis' }, query: { ...question, limit: 1 } as never, signal }),
    };
  });
  return useQueries({ queries: asked }).map(({ data, isError }) => data ?? (isError ? null : undefined));
}

interface OneHistoryProps {
  readonly total: MeasureTotal;
  readonly answers: readonly (ReportAnswer | null | undefined)[];
  readonly shown: Shown;
}

function OneHistory({ total, answers, shown }: OneHistoryProps) {
  const title = `${titleOf(total)} over ${MONTHS} months${total.currency === undefined ? '' : `, ${total.currency}`}`;
  const points = answers.flatMap((answer) => (answer ? [pointOf(answer, total, shown)] : []));
  return (
    <ChartFrame
      title={title}
      chart={
        <FittedChart>
          {(width) => (
            <LineChart
              label={title}
              points={points}
              width={width}
              tickText={(value) => axisText(value, total)}
              target={total.target ?? undefined}
              usual={total.usual ?? undefined}
            />
          )}
        </FittedChart>
      }
      table={
        <PlainTable caption={title} titles={['Up to', { number: titleOf(total) }]}>
          {points.map(({ label, words }) => (
            <tr key={label}>
              <th scope="row">{label}</th>
              <td class="number">{words}</td>
            </tr>
          ))}
        </PlainTable>
      }
    />
  );
}

function pointOf(answer: ReportAnswer, of: MeasureTotal, { query, asked }: Shown): LinePoint {
  const { from, to } = answer;
  const total = totalsOf(answer).find((other) => keyOf(other) === keyOf(of) && other.currency === of.currency);
  const value = total?.value ?? null;
  return {
    label: dayText(to ?? ''),
    value,
    words: value === null ? (total?.reason ?? 'cannot be computed') : figureText(value, of),
    href: reportHref('measure-rows', { ...query, ...asked, from, to }),
  };
}
