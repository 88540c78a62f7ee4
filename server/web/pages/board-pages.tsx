import type { BoardLine } from '#shared/api/my-figures.ts';
import { CountCell, MoneyCell, MoneyList } from '../components/Cells.tsx';
import { type AddressQuery, reportHref } from '../state/report-query.ts';
import { plainPage } from './plain-page.tsx';
import type { ColumnView, FigureGroup, ReportPage, Shown } from './report-page.ts';
import type { ExcessLine } from './report-rows.ts';

export const collectorsBoardPage: ReportPage<BoardLine> = {
  name: 'collectors-board',
  title: 'Collectors’ board',
  group: 'work',
  about: 'period',
  filters: ['team', 'collector', 'currency'],
  rowsAre: 'collectors',
  keyOf: ({ collector }) => collector.id,
  columns,
  figures,
};

/** The lines of the board as the chart of excess draws them. */
export function boardExcess({ answer, asked }: Shown): ExcessLine[] {
  const lines = answer.rows as unknown as readonly BoardLine[];
  return lines.flatMap(({ collector, excess }) =>
    excess.map((one): ExcessLine => {
      const { currency } = one.excess;
      const href = reportHref('excess-episodes', { ...asked, collector: collector.id, currency });
      return { ...one, group: collector.id, label: collector.name, currency, href };
    }),
  );
}

type HrefOf = (report: string, line: BoardLine, narrowed?: AddressQuery) => string;

function columns({ asked }: Shown): readonly ColumnView<BoardLine>[] {
  const href: HrefOf = (report, { collector }, narrowed) =>
    reportHref(report, { ...asked, collector: collector.id, ...narrowed });
  return [
    { title: 'Collector', sort: 'collector.name', cell: ({ collector }) => <strong>{collector.name}</strong> },
    counted(
      'Touches',
      'touches',
      ({ touches }) => touches,
      (line) => href('touches', line),
    ),
    counted('Customers', 'customers', ({ customers }) => customers),
    counted('Right-party contacts', 'rightPartyContacts', ({ rightPartyContacts }) => rightPartyContacts),
    counted('Automatic, apart', 'automatic', ({ automatic }) => automatic),
    ...promiseColumns(href),
    ...moneyColumns(href),
  ];
}

const PROMISE_COLUMNS = [
  ['Promises fallen due', 'fellDue', undefined],
  ['Kept', 'kept', 'kept'],
  ['Partly kept', 'partlyKept', 'partly_kept'],
  ['Broken', 'broken', 'broken'],
  ['Moved', 'moved', 'moved'],
] as const;

function promiseColumns(href: HrefOf): readonly ColumnView<BoardLine>[] {
  return PROMISE_COLUMNS.map(([title, field, promiseState]) =>
    counted(
      title,
      `promises.${field}`,
      ({ promises }) => promises[field],
      (line) => href('settled-promises', line, { promiseState }),
    ),
  );
}

function moneyColumns(href: HrefOf): readonly ColumnView<BoardLine>[] {
  return [
    {
      title: 'Promised and came in time',
      sort: 'promisedKept',
      isNumber: true,
      cell: (line) => (
        <MoneyList amounts={line.promisedKept} href={(currency) => href('settled-promises', line, { currency })} />
      ),
    },
    {
      title: 'Touched, not caused',
      sort: 'touched',
      isNumber: true,
      cell: (line) => (
        <MoneyList amounts={line.touched} href={(currency) => href('cash-by-touch', line, { currency })} />
      ),
    },
    {
      title: 'Excess cash (its interval is in the chart)',
      sort: null,
      isNumber: true,
      cell: (line) => <Excess line={line} href={href} />,
    },
  ];
}

function counted(
  title: string,
  sort: string,
  count: (line: BoardLine) => number,
  href?: (line: BoardLine) => string,
): ColumnView<BoardLine> {
  return { title, sort, isNumber: true, cell: (line) => <CountCell count={count(line)} href={href?.(line)} /> };
}

function Excess({ line, href }: { line: BoardLine; href: HrefOf }) {
  const { excess } = line;
  if (excess.length === 0) return <span class="quiet">cannot be told</span>;
  return (
    <>
      {excess.map(({ excess: amount, isTold }) => (
        <div key={amount.currency} class="nowrap">
          <MoneyCell amount={amount} href={href('excess-episodes', line, { currency: amount.currency })} />
          {!isTold && <span class="quiet"> · luck?</span>}
        </div>
      ))}
    </>
  );
}

function figures({ answer, asked, query: { collector, team } }: Shown): readonly FigureGroup[] {
  const [total] = answer.totals as unknown as readonly Omit<BoardLine, 'collector' | 'excess'>[];
  if (total === undefined) return [];
  const { touches, customers, rightPartyContacts, automatic, promises } = total;
  return [
    {
      title: 'All',
      figures: [
        {
          label: 'Touches',
          value: <CountCell count={touches} href={reportHref('touches', { ...asked, collector, team })} />,
        },
        { label: 'Customers', value: <CountCell count={customers} /> },
        { label: 'Right-party contacts', value: <CountCell count={rightPartyContacts} /> },
        { label: 'Automatic, apart', value: <CountCell count={automatic} /> },
        { label: 'Promises kept of those fallen due', value: `${promises.kept} of ${promises.fellDue}` },
      ],
    },
  ];
}

export const touchesPage = plainPage({
  name: 'touches',
  title: 'Touches one by one',
  group: 'work',
  about: 'period',
  filters: ['collector', 'team', 'customer', 'owner'],
  isReachedByLinks: true,
  rowsAre: 'touches',
  titles: { on: 'Day', labels: 'Codes', isRightParty: 'Right-party contact' },
});

export const cashByTouchPage = plainPage({
  name: 'cash-by-touch',
  title: 'Cash, and who touched it by hand',
  group: 'work',
  about: 'period',
  filters: ['collector', 'team', 'touched', 'customer', 'owner', 'currency'],
  isReachedByLinks: true,
  rowsAre: 'parts of payments',
  titles: { paymentNumber: 'Payment', itemNumber: 'Applied to', lastTouchOn: 'Last touch' },
});

export const neglectedCustomersPage = plainPage({
  name: 'neglected-customers',
  title: 'Neglected customers',
  group: 'work',
  about: 'day',
  filters: ['customer', 'owner', 'currency'],
  rowsAre: 'customers',
  titles: { oldestDueOn: 'Oldest due', lastTouchOn: 'Last touch' },
});

/** The week’s lines as a table and file; the talk has a page of its own. */
export const weeklyReviewPage = plainPage({
  name: 'weekly-review',
  title: 'Weekly review, line by line',
  group: 'work',
  about: 'period',
  filters: ['team', 'collector'],
  isReachedByLinks: true,
  rowsAre: 'lines',
  titles: { title: 'Finding', says: 'Why' },
  hidden: ['finding', 'figures', 'examples', 'opens'],
});
