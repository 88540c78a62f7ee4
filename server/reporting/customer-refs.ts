import type { CustomerId } from '#shared/domain/ids.ts';
import type { CustomerService } from '../features/customers/customer-service.ts';
import type { ReportRow } from './report.ts';

/** Puts the customer, as the ledger names it at a run, in the place of its id. */
export async function withCustomers<R extends { readonly customerId: string }>(
  rows: readonly R[],
  customers: CustomerService,
  run: number,
): Promise<(Omit<R, 'customerId'> & { customer: { id: string; number: string; name: string } })[]> {
  const ids = [...new Set(rows.map(({ customerId }) => customerId as CustomerId))];
  const known = new Map((await customers.findByIds(ids, run)).map((customer) => [customer.id as string, customer]));
  return rows.map(({ customerId: id, ...row }) => {
    const { number = '', name = '' } = known.get(id) ?? {};
    return { ...row, customer: { id, number, name } };
  });
}

/** The cell of a customer's number, and that of its name. */
export const customerColumns = [
  { title: 'Customer', cells: (row: ReportRow) => (row.customer as { number: string }).number },
  { title: 'Customer name', cells: (row: ReportRow) => (row.customer as { name: string }).name },
];
