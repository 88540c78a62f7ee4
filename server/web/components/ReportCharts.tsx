import { bucketsOf, openItemsHref } from '../pages/ageing-page.tsx';
import type { ReportPage, Shown } from '../pages/report-page.ts';
import type { AgeingFigures, CollectorRow } from '../pages/report-rows.ts';
import { ActivityChart } from './ActivityChart.tsx';
import { AgeingChart } from './AgeingChart.tsx';

/** The charts of a report, where it has any. */
export function ReportCharts({ page, shown }: { page: ReportPage; shown: Shown }) {
  if (page.name === 'ageing') return <AgeingCharts shown={shown} />;
  if (page.name !== 'collector-activity' || shown.answer.rows.length === 0) return null;
  return <ActivityChart rows={shown.answer.rows as unknown as readonly CollectorRow[]} asked={shown.asked} />;
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
