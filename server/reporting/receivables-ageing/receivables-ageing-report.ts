import { BUCKETS_TO_90 } from '#shared/domain/ageing.ts';
import type { CustomerId } from '#shared/domain/ids.ts';
import type { Money } from '#shared/domain/money.ts';
import type { CustomerService } from '../../features/customers/customer-service.ts';
import type { Tenant } from '../../identity/tenant-repository.ts';
import { CustomerGroups, type GroupLookups } from '../customer-groups.ts';
import { customerColumns } from '../customer-refs.ts';
import { GroupsInFacts } from '../groups-in-facts.ts';
import type { Column, Report, ReportBody, ReportQuestion, ReportRow } from '../report.ts';
import { decimalCell } from '../report-csv.ts';
import {
  AGEING_GROUPINGS,
  type AgeingGrouping,
  type GatheredAgeing,
  gatheredAgeing,
  isAgeingGrouping,
} from './gathered-ageing.ts';
import { type CustomerAgeing, receivablesAgeing, receivablesAgeingInFacts } from './receivables-ageing-read-model.ts';

/** What is open on a day, by how long it is past due; one row a customer and currency. */
export function ageingReport(customers: CustomerService): Report {
  return {
    name: 'ageing',
    about: 'day',
    holdsUntilChange: true,
    filters: ['customer', 'currency', 'by', 'basis', 'buckets', 'owner', 'group'],
    groupings: AGEING_GROUPINGS,
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
      'A debit item is in the bucket of the days by which its due day has gone by; due today is current. Asked by the day of issue, it is in the bucket of its age instead, and the due day does not count.',
      'Unapplied is what is left of payments and credit memos, written as a negative amount.',
      'Net open is invoice open and unapplied together; it is what the ERP calls open.',
      'By parent, the figures of a customer and all its subsidiaries stand under the parent at the top; by collector, under who owns the customer as known then.',
      'Currencies are never added.',
    ],
    formula:
      'left = amount − applied − adjusted − reversed; invoice open = Σ buckets; net open = invoice open + unapplied',
    buckets: buckets.map(({ label }) => label),
  };
}

async function run(question: ReportQuestion, customers: CustomerService): Promise<ReportBody> {
  const { filters } = question;
  const by = filters.by !== undefined && isAgeingGrouping(filters.by) ? filters.by : 'customer';
  const { byCustomer, groups } = await ageingAsked(question, customers);
  const asked = byCustomer.filter(({ customerId }) => groups.includes(customerId, filters));
  const totals = gatheredAgeing(asked, 'currency', groups)
    .map(({ key: _key, customerCount: _count, ...total }) => total)
    .sort((a, b) => (a.currency < b.currency ? -1 : 1));
  const rows = gatheredAgeing(asked, by, groups).map((row) => rowOf(row, by, groups));
  return { totals: totals as unknown as ReportRow[], rows: rows.sort(inOrder) as unknown as ReportRow[] };
}

/** From facts where they are in memory, else from the database, which answers this sooner than facts are read from it. */
async function ageingAsked(
  question: ReportQuestion,
  customers: CustomerService,
): Promise<{ byCustomer: readonly CustomerAgeing[]; groups: GroupLookups }> {
  const { asOf, position, tenant, filters } = question;
  const { customer, currency, basis } = filters;
  const asked = { asOf, buckets: tenant.buckets, basis, customerId: customer as CustomerId | undefined, currency };
  const facts = (await question.factsAtHand?.()) ?? null;
  if (facts !== null) {
    const { byCustomer } = receivablesAgeingInFacts(facts, asked);
    return { byCustomer, groups: new GroupsInFacts(facts.customers) };
  }
  const { byCustomer } = await receivablesAgeing({ ...asked, run: position.run });
  const ids = byCustomer.map(({ customerId }) => customerId);
  return { byCustomer, groups: await CustomerGroups.of(ids, customers, position.run) };
}

function rowOf({ key, customerCount, ...ageing }: GatheredAgeing, by: AgeingGrouping, groups: GroupLookups) {
  switch (by) {
    case 'customer':
      return { ...ageing, customer: groups.refOf(key as CustomerId) };
    case 'parent':
      return { ...ageing, customer: groups.refOf(key as CustomerId), customerCount };
    case 'collector':
      return { ...ageing, owner: key, customerCount };
    case 'currency':
      return { ...ageing, customerCount };
  }
}

type AgeingLine = ReturnType<typeof rowOf>;

/** By customer number, or by the collector's address, then currency; two customers of one number by their ids. */
function inOrder(a: AgeingLine, b: AgeingLine): number {
  const [left, right] = [a, b].map(placeOf);
  return (left ?? '') < (right ?? '') ? -1 : 1;
}

function placeOf(line: AgeingLine): string {
  if ('customer' in line) return [line.customer.number, line.customer.id, line.currency].join(' ');
  return ['owner' in line ? line.owner : '', line.currency].join(' ');
}

function columnsOf(rows: readonly ReportRow[]): Column[] {
  const buckets = (rows[0]?.buckets ?? {}) as Record<string, Money>;
  const labels = rows.length === 0 ? BUCKETS_TO_90.map(({ label }) => label) : Object.keys(buckets);
  return [
    ...keyColumns(rows[0]),
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

/** What the rows are gathered by, and how many customers each is of. */
function keyColumns(row: ReportRow | undefined): Column[] {
  const count = { title: 'Customers', cells: ({ customerCount }: ReportRow) => Number(customerCount) };
  if (row === undefined || !('customerCount' in row)) return [...customerColumns];
  if ('customer' in row) return [...customerColumns, count];
  if ('owner' in row) return [{ title: 'Collector', cells: ({ owner }: ReportRow) => String(owner) }, count];
  return [count];
}
