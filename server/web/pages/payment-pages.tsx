import { CustomerLink, DayCell, MoneyCell } from '../components/Cells.tsx';
import { TrailEvents } from '../components/TrailEvents.tsx';
import { wordsOf } from '../state/formats.ts';
import { reportHref } from '../state/report-query.ts';
import type { ColumnView, FigureGroup, ReportPage, Shown } from './report-page.ts';
import type { CashTotalRow, TrailRow } from './report-rows.ts';

const BEFORE_IT: readonly ColumnView<TrailRow>[] = [
  { title: 'Class', sort: 'class', cell: (row) => wordsOf(row.class) },
  { title: 'Before it', sort: null, cell: ({ events }) => <TrailEvents events={events} /> },
];

export const paymentTrailPage: ReportPage<TrailRow> = {
  name: 'payment-trail',
  title: 'Payments, and what came before',
  group: 'money',
  about: 'period',
  filters: ['collector', 'code', 'paymentClass', 'touched', 'customer', 'currency', 'owner'],
  rowsAre: 'parts of payments',
  keyOf,
  columns: (shown) => [...columns('payment-trail', shown), ...BEFORE_IT],
  figures,
};

export const untouchedPaymentsPage: ReportPage<TrailRow> = {
  name: 'untouched-payments',
  title: 'Payments nobody touched',
  group: 'money',
  about: 'period',
  filters: ['customer', 'currency', 'owner'],
  rowsAre: 'parts of payments',
  keyOf,
  columns: (shown) => columns('untouched-payments', shown),
  figures: ({ answer, asked, query }) =>
    (answer.totals as unknown as readonly CashTotalRow[]).map(({ currency, untouched }) => {
      const href = reportHref('untouched-payments', { ...asked, customer: query.customer, currency });
      return {
        title: currency,
        figures: [{ label: 'Touched by nobody', value: <MoneyCell amount={untouched} href={href} /> }],
      };
    }),
};

function keyOf({ paymentNumber, customer, itemId, valueDate }: TrailRow): string {
  return [valueDate, customer.id, paymentNumber, itemId ?? ''].join(' ');
}

function columns(report: string, { query }: Shown): readonly ColumnView<TrailRow>[] {
  return [
    { title: 'Value date', sort: 'valueDate', cell: ({ valueDate }) => <DayCell day={valueDate} /> },
    { title: 'Payment', sort: 'paymentNumber', cell: ({ paymentNumber }) => paymentNumber },
    {
      title: 'Customer',
      sort: 'customer.name',
      cell: ({ customer }) => <CustomerLink customer={customer} report={report} query={query} />,
    },
    {
      title: 'Applied to',
      sort: 'itemNumber',
      cell: ({ itemId, itemNumber }) => (itemId === null ? <span class="quiet">not applied</span> : itemNumber),
    },
    { title: 'Amount', sort: 'amount', isNumber: true, cell: ({ amount }) => <MoneyCell amount={amount} /> },
  ];
}

function figures({ answer }: Shown): readonly FigureGroup[] {
  return (answer.totals as unknown as readonly CashTotalRow[]).map(({ currency, cash, touched, untouched }) => ({
    title: currency,
    figures: [
      { label: 'All of these rows', value: <MoneyCell amount={cash} /> },
      { label: 'Touched by anybody', value: <MoneyCell amount={touched} /> },
      { label: 'Touched by nobody', value: <MoneyCell amount={untouched} /> },
    ],
  }));
}
