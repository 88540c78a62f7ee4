import { CountCell, CustomerLink, MoneyCell } from '../components/Cells.tsx';
import { type AddressQuery, reportHref } from '../state/report-query.ts';
import type { ColumnView, FigureGroup, ReportPage, Shown } from './report-page.ts';
import type { AgeingFigures, AgeingRow } from './report-rows.ts';

export const ageingPage: ReportPage<AgeingRow> = {
  name: 'ageing',
  title: 'Ageing of receivables',
  group: 'money',
  about: 'day',
  filters: ['customer', 'currency', 'by', 'basis', 'buckets', 'owner', 'group'],
  groupings: ['customer', 'parent', 'collector', 'currency'],
  rowsAre: 'rows',
  keyOf: ({ customer, owner, currency }) => `${customer?.id ?? owner ?? ''} ${currency}`,
  columns,
  figures,
};

/** The labels of the tenant's buckets, in their order. */
export function bucketsOf({ answer }: Pick<Shown, 'answer'>): readonly string[] {
  const { buckets } = answer.definition as { buckets?: readonly string[] };
  return buckets ?? [];
}

/** The address of the items that a figure is made of. */
export function openItemsHref({ asked, query }: Pick<Shown, 'asked' | 'query'>, narrowed: AddressQuery): string {
  const { customer, owner, group, basis, buckets } = query;
  return reportHref('open-items', { ...asked, customer, owner, group, basis, buckets, ...narrowed });
}

/** What a row is of, as the items are narrowed to it. */
function narrowedTo({ customer, owner, customerCount }: AgeingRow): AddressQuery {
  if (owner !== undefined) return { owner: owner || 'none' };
  if (customer === undefined) return {};
  return customerCount === undefined ? { customer: customer.id } : { group: customer.id };
}

function columns(shown: Shown): readonly ColumnView<AgeingRow>[] {
  const items = (row: AgeingRow, bucket?: string) =>
    openItemsHref(shown, { ...narrowedTo(row), currency: row.currency, bucket });
  return [
    ...keyColumns(shown),
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

/** What the rows are gathered by. */
function keyColumns({ query }: Shown): readonly ColumnView<AgeingRow>[] {
  const count: ColumnView<AgeingRow> = {
    title: 'Customers',
    sort: 'customerCount',
    isNumber: true,
    cell: ({ customerCount = 1 }) => <CountCell count={customerCount} />,
  };
  if (query.by === 'currency') return [count];
  if (query.by === 'collector') {
    return [{ title: 'Collector', sort: 'owner', cell: ({ owner }) => owner || 'nobody' }, count];
  }
  const customer: ColumnView<AgeingRow> = {
    title: query.by === 'parent' ? 'Parent' : 'Customer',
    sort: 'customer.name',
    cell: (row) => row.customer && <CustomerCell row={row} query={query} />,
  };
  return query.by === 'parent' ? [customer, count] : [customer];
}

/** A customer narrows the report to itself, a parent opens to the customers of its group. */
function CustomerCell({ row, query }: { row: AgeingRow; query: AddressQuery }) {
  const { customer, customerCount } = row;
  if (customer === undefined) return null;
  if (customerCount === undefined) return <CustomerLink customer={customer} report="ageing" query={query} />;
  const href = reportHref('ageing', { ...query, by: undefined, group: customer.id, page: undefined });
  return (
    <>
      <a href={href}>{customer.name || customer.number}</a> <span class="quiet nowrap">{customer.number}</span>
    </>
  );
}

function figures(shown: Shown): readonly FigureGroup[] {
  const { answer } = shown;
  const items = (currency: string, bucket?: string) => openItemsHref(shown, { currency, bucket });
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
