import { CustomerLink, MoneyCell, MoneyList } from '../components/Cells.tsx';
import { shareText } from '../state/formats.ts';
import { reportHref } from '../state/report-query.ts';
import type { ColumnView, FigureGroup, ReportPage, Shown } from './report-page.ts';
import type { ExposureRow, ExposureTotalRow } from './report-rows.ts';

export const creditExposurePage: ReportPage<ExposureRow> = {
  name: 'credit-exposure',
  title: 'Exposure against the credit limit',
  group: 'money',
  about: 'day',
  filters: ['customer', 'currency', 'owner', 'group'],
  rowsAre: 'customers with a limit',
  keyOf: ({ customer }) => customer.id,
  columns,
  figures,
};

function columns({ asked, query }: Shown): readonly ColumnView<ExposureRow>[] {
  const items = ({ customer }: ExposureRow, currency?: string) =>
    reportHref('open-items', { ...asked, customer: customer.id, currency });
  return [
    {
      title: 'Customer',
      sort: 'customer.name',
      cell: ({ customer }) => <CustomerLink customer={customer} report="credit-exposure" query={query} />,
    },
    { title: 'Collector', sort: 'owner', cell: ({ owner }) => owner || 'nobody' },
    { title: 'Limit', sort: 'limit', isNumber: true, cell: ({ limit }) => <MoneyCell amount={limit} /> },
    {
      title: 'Exposure',
      sort: 'exposure',
      isNumber: true,
      cell: (row) => <MoneyCell amount={row.exposure} href={items(row)} />,
    },
    {
      title: 'At dated rates',
      sort: 'atDatedRates',
      isNumber: true,
      cell: ({ atDatedRates }) => <MoneyCell amount={atDatedRates} />,
    },
    { title: 'Free', sort: 'free', isNumber: true, cell: ({ free }) => <MoneyCell amount={free} /> },
    {
      title: 'Used',
      sort: 'used',
      isNumber: true,
      cell: ({ exposure, limit }) =>
        limit.minor === 0 ? 'no limit above 0' : <span class="amount">{shareText(exposure.minor, limit.minor)}</span>,
    },
    {
      title: 'Beside, without a rate',
      sort: null,
      cell: (row) => <MoneyList amounts={row.withoutRate} href={(currency) => items(row, currency)} />,
    },
  ];
}

function figures({ answer }: Shown): readonly FigureGroup[] {
  return (answer.totals as unknown as readonly ExposureTotalRow[]).map(
    ({ currency, limit, exposure, customers, exceeded }) => ({
      title: currency,
      figures: [
        { label: 'Exposure', value: <MoneyCell amount={exposure} /> },
        { label: 'Limits together', value: <MoneyCell amount={limit} /> },
        { label: 'Customers beyond their limit', value: `${exceeded} of ${customers}` },
      ],
    }),
  );
}
