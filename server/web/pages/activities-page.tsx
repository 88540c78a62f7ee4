import { CountCell, CustomerLink, DayCell } from '../components/Cells.tsx';
import { wordsOf } from '../state/formats.ts';
import type { ReportPage } from './report-page.ts';
import type { ActivityRow } from './report-rows.ts';

export const activitiesPage: ReportPage<ActivityRow> = {
  name: 'activities',
  title: 'Activities one by one',
  group: 'work',
  about: 'period',
  filters: ['collector', 'code', 'reach', 'delivery', 'customer'],
  rowsAre: 'activities',
  keyOf: ({ id }) => id,
  columns: ({ query }) => [
    { title: 'Day', sort: 'occurredAt', cell: ({ on }) => <DayCell day={on} /> },
    { title: 'Collector', sort: 'collector.name', cell: ({ collector }) => collector.name },
    { title: 'Code', sort: 'label', cell: ({ label }) => label },
    { title: 'Outcome', sort: 'outcome', cell: ({ outcome }) => wordsOf(outcome ?? '') },
    { title: 'Delivery', sort: 'delivery', cell: ({ delivery }) => wordsOf(delivery ?? '') },
    {
      title: 'Customer',
      sort: 'customer.name',
      cell: ({ customer }) => <CustomerLink customer={customer} report="activities" query={query} />,
    },
    { title: 'Items', sort: null, cell: ({ itemNumbers }) => itemNumbers.join(', ') },
  ],
  figures: ({ answer }) => [
    { title: 'All', figures: [{ label: 'Activities', value: <CountCell count={answer.rowCount} /> }] },
  ],
};
