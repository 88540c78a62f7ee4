import { CustomerLink, MoneyCell } from '../components/Cells.tsx';
import { reportHref } from '../state/report-query.ts';
import type { ColumnView, FigureGroup, ReportPage, Shown } from './report-page.ts';
import type { AgeingFigures, AgeingRow } from './report-rows.ts';

export const ageingPage: ReportPage<AgeingRow> = {
  name: 'ageing',
  title: 'Ageing of receivables',
  about: 'day',
  filters: ['customer', 'currency'],
  rowsAre: 'customers and currencies',
  keyOf: ({ customer, currency }) => `${customer.id} ${currency}`,
  columns,
  figures,
};

/** The labels of the tenant's buckets, in their order. */
export function bucketsOf({ answer }: Pick<Shown, 'answer'>): readonly string[] {
  const { buckets } = answer.definition as { buckets?: readonly string[] };
  return buckets ?? [];
}

function columns(shown: Shown): readonly ColumnView<AgeingRow>[] {
  const { asked, query } = shown;
  const items = ({ customer, currency }: AgeingRow, bucket?: string) =>
    reportHref('open-items', { ...asked, customer: customer.id, currency, bucket });
  return [
    {
      title: 'Customer',
      sort: 'customer.name',
      cell: ({ customer }) => <CustomerLink customer={customer} report="ageing" query={query} />,
    },
    { title: 'Currency', sort: 'currency', cell: ({ currency }) => currency },
    ...bucketsOf(shown).map((bucket) => ({
      title: bucket,
      sort: `buckets.${bucket}`,
      isNumber: true,
      cell: (row: AgeingRow) => {
        const amount = row.buckets[bucket];
        return amount === undefined ? null : <MoneyCell amount={amount} href={items(row, bucket)} />;
      },
    })),
    {
      title: 'Unapplied',
      sort: 'unapplied',
      isNumber: true,
      cell: (row) => <MoneyCell amount={row.unapplied} href={items(row, 'unapplied')} />,
    },
    {
      title: 'Net open',
      sort: 'netOpen',
      isNumber: true,
      cell: (row) => <MoneyCell amount={row.netOpen} href={items(row)} />,
    },
  ];
}

function figures({ answer, asked, query }: Shown): readonly FigureGroup[] {
  const items = (currency: string, bucket?: string) =>
    reportHref('open-items', { ...asked, customer: query.customer, currency, bucket });
  return (answer.totals as unknown as readonly AgeingFigures[]).map(
    ({ currency, invoiceOpen, unapplied, netOpen }) => ({
      title: currency,
      figures: [
        { label: 'Net open', value: <MoneyCell amount={netOpen} href={items(currency)} /> },
        { label: 'Invoice open, the sum of the buckets', value: <MoneyCell amount={invoiceOpen} /> },
        { label: 'Unapplied', value: <MoneyCell amount={unapplied} href={items(currency, 'unapplied')} /> },
      ],
    }),
  );
}
