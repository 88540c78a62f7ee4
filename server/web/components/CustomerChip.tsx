import type { ReportAnswer } from '#shared/api/reports.ts';
import type { CustomerCell } from '../pages/report-rows.ts';
import { type AddressQuery, reportHref } from '../state/report-query.ts';

interface CustomerChipProps {
  readonly name: string;
  readonly query: AddressQuery;
  readonly answer: ReportAnswer;
}

/** The customer that the report is narrowed to, and the way back to all. */
export function CustomerChip({ name, query, answer }: CustomerChipProps) {
  const row = answer.rows.find(({ customer }) => (customer as CustomerCell | undefined)?.id === query.customer);
  const customer = row?.customer as CustomerCell | undefined;
  return (
    <span class="chip">
      Only {customer?.name ?? 'one customer'}{' '}
      <a href={reportHref(name, { ...query, customer: undefined, page: undefined })}>Show all customers</a>
    </span>
  );
}
