import { useLocation, useRoute } from 'preact-iso';
import type { ReportAnswer } from '#shared/api/reports.ts';
import { CsvButton } from '../components/CsvButton.tsx';
import { DataTable } from '../components/DataTable.tsx';
import { Figures } from '../components/Figures.tsx';
import { FilterBar } from '../components/FilterBar.tsx';
import { Notice } from '../components/Notice.tsx';
import { Pager } from '../components/Pager.tsx';
import { ReportCharts } from '../components/ReportCharts.tsx';
import { AskedAndKnown, Definition } from '../components/ReportHeading.tsx';
import { useTitle } from '../components/use-title.ts';
import { Waiting } from '../components/Waiting.tsx';
import type { ReportPage, Shown } from '../pages/report-page.ts';
import { REPORT_PAGES } from '../pages/report-pages.ts';
import { problemWords } from '../state/problem-words.ts';
import { type AddressQuery, questionOf, reportHref, rowsOf } from '../state/report-query.ts';
import { useReport } from '../state/use-report.ts';
import { NotFoundView } from './NotFoundView.tsx';

/** One report: its question in the address, its figures, its rows. */
export function ReportView() {
  const { params } = useRoute();
  const page = REPORT_PAGES.find(({ name }) => name === params.name);
  return page === undefined ? <NotFoundView /> : <OneReport key={page.name} page={page} />;
}

function OneReport({ page }: { page: ReportPage }) {
  const { query } = useLocation();
  useTitle(page.title);
  const question = questionOf(query);
  const { data, error, refetch, isFetching } = useReport({ name: page.name, question, ...rowsOf(query) });
  return (
    <main id="content" aria-busy={isFetching}>
      <h1>{data?.definition.title ?? page.title}</h1>
      {error !== null && (
        <Notice title="The report could not be had." onRetry={refetch}>
          {problemWords(error)} <a href={reportHref(page.name)}>Show it without filters</a>
        </Notice>
      )}
      {data === undefined && error === null && <Waiting />}
      {data !== undefined && error === null && <Answered page={page} shown={shownOf(data, query)} />}
    </main>
  );
}

function Answered({ page, shown }: { page: ReportPage; shown: Shown }) {
  const { answer, query } = shown;
  const { name, unfold, isPart } = page;
  const rows = unfold === undefined ? answer.rows : answer.rows.flatMap((row) => [...unfold(row as never)]);
  return (
    <>
      <AskedAndKnown answer={answer} />
      <FilterBar page={page} shown={shown} />
      <Figures groups={page.figures(shown)} />
      <ReportCharts page={page} shown={shown} />
      <Definition answer={answer} />
      <div class="over-table">
        <Pager
          name={name}
          query={query}
          rowCount={answer.rowCount}
          shownRows={answer.rows.length}
          rowsAre={page.rowsAre}
        />
        <CsvButton name={name} question={questionOf(query)} />
      </div>
      {rows.length > 0 && (
        <DataTable
          caption={answer.definition.title}
          name={name}
          columns={page.columns(shown)}
          rows={rows as never[]}
          keyOf={page.keyOf}
          isPart={isPart}
          shown={shown}
        />
      )}
    </>
  );
}

/** An answer with what its address asked, for cells and links. */
export function shownOf(answer: ReportAnswer, query: AddressQuery): Shown {
  const { asOf, from, to } = answer;
  return { answer, query, asked: { ...(asOf === undefined ? { from, to } : { asOf }), knownAt: query.knownAt } };
}
