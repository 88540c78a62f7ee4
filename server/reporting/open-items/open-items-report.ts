import { ageingBucket, daysPastDue } from '#shared/domain/ageing.ts';
import type { CustomerId } from '#shared/domain/ids.ts';
import type { Money } from '#shared/domain/money.ts';
import { money } from '#shared/domain/money.ts';
import { isDebit } from '#shared/domain/open-item.ts';
import type { CustomerService } from '../../features/customers/customer-service.ts';
import type { ItemOnDay, ReceivablesReadModel } from '../../features/receivables/receivables-read-model.ts';
import type { Tenant } from '../../identity/tenant-repository.ts';
import { CustomerGroups } from '../customer-groups.ts';
import { customerColumns } from '../customer-refs.ts';
import type { Report, ReportBody, ReportQuestion, ReportRow } from '../report.ts';
import { decimalCell } from '../report-csv.ts';
import { byCurrency } from '../touched-cash/money-by-currency.ts';

/** What stands in the place of a bucket for payments and credit memos of which something is not applied. */
const UNAPPLIED = 'unapplied';

export interface OpenItemsSources {
  readonly customers: CustomerService;
  readonly receivables: ReceivablesReadModel;
}

/** The open items of a day one by one: what the figures of ageing open down to. */
export function openItemsReport(sources: OpenItemsSources): Report {
  return {
    name: 'open-items',
    about: 'day',
    holdsUntilChange: true,
    filters: ['bucket', 'customer', 'currency', 'basis', 'buckets', 'owner', 'group'],
    definition: ({ buckets }) => ({
      title: 'Open items one by one',
      words: [
        'Every item of which something is left on the day asked about. What is left of payments and credit memos is written as a negative amount, under “unapplied”.',
        'The rows of a bucket add up to that bucket of the ageing report; all rows add up to net open. Oldest due first. Currencies are never added.',
      ],
      buckets: [...buckets.map(({ label }) => label), UNAPPLIED],
    }),
    run: (question) => run(question, sources),
    lines: (rows) => rows,
    columns: [
      ...customerColumns,
      { title: 'Item', cells: ({ number }) => String(number) },
      { title: 'Kind', cells: ({ kind }) => String(kind) },
      { title: 'Issued', cells: ({ issuedOn }) => String(issuedOn) },
      { title: 'Due', cells: ({ dueOn }) => String(dueOn) },
      { title: 'Days past due', cells: ({ daysPastDue: days }) => (days === null ? '' : Number(days)) },
      { title: 'Bucket', cells: ({ bucket }) => String(bucket) },
      { title: 'Amount', cells: ({ amount }) => decimalCell(amount) },
      { title: 'Left', cells: ({ left }) => decimalCell(left) },
      { title: 'Currency', cells: ({ left }) => (left as Money).currency },
      { title: 'Dispute', cells: ({ disputeStatus }) => String(disputeStatus) },
    ],
  };
}

async function run(question: ReportQuestion, { customers, receivables }: OpenItemsSources): Promise<ReportBody> {
  const { asOf, position, tenant, filters } = question;
  const items = await receivables.openItems(asOf, position, filters.customer as CustomerId | undefined);
  const groups = await CustomerGroups.of(
    items.map(({ customerId }) => customerId),
    customers,
    position.run,
  );
  const rows = items
    .map((item) => rowOf(item, question, tenant))
    .filter(({ customerId, bucket, left: { currency } }) => {
      return (
        groups.includes(customerId, filters) &&
        (filters.bucket === undefined || bucket === filters.bucket) &&
        (filters.currency === undefined || currency === filters.currency)
      );
    });
  const totals = byCurrency(rows.map(({ left }) => left)).map((left) => ({
    currency: left.currency,
    left,
    items: rows.filter((row) => row.left.currency === left.currency).length,
  }));
  const named = rows.map(({ customerId, ...row }) => ({ ...row, customer: groups.refOf(customerId) }));
  return { totals, rows: named as unknown as ReportRow[] };
}

function rowOf(item: ItemOnDay, { asOf, filters }: ReportQuestion, { buckets }: Tenant) {
  const { id: itemId, customerId, kind, key, issuedOn, dueOn, amount, disputeStatus } = item;
  const debit = isDebit(kind);
  return {
    customerId,
    itemId,
    number: key.number,
    kind,
    issuedOn,
    dueOn,
    daysPastDue: debit ? Math.max(0, daysPastDue(dueOn, asOf)) : null,
    bucket: debit ? ageingBucket(filters.basis === 'issued' ? issuedOn : dueOn, asOf, buckets) : UNAPPLIED,
    amount,
    left: debit ? item.left : money(-item.left.minor, item.left.currency),
    disputeStatus,
  };
}
