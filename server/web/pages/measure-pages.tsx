import { ValueCell } from '../components/ValueCell.tsx';
import { keyOf, type MeasureTotal, titleOf as measureTitle, totalsOf } from '../measures/measure-total.ts';
import { figureText } from '../state/figure-words.ts';
import { type PlainRow, plainPage, titleOf } from './plain-page.tsx';
import type { Figure, FigureGroup, ReportPage, Shown } from './report-page.ts';

const FILTERS = ['measure', 'collector', 'team', 'owner', 'currency', 'together', 'buckets'] as const;

/** The measures: their figures are tiles, which `ReportCharts` draws. */
export const kpisPage: ReportPage = {
  name: 'kpis',
  title: 'Key figures',
  group: 'results',
  about: 'period',
  filters: FILTERS,
  rowsAre: 'figures',
  hasTable: false,
  keyOf: (row) => JSON.stringify(row),
  columns: () => [],
  figures: () => [],
};

export const measureRowsPage: ReportPage<PlainRow> = {
  ...plainPage({
    name: 'measure-rows',
    title: 'Rows behind a measure',
    group: 'results',
    about: 'period',
    isReachedByLinks: true,
    filters: FILTERS,
    rowsAre: 'rows',
  }),
  startsAt: { href: '/reports/kpis', words: 'Show all key figures' },
  figures,
};

/** The figure itself with what the rows add up to. */
function figures({ answer }: Shown): readonly FigureGroup[] {
  return totalsOf(answer).map((total) => {
    const { value, currency, inputs, reason = 'The data do not suffice.' } = total;
    const shown = value === null ? <span class="reason">Cannot be computed: {reason}</span> : figureText(value, total);
    return {
      title: currency === undefined ? measureTitle(total) : `${measureTitle(total)}, ${currency}`,
      figures: [{ label: keyOf(total), value: shown }, ...inputFigures(inputs)],
    };
  });
}

/** Lists among the inputs stand with the measure itself. */
function inputFigures(inputs: MeasureTotal['inputs']): Figure[] {
  return Object.entries(inputs)
    .filter(([, value]) => value !== null && !Array.isArray(value))
    .map(([name, value]) => ({ label: titleOf(name), value: <ValueCell value={value} narrowed={null} /> }));
}
