import type { ReportPage, Shown } from '../pages/report-page.ts';
import { type Comparison, earlier } from '../state/compare.ts';
import { problemWords } from '../state/problem-words.ts';
import { questionOf } from '../state/report-query.ts';
import { shownOf } from '../state/shown.ts';
import { useReport } from '../state/use-report.ts';
import { Notice } from './Notice.tsx';
import { PlainTable } from './PlainTable.tsx';
import { AskedAndKnown } from './ReportHeading.tsx';

interface ComparedProps {
  readonly page: ReportPage;
  readonly shown: Shown;
  readonly comparison: Comparison;
}

/** The totals of the answer beside those of an earlier one. */
export function ComparedFigures({ page, shown, comparison }: ComparedProps) {
  const { query, answer } = shown;
  const then = earlier({ ...query, asOf: answer.asOf, from: answer.from, to: answer.to }, comparison);
  const { data, error, refetch } = useReport({
    name: page.name,
    question: questionOf(then ?? {}),
    offset: 0,
    limit: 1,
    isAsked: then !== null,
  });
  if (then === null) return null;
  if (error !== null) {
    return (
      <Notice title="What it is compared with could not be had." onRetry={refetch}>
        {problemWords(error)}
      </Notice>
    );
  }
  if (data === undefined) return <div class="skeleton" role="status" aria-label="Loading" />;
  const before = shownOf(data, then);
  return (
    <section class="part" aria-label="Compared">
      <h2>Compared with</h2>
      <AskedAndKnown answer={data} />
      <ComparedTable page={page} shown={shown} before={before} />
    </section>
  );
}

function ComparedTable({ page, shown, before }: { page: ReportPage; shown: Shown; before: Shown }) {
  const earlierGroups = page.figures(before);
  const groups = page.figures(shown);
  const beforeOf = (title: string, label: string) =>
    earlierGroups.find((group) => group.title === title)?.figures.find((figure) => figure.label === label)?.value;
  return (
    <PlainTable
      caption="Totals beside earlier ones"
      titles={['Of', 'Total', { number: 'Asked' }, { number: 'Compared' }]}
    >
      {groups.flatMap(({ title, figures }) =>
        figures.map(({ label, value }) => (
          <tr key={`${title} ${label}`}>
            <th scope="row">{title}</th>
            <td>{label}</td>
            <td class="number">{value}</td>
            <td class="number">{beforeOf(title, label) ?? <span class="quiet">none</span>}</td>
          </tr>
        )),
      )}
    </PlainTable>
  );
}
