import { useLocation, useRoute } from 'preact-iso';
import { ComparedFigures } from '../components/ComparedFigures.tsx';
import { DataTable } from '../components/DataTable.tsx';
import { Figures } from '../components/Figures.tsx';
import { FilterBar } from '../components/FilterBar.tsx';
import { Notice } from '../components/Notice.tsx';
import { Pager } from '../components/Pager.tsx';
import { PrintHead } from '../components/PrintHead.tsx';
import { ReportCharts } from '../components/ReportCharts.tsx';
import { AskedAndKnown, Definition } from '../components/ReportHeading.tsx';
import { SaveButtons } from '../components/SaveButtons.tsx';
import { useTitle } from '../components/use-title.ts';
import { Waiting } from '../components/Waiting.tsx';
import type { ReportPage, Shown } from '../pages/report-page.ts';
import { REPORT_PAGES } from '../pages/report-pages.ts';
import { SaveView } from '../saved-views/SaveView.tsx';
import { comparisonIn } from '../state/compare.ts';
import { problemWords } from '../state/problem-words.ts';
import { questionOf, reportHref, rowsOf } from '../state/report-query.ts';
import { shownOf } from '../state/shown.ts';
import { useReport } from '../state/use-report.ts';
import { NotFoundView } from './NotFoundView.tsx';

/** One report: its question in the address, its figures, its rows. */
export function ReportView() {
  const { params } = useRoute();
  const page = REPORT_PAGES.find(({ name }) => name === params.name);
  return page === undefined ? <NotFoundView /> : <OneReport key={page.name} page={page} />;
}

function OneReport({ page }: { page: ReportPage }) {
  const { query, url } = useLocation();
  useTitle(page.title);
  const question = questionOf(query);
  const start = page.startsAt ?? { href: reportHref(page.name), words: 'Show it without filters' };
  const { data, error, refetch, isFetching } = useReport({ name: page.name, question, ...rowsOf(query) });
  return (
    <main id="content" aria-busy={isFetching}>
      <h1>{data?.definition.title ?? page.title}</h1>
      {error !== null && (
        <Notice title="The report could not be had." onRetry={refetch}>
          {problemWords(error)} <a href={start.href}>{start.words}</a>
        </Notice>
      )}
      {data === undefined && error === null && <Waiting />}
      {data !== undefined && error === null && <Answered page={page} shown={shownOf(data, query)} address={url} />}
    </main>
  );
}

function Answered({ page, shown, address }: { page: ReportPage; shown: Shown; address: string }) {
  const { answer, query } = shown;
  const comparison = comparisonIn(query);
  return (
    <>
      <AskedAndKnown answer={answer} />
      <PrintHead query={query} />
      <FilterBar page={page} shown={shown} />
      <SaveView address={address} />
      <Figures groups={page.figures(shown)} />
      {comparison !== null && page.name !== 'kpis' && (
        <ComparedFigures page={page} shown={shown} comparison={comparison} />
      )}
      <ReportCharts page={page} shown={shown} />
      <Definition answer={answer} />
      <div class="over-table">
        {page.hasTable !== false && (
          <Pager
            name={page.name}
            query={query}
            rowCount={answer.rowCount}
            shownRows={answer.rows.length}
            rowsAre={page.rowsAre}
          />
        )}
        <SaveButtons name={page.name} question={questionOf(query)} />
      </div>
      <Rows page={page} shown={shown} />
    </>
  );
}

function Rows({ page, shown }: { page: ReportPage; shown: Shown }) {
  const { answer } = shown;
  const { name, unfold, isPart } = page;
  const rows = unfold === undefined ? answer.rows : answer.rows.flatMap((row) => [...unfold(row as never)]);
  if (rows.length === 0 || page.hasTable === false) return null;
  return (
    <DataTable
      caption={answer.definition.title}
      name={name}
      columns={page.columns(shown)}
      rows={rows as never[]}
      keyOf={page.keyOf}
      isPart={isPart}
      shown={shown}
    />
  );
}
