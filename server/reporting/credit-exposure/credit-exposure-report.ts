import type { CustomerId } from '#shared/domain/ids.ts';
import type { Money } from '#shared/domain/money.ts';
import { money } from '#shared/domain/money.ts';
import type { CustomerService } from '../../features/customers/customer-service.ts';
import type { ItemOnDay, ReceivablesReadModel } from '../../features/receivables/receivables-read-model.ts';
import { CustomerGroups } from '../customer-groups.ts';
import { customerColumns } from '../customer-refs.ts';
import type { Report, ReportBody, ReportQuestion, ReportRow } from '../report.ts';
import { decimalCell } from '../report-csv.ts';
import { type Exposure, exposureOf, usedOf } from './credit-exposure.ts';

export interface CreditExposureSources {
  readonly customers: CustomerService;
  readonly receivables: ReceivablesReadModel;
}

/** What each customer with a credit limit owes beside it; the most used first. */
export function creditExposureReport(sources: CreditExposureSources): Report {
  return {
    name: 'credit-exposure',
    about: 'day',
    holdsUntilChange: true,
    filters: ['customer', 'currency', 'by', 'owner', 'group'],
    groupings: ['customer', 'parent'],
    definition: () => ({
      title: 'Exposure against the credit limit',
      words: [
        'One row for each customer to whom the ERP gave a credit limit. Exposure is what is left of its debit items less what is left of its payments and credit memos on the day, in the currency of the limit.',
        'A document of another currency counts with the share of its company amount that is left, at the rate that the ERP gave it on its own day. Rates are never made or renewed here; what has none to the limit’s currency stands beside and is not in the exposure.',
        'By parent, the limit is the parent’s own, and the exposure that of the parent and all its subsidiaries.',
        'Used is exposure ÷ limit. Free is the limit less the exposure, below 0 by how much it is exceeded.',
      ],
      formula:
        'exposure = Σ left of debit items − Σ left of credit items; used = exposure ÷ limit; free = limit − exposure',
    }),
    run: (question) => run(question, sources),
    lines: (rows) => rows,
    columns: [
      ...customerColumns,
      { title: 'Collector', cells: ({ owner }) => String(owner) },
      { title: 'Limit', cells: ({ limit }) => decimalCell(limit) },
      { title: 'Exposure', cells: ({ exposure }) => decimalCell(exposure) },
      { title: 'At dated rates', cells: ({ atDatedRates }) => decimalCell(atDatedRates) },
      { title: 'Free', cells: ({ free }) => decimalCell(free) },
      { title: 'Currency', cells: ({ limit }) => (limit as Money).currency },
      { title: 'Used', cells: ({ used }) => (used === null ? '' : Number(used)) },
    ],
  };
}

async function run(question: ReportQuestion, sources: CreditExposureSources): Promise<ReportBody> {
  const { asOf, position, filters } = question;
  const limited = await sources.customers.findWithCreditLimit(position.run);
  const items = await sources.receivables.openItems(asOf, position);
  const ids = [...limited.map(({ id }) => id), ...items.map(({ customerId }) => customerId)];
  const groups = await CustomerGroups.of(ids, sources.customers, position.run);
  const bearerOf = (id: CustomerId) => (filters.by === 'parent' ? groups.topOf(id) : id);
  const owed = gathered(items, bearerOf);
  const rows = limited
    .filter(({ id }) => bearerOf(id) === id && (filters.customer ?? id) === id && groups.includes(id, filters))
    .filter(({ creditLimit: { currency } }) => (filters.currency ?? currency) === currency)
    .map(({ id, creditLimit }) => rowOf(id, exposureOf(owed.get(id) ?? [], creditLimit), groups))
    .sort(mostUsedFirst);
  return { totals: totalsOf(rows), rows: rows as unknown as ReportRow[] };
}

function gathered(items: readonly ItemOnDay[], bearerOf: (id: CustomerId) => CustomerId) {
  const owed = new Map<CustomerId, ItemOnDay[]>();
  for (const item of items) {
    const bearer = bearerOf(item.customerId);
    const known = owed.get(bearer);
    if (known === undefined) owed.set(bearer, [item]);
    else known.push(item);
  }
  return owed;
}

function rowOf(id: CustomerId, exposure: Exposure, groups: CustomerGroups) {
  return { customer: groups.refOf(id), owner: groups.ownerOf(id), ...exposure, used: usedOf(exposure) };
}

type ExposureRow = ReturnType<typeof rowOf>;

/** A limit of 0 that is exceeded is the most used of all. */
function mostUsedFirst(a: ExposureRow, b: ExposureRow): number {
  const usedBy = ({ used, exposure }: ExposureRow) => used ?? (exposure.minor > 0 ? Number.POSITIVE_INFINITY : 0);
  const [left, right] = [usedBy(a), usedBy(b)];
  if (left !== right) return left > right ? -1 : 1;
  return `${a.customer.number} ${a.customer.id}` < `${b.customer.number} ${b.customer.id}` ? -1 : 1;
}

/** One a currency of limits: all limits and exposures, and how many customers are beyond theirs. */
function totalsOf(rows: readonly ExposureRow[]): ReportRow[] {
  const currencies = [...new Set(rows.map(({ limit }) => limit.currency))].sort();
  return currencies.map((currency) => {
    const of = rows.filter(({ limit }) => limit.currency === currency);
    const sum = (part: 'limit' | 'exposure') => of.reduce((total, row) => total + row[part].minor, 0);
    return {
      currency,
      limit: money(sum('limit'), currency),
      exposure: money(sum('exposure'), currency),
      customers: of.length,
      exceeded: of.filter(({ free }) => free.minor < 0).length,
    };
  });
}
