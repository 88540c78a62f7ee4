import type { ComponentChildren } from 'preact';
import { useLocation } from 'preact-iso';
import { DataTable } from '../components/DataTable.tsx';
import { Figures } from '../components/Figures.tsx';
import { Notice } from '../components/Notice.tsx';
import { PeriodBar } from '../components/PeriodBar.tsx';
import { PrintHead } from '../components/PrintHead.tsx';
import { ReportCharts } from '../components/ReportCharts.tsx';
import { AskedAndKnown, Definition } from '../components/ReportHeading.tsx';
import { useTitle } from '../components/use-title.ts';
import type { FigureGroup, ReportPage, Shown } from '../pages/report-page.ts';
import { REPORT_PAGES } from '../pages/report-pages.ts';
import { SaveView } from '../saved-views/SaveView.tsx';
import { overviewComparison } from '../state/compare.ts';
import { problemWords } from '../state/problem-words.ts';
import { type AddressQuery, MOST_ROWS, questionOf, reportHref } from '../state/report-query.ts';
import { shownOf } from '../state/shown.ts';
import { useReport } from '../state/use-report.ts';

const FIRST_ROWS = 5;
const ACTIVITY = 'collector-activity';

/** The measures first; then cash by what came before it, what is open, what the work brought beyond what would have come anyway, and what nobody touched. Everything opens down to its rows. */
export function OverviewView() {
  const { query, url } = useLocation();
  useTitle('Overview');
  const { from, to, knownAt, compare } = query;
  const period: AddressQuery = { from, to, knownAt };
  const day: AddressQuery = { asOf: to, knownAt };
  const { data } = useReport({ name: ACTIVITY, question: questionOf(period), offset: 0, limit: MOST_ROWS });
  return (
    <main id="content">
      <h1>Overview</h1>
      <PeriodBar query={{ ...period, compare }} shown={data} />
      <PrintHead query={period} />
      <SaveView address={url} />
      <Part name="kpis" query={{ ...period, compare: overviewComparison(query) }} rows={1} />
      <Part name="payment-classes" query={period} rows={MOST_ROWS} />
      <Part name="ageing" query={day} rows={1} />
      <Part name="excess-cash" query={period} rows={MOST_ROWS} />
      <Part name={ACTIVITY} query={period} rows={MOST_ROWS} />
      <Part name="untouched-payments" query={{ ...period, sort: '-amount' }} rows={FIRST_ROWS} isTable />
      <Part name="untouched-past-due" query={day} rows={FIRST_ROWS} isTable />
    </main>
  );
}

interface PartProps {
  readonly name: string;
  readonly query: AddressQuery;
  readonly rows: number;
  readonly isTable?: boolean;
}

function Part({ name, query, rows, isTable = false }: PartProps) {
  const page = REPORT_PAGES.find((each) => each.name === name);
  const { data, error, refetch } = useReport({ name, question: questionOf(query), offset: 0, limit: rows });
  if (page === undefined) return null;
  return (
    <section class="part" aria-label={page.title} aria-busy={data === undefined && error === null}>
      <PartHead page={page} query={query} />
      {error !== null && (
        <Notice title="This part could not be had." onRetry={refetch}>
          {problemWords(error)}
        </Notice>
      )}
      {data === undefined && error === null && <div class="skeleton tall" role="status" aria-label="Loading" />}
      {data !== undefined && <PartBody page={page} shown={shownOf(data, query)} isTable={isTable} />}
    </section>
  );
}

function PartHead({ page, query }: { page: ReportPage; query: AddressQuery }): ComponentChildren {
  return (
    <div class="part-head">
      <h2>{page.title}</h2>
      <a href={reportHref(page.name, query)}>Open the report</a>
    </div>
  );
}

function PartBody({ page, shown, isTable }: { page: ReportPage; shown: Shown; isTable: boolean }) {
  const { answer } = shown;
  return (
    <>
      <AskedAndKnown answer={answer} />
      <Figures groups={firstFigures(page, shown)} />
      <ReportCharts page={page} shown={shown} isOverview />
      {isTable && answer.rows.length > 0 && (
        <DataTable
          caption={page.title}
          name={page.name}
          columns={page.columns(shown)}
          rows={answer.rows as never[]}
          keyOf={page.keyOf}
          shown={shown}
        />
      )}
      <Definition answer={answer} />
    </>
  );
}

function firstFigures({ figures, firstFigures: labels }: ReportPage, shown: Shown): readonly FigureGroup[] {
  if (labels === undefined) return figures(shown);
  return figures(shown).map((group) => ({
    ...group,
    figures: group.figures.filter(({ label }) => labels.includes(label)),
  }));
}
