import type { CurrencyCode } from '#shared/domain/currency.ts';
import { type Money, money } from '#shared/domain/money.ts';
import type { CustomerService } from '../../features/customers/customer-service.ts';
import { customerColumns, withCustomers } from '../customer-refs.ts';
import type { Report, ReportBody, ReportQuestion, ReportRow } from '../report.ts';
import { decimalCell } from '../report-csv.ts';
import type { OpenList } from './open-lists-read-model.ts';
import { DIFFERENCE_REASONS, type DifferenceReason, type ReconciledItem } from './reconcile.ts';
import { type ReconciledSource, reconciledSources } from './reconciled-items.ts';

const REASONS: Readonly<Record<DifferenceReason, string>> = {
  decided_here: 'decided here',
  after_the_list: 'dated after the list',
  known_later: 'fed after the list',
  on_its_day: 'of the list’s own day',
  not_listed: 'not in such a list',
  unexplained: 'unexplained',
};

const NO_LIST = 'No feed of this source is a complete list of what is open (a snapshot), so it states no total.';

/** Our ledger beside what each ERP itself calls open. */
export function reconciliationReport(customers: CustomerService): Report {
  return {
    name: 'reconciliation',
    about: 'day',
    filters: ['currency', 'customer'],
    definition: () => ({
      title: 'The ledger beside the ERP’s own open total',
      words: [
        'Ours is net open on the day asked about: what is left of debit items less what is left of credit items, of one source and currency. Theirs is the same of the last complete list (snapshot) that the source fed of that day or before: what it said was left of each document, and 0 of what it left out.',
        'The difference is ours less theirs. Each row is one reason in one item, and the rows of a source and currency add up to its difference.',
        'Decided here: applied or written off by our people or by matching, and the source may not have heard of it. Dated after the list: documents and entries of later days. Fed after the list: of its day or before, and learned later. Of the list’s own day: the source may have been asked before. Not in such a list: payments where the list has none, or another company code. Unexplained: none of these.',
        'Stated in all is what the file’s own figures of what is left add up to, whatever their side. Found in all is the same of what the ledger took of it; where the two differ, lines of the file were left out.',
      ],
    }),
    run: (question) => run(question, customers),
    lines: (rows) => rows,
    columns: [
      { title: 'Source', cells: ({ source }) => String(source) },
      { title: 'Company code', cells: ({ companyCode }) => String(companyCode) },
      ...customerColumns,
      { title: 'Item', cells: ({ number }) => String(number) },
      { title: 'Kind', cells: ({ kind }) => String(kind).replaceAll('_', ' ') },
      { title: 'Why', cells: ({ reason }) => REASONS[reason as DifferenceReason] },
      { title: 'Difference', cells: ({ difference }) => decimalCell(difference) },
      { title: 'Ours', cells: ({ ours }) => decimalCell(ours) },
      { title: 'Theirs', cells: ({ theirs }) => decimalCell(theirs) },
      { title: 'Currency', cells: ({ difference }) => (difference as Money).currency },
    ],
  };
}

async function run(question: ReportQuestion, customers: CustomerService): Promise<ReportBody> {
  const { asOf, position, knownAt, tenant, filters } = question;
  const sources = await reconciledSources({ asOf, zone: tenant.zone, position, knownAt });
  const asked = sources.map(({ items, ...source }) => ({
    ...source,
    items: items.filter((one) => fits(one, filters)),
  }));
  const rows = asked.flatMap(({ items }) => items.flatMap(rowsOf)).sort(inOrder);
  return {
    totals: asked.flatMap((source) => totalsOf(source, filters.customer === undefined)),
    rows: await withCustomers(rows, customers, position.run),
  };
}

function fits({ item }: ReconciledItem, { currency, customer }: ReportQuestion['filters']): boolean {
  return (
    (currency === undefined || item.currency === currency) && (customer === undefined || item.customerId === customer)
  );
}

function rowsOf({ item, ours, theirs, differences }: ReconciledItem) {
  const { source, companyCode, customerId, itemId, number, kind, currency } = item;
  return differences.map(({ reason, minor }) => ({
    ...{ source, companyCode, customerId, itemId, number, kind, reason },
    difference: money(minor, currency),
    ours: money(ours, currency),
    theirs: money(theirs ?? 0, currency),
  }));
}

type Row = ReturnType<typeof rowsOf>[number];

function inOrder(a: Row, b: Row): number {
  const by = (key: (row: Row) => string) => key(a).localeCompare(key(b), 'en');
  return (
    by(({ source }) => source) ||
    by(({ difference }) => difference.currency) ||
    DIFFERENCE_REASONS.indexOf(a.reason) - DIFFERENCE_REASONS.indexOf(b.reason) ||
    by(({ number }) => number) ||
    by(({ itemId }) => itemId)
  );
}

function totalsOf({ source, lists, items }: ReconciledSource, isWhole: boolean): ReportRow[] {
  const currencies = [...new Set(items.map(({ item }) => item.currency))].sort();
  return currencies.map((of) => {
    const own = items.filter(({ item }) => item.currency === of);
    const ours = sum(own.map((item) => item.ours));
    if (lists.length === 0) {
      return { source, currency: of, ours: money(ours, of), theirs: null, difference: null, reason: NO_LIST };
    }
    const theirs = sum(own.map((item) => item.theirs ?? 0));
    return {
      source,
      currency: of,
      ours: money(ours, of),
      theirs: money(theirs, of),
      difference: money(ours - theirs, of),
      because: becauseOf(own, of),
      lists: lists.map(({ day, dataAsOf, runId }) => ({ day, dataAsOf: dataAsOf.toISOString(), runId })),
      ...(isWhole ? statedOf(own, lists, of) : {}),
    };
  });
}

function becauseOf(items: readonly ReconciledItem[], currency: CurrencyCode): Record<DifferenceReason, Money> {
  const differences = items.flatMap((item) => item.differences);
  const parts = DIFFERENCE_REASONS.map((why): [DifferenceReason, Money] => [
    why,
    money(sum(differences.filter(({ reason }) => reason === why).map(({ minor }) => minor)), currency),
  ]);
  return Object.fromEntries(parts) as Record<DifferenceReason, Money>;
}

/** The file’s own control total beside what the ledger took of it. */
function statedOf(items: readonly ReconciledItem[], lists: readonly OpenList[], currency: CurrencyCode): ReportRow {
  const given = lists.filter(({ stated }) => stated.has(currency));
  if (given.length === 0) return { stated: null, found: null };
  return {
    stated: money(sum(given.map(({ stated }) => stated.get(currency) ?? 0)), currency),
    found: money(sum(items.map(({ theirs }) => Math.abs(theirs ?? 0))), currency),
  };
}

function sum(amounts: readonly number[]): number {
  return amounts.reduce((all, minor) => all + minor, 0);
}
