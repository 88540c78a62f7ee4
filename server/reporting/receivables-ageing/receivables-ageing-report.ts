import { BUCKETS_TO_90 } from '#shared/domain/ageing.ts';
import type { CustomerId } from '#shared/domain/ids.ts';
import type { Money } from '#shared/domain/money.ts';
import type { CustomerService } from '../../features/customers/customer-service.ts';
import type { Tenant } from '../../identity/tenant-repository.ts';
import { customerColumns, withCustomers } from '../customer-refs.ts';
import type { Column, Report, ReportBody, ReportQuestion, ReportRow } from '../report.ts';
import { decimalCell } from '../report-csv.ts';
import { receivablesAgeing } from './receivables-ageing-read-model.ts';

/** What is open on a day, by how long it is past due; one row a customer and currency. */
export function ageingReport(customers: CustomerService): Report {
  return {
    name: 'ageing',
    about: 'day',
    filters: ['customer', 'currency'],
    definition,
    run: (question) => run(question, customers),
    lines: (rows) => rows,
    columns: columnsOf,
  };
}

function definition({ buckets }: Tenant) {
  return {
    title: 'Ageing of receivables',
    words: [
      'What is left of an item on a day is its amount, less what was applied to it, adjusted (written off, discounted, withheld, exchange difference) and reversed by then, that day included.',
      'Invoice open is the sum of what is left of debit items: invoices, debit memos, chargebacks, interest and refunds paid out. It is also the sum of the buckets.',
      'A debit item is in the bucket of the days by which its due day has gone by; due today is current.',
      'Unapplied is what is left of payments and credit memos, written as a negative amount.',
      'Net open is invoice open and unapplied together; it is what the ERP calls open.',
      'Currencies are never added.',
    ],
    formula:
      'left = amount − applied − adjusted − reversed; invoice open = Σ buckets; net open = invoice open + unapplied',
    buckets: buckets.map(({ label }) => label),
  };
}

async function run(
  { asOf, position, tenant, filters }: ReportQuestion,
  customers: CustomerService,
): Promise<ReportBody> {
  const { run } = position;
  const { buckets } = tenant;
  const { customer, currency } = filters;
  const { totals, byCustomer } = await receivablesAgeing({
    asOf,
    run,
    buckets,
    customerId: customer as CustomerId,
    currency,
  });
  const rows = await withCustomers(byCustomer, customers, run);
  return { totals: totals as unknown as ReportRow[], rows: rows.sort(inOrder) as unknown as ReportRow[] };
}

interface Ordered {
  readonly customer: { readonly id: string; readonly number: string };
  readonly currency: string;
}

/** By customer number, then currency; two customers of one number by their ids. */
function inOrder(a: Ordered, b: Ordered): number {
  const [left, right] = [a, b].map(({ customer, currency }) => [customer.number, customer.id, currency].join(' '));
  return (left ?? '') < (right ?? '') ? -1 : 1;
}

function columnsOf(rows: readonly ReportRow[]): Column[] {
  const buckets = (rows[0]?.buckets ?? {}) as Record<string, Money>;
  const labels = rows.length === 0 ? BUCKETS_TO_90.map(({ label }) => label) : Object.keys(buckets);
  return [
    ...customerColumns,
    { title: 'Currency', cells: ({ currency }) => String(currency) },
    { title: 'Invoice open', cells: ({ invoiceOpen }) => decimalCell(invoiceOpen) },
    ...labels.map((label) => ({
      title: label,
      cells: (row: ReportRow) => decimalCell((row.buckets as Record<string, Money>)[label]),
    })),
    { title: 'Unapplied', cells: ({ unapplied }) => decimalCell(unapplied) },
    { title: 'Net open', cells: ({ netOpen }) => decimalCell(netOpen) },
  ];
}
