import { CustomerLink, DayCell, MoneyCell } from '../components/Cells.tsx';
import { countText, wordsOf } from '../state/formats.ts';
import { reportHref } from '../state/report-query.ts';
import type { ColumnView, FigureGroup, ReportPage, Shown } from './report-page.ts';
import type { ItemRow, LeftTotalRow } from './report-rows.ts';

export const openItemsPage: ReportPage<ItemRow> = {
  name: 'open-items',
  title: 'Open items one by one',
  group: 'money',
  about: 'day',
  filters: ['bucket', 'customer', 'currency', 'basis', 'buckets', 'owner', 'group'],
  rowsAre: 'items',
  keyOf: ({ itemId }) => itemId,
  columns: (shown) => columns('open-items', shown),
  figures: (shown) => figures('open-items', shown),
};

export const untouchedPastDuePage: ReportPage<ItemRow> = {
  name: 'untouched-past-due',
  title: 'Past due, nobody touched',
  group: 'work',
  about: 'day',
  filters: ['bucket', 'customer', 'currency'],
  rowsAre: 'items',
  keyOf: ({ itemId }) => itemId,
  columns: (shown) => columns('untouched-past-due', shown).filter(({ sort }) => sort !== 'kind' && sort !== 'amount'),
  figures: (shown) => figures('untouched-past-due', shown),
};

function columns(report: string, { query }: Shown): readonly ColumnView<ItemRow>[] {
  return [
    {
      title: 'Customer',
      sort: 'customer.name',
      cell: ({ customer }) => <CustomerLink customer={customer} report={report} query={query} />,
    },
    { title: 'Item', sort: 'number', cell: ({ number }) => number },
    { title: 'Kind', sort: 'kind', cell: ({ kind }) => wordsOf(kind) },
    { title: 'Due', sort: 'dueOn', cell: ({ dueOn }) => <DayCell day={dueOn} /> },
    {
      title: 'Days past due',
      sort: 'daysPastDue',
      isNumber: true,
      cell: ({ daysPastDue }) => (daysPastDue === null ? '' : countText(daysPastDue)),
    },
    { title: 'Bucket', sort: 'bucket', cell: ({ bucket }) => <span class="nowrap">{bucket}</span> },
    { title: 'Amount', sort: 'amount', isNumber: true, cell: ({ amount }) => <MoneyCell amount={amount} /> },
    { title: 'Left', sort: 'left', isNumber: true, cell: ({ left }) => <MoneyCell amount={left} /> },
    {
      title: 'Dispute',
      sort: 'disputeStatus',
      cell: ({ disputeStatus }) => (disputeStatus === 'none' ? '' : wordsOf(disputeStatus)),
    },
  ];
}

function figures(report: string, { answer, asked, query }: Shown): readonly FigureGroup[] {
  const { bucket, customer } = query;
  return (answer.totals as unknown as readonly LeftTotalRow[]).map(({ currency, left, items }) => ({
    title: currency,
    figures: [
      {
        label: 'Left',
        value: <MoneyCell amount={left} href={reportHref(report, { ...asked, bucket, customer, currency })} />,
      },
      { label: 'Items', value: countText(items) },
    ],
  }));
}
