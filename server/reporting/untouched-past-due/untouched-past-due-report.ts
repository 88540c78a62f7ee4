import { addDays } from '#shared/domain/calendar-date.ts';
import type { Money } from '#shared/domain/money.ts';
import { isDebit } from '#shared/domain/open-item.ts';
import type { CustomerService } from '../../features/customers/customer-service.ts';
import type { ReceivablesReadModel } from '../../features/receivables/receivables-read-model.ts';
import { customerColumns, withCustomers } from '../customer-refs.ts';
import type { Report, ReportBody, ReportQuestion, ReportRow } from '../report.ts';
import { decimalCell } from '../report-csv.ts';
import { loggedActivities } from '../touched-cash/logged-activities-read-model.ts';
import { byCurrency } from '../touched-cash/money-by-currency.ts';
import { type UntouchedItem, untouchedPastDue } from './untouched-past-due.ts';

export interface UntouchedPastDueSources {
  readonly customers: CustomerService;
  readonly receivables: ReceivablesReadModel;
}

/** The past-due items that nobody has touched since they fell due. */
export function untouchedPastDueReport(sources: UntouchedPastDueSources): Report {
  return {
    name: 'untouched-past-due',
    about: 'day',
    filters: ['bucket', 'customer', 'currency'],
    definition: () => ({
      title: 'Past due, and touched by nobody',
      words: [
        'Debit items of which something is left on the day asked about and whose due day has gone by.',
        'Touched by nobody: no attempt or contact after the due day, up to the day asked about, names the item, or its customer without naming items. Notes, and messages that failed or bounced, touch nobody.',
        'Oldest due first. Currencies are never added.',
      ],
    }),
    run: (question) => run(question, sources),
    lines: (rows) => rows,
    columns: [
      ...customerColumns,
      { title: 'Item', cells: ({ number }) => String(number) },
      { title: 'Due', cells: ({ dueOn }) => String(dueOn) },
      { title: 'Days past due', cells: ({ daysPastDue }) => Number(daysPastDue) },
      { title: 'Bucket', cells: ({ bucket }) => String(bucket) },
      { title: 'Left', cells: ({ left }) => decimalCell(left) },
      { title: 'Currency', cells: ({ left }) => (left as Money).currency },
      { title: 'Dispute', cells: ({ disputeStatus }) => String(disputeStatus) },
    ],
  };
}

async function run(question: ReportQuestion, { customers, receivables }: UntouchedPastDueSources): Promise<ReportBody> {
  const { asOf, position, knownAt, tenant, filters } = question;
  const items = await receivables.openItems(asOf, position);
  const pastDue = items.filter(({ kind, dueOn }) => isDebit(kind) && dueOn < asOf);
  const from = addDays(pastDue[0]?.dueOn ?? asOf, 1);
  const customerIds = [...new Set(pastDue.map(({ customerId }) => customerId))];
  const activities = await loggedActivities({ from, to: asOf, knownAt, customerIds });
  const untouched = untouchedPastDue(pastDue, activities, { asOf, buckets: tenant.buckets });
  const kept = untouched.filter((item) => fits(item, filters));
  const totals = byCurrency(kept.map(({ left }) => left)).map((left) => ({
    currency: left.currency,
    left,
    items: kept.filter((item) => item.left.currency === left.currency).length,
  }));
  return { totals, rows: (await withCustomers(kept, customers, position.run)) as unknown as ReportRow[] };
}

function fits(item: UntouchedItem, { bucket, customer, currency }: ReportQuestion['filters']): boolean {
  return (
    (bucket === undefined || item.bucket === bucket) &&
    (customer === undefined || item.customerId === customer) &&
    (currency === undefined || item.left.currency === currency)
  );
}
