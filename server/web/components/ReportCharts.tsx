import { MeasureHistory } from '../measures/MeasureHistory.tsx';
import { MeasuresOf } from '../measures/MeasuresOf.tsx';
import { isHeadline } from '../measures/measure-total.ts';
import { bucketsOf, openItemsHref } from '../pages/ageing-page.tsx';
import { boardExcess } from '../pages/board-pages.tsx';
import { excessLines } from '../pages/effect-pages.tsx';
import type { ReportPage, Shown } from '../pages/report-page.ts';
import type { AgeingFigures, CollectorRow } from '../pages/report-rows.ts';
import { comparisonIn } from '../state/compare.ts';
import { ActivityChart } from './ActivityChart.tsx';
import { AgeingChart } from './AgeingChart.tsx';
import { CalibrationChart } from './CalibrationChart.tsx';
import { ClassCharts } from './ClassChart.tsx';
import { ExcessCharts } from './ExcessChart.tsx';

interface ReportChartsProps {
  readonly page: ReportPage;
  readonly shown: Shown;
  /** Where only what matters first is shown. */
  readonly isOverview?: boolean;
}

/** The charts of a report, where it has any. */
export function ReportCharts({ page, shown, isOverview = false }: ReportChartsProps) {
  const { answer, query, asked } = shown;
  switch (page.name) {
    case 'kpis': {
      const narrowed = isOverview ? { isShown: isHeadline } : {};
      return <MeasuresOf answer={answer} query={query} asked={asked} comparison={comparisonIn(query)} {...narrowed} />;
    }
    case 'measure-rows':
      return <MeasureHistory shown={shown} />;
    case 'ageing':
      return <AgeingCharts shown={shown} />;
    case 'payment-classes':
      return <ClassCharts shown={shown} />;
    case 'excess-cash':
      return <ExcessCharts rows={excessLines(shown)} />;
    case 'collectors-board':
      return <ExcessCharts rows={boardExcess(shown)} />;
    case 'baseline-calibration':
      return <CalibrationChart shown={shown} />;
    case 'collector-activity':
      return answer.rows.length === 0 ? null : (
        <ActivityChart rows={answer.rows as unknown as readonly CollectorRow[]} asked={asked} />
      );
    default:
      return null;
  }
}

/** One chart a currency. */
function AgeingCharts({ shown }: { shown: Shown }) {
  const { answer } = shown;
  const totals = answer.totals as unknown as readonly AgeingFigures[];
  return (
    <div class="charts">
      {totals.map((ageing) => (
        <AgeingChart
          key={ageing.currency}
          ageing={ageing}
          buckets={bucketsOf(shown)}
          hrefOf={(bucket) => openItemsHref(shown, { currency: ageing.currency, bucket })}
        />
      ))}
    </div>
  );
}
