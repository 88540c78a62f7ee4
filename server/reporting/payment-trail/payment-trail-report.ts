import type { Money } from '#shared/domain/money.ts';
import type { CustomerService } from '../../features/customers/customer-service.ts';
import { cashTotals } from '../collector-activity/collector-activity.ts';
import { customerColumns, withCustomers } from '../customer-refs.ts';
import type { Column, Report, ReportBody, ReportQuestion, ReportRow } from '../report.ts';
import { decimalCell } from '../report-csv.ts';
import { type TouchedCash, touchedCash } from '../touched-cash/touched-cash.ts';
import { TOUCHED_IN_WORDS } from '../touched-cash/touched-in-words.ts';
import { partsOfTrail, paymentTrail, type TrailEvent, type TrailFilter } from './payment-trail.ts';

const columns: Column[] = [
  { title: 'Value date', cells: ({ valueDate }) => String(valueDate) },
  { title: 'Payment', cells: ({ paymentNumber }) => String(paymentNumber) },
  ...customerColumns,
  { title: 'Applied to', cells: ({ itemNumber }) => String(itemNumber) },
  { title: 'Amount', cells: ({ amount }) => decimalCell(amount) },
  { title: 'Currency', cells: ({ amount }) => (amount as Money).currency },
  { title: 'Before it', cells: ({ events }) => trailInWords(events as TrailEvent[]) },
];

/** For every payment of a period what came before it. */
export function paymentTrailReport(customers: CustomerService): Report {
  return {
    name: 'payment-trail',
    about: 'period',
    filters: ['collector', 'code', 'customer', 'currency', 'touched'],
    definition: () => ({
      title: 'Payments, and what came before each',
      words: [...TOUCHED_IN_WORDS, 'A row is one part of a payment. The rows add up to the total of the same filters.'],
    }),
    run: (question) => trail(question, customers, {}),
    lines: (rows) => rows,
    columns,
  };
}

/** The payments of a period that nobody touched. */
export function untouchedPaymentsReport(customers: CustomerService): Report {
  return {
    name: 'untouched-payments',
    about: 'period',
    filters: ['customer', 'currency'],
    definition: () => ({
      title: 'Payments that nobody touched',
      words: [
        ...TOUCHED_IN_WORDS,
        'These are the parts of payments with no such attempt or contact: money that came by itself.',
      ],
    }),
    run: (question) => trail(question, customers, { touched: false }),
    lines: (rows) => rows,
    columns: columns.filter(({ title }) => title !== 'Before it'),
  };
}

async function trail(question: ReportQuestion, customers: CustomerService, fixed: TrailFilter): Promise<ReportBody> {
  const { from, to, position, knownAt, filters } = question;
  const cash = await touchedCash({ from, to }, position, knownAt);
  const filter: TrailFilter = {
    collectorId: filters.collector,
    code: filters.code,
    customerId: filters.customer,
    currency: filters.currency,
    touched: filters.touched === undefined ? undefined : filters.touched === 'yes',
    ...fixed,
  };
  const kept = partsOfTrail(cash, filter);
  const rows = await withCustomers(paymentTrail(kept, filter), customers, position.run);
  return { totals: totalsOf(kept), rows: rows as unknown as ReportRow[] };
}

function totalsOf(cash: readonly TouchedCash[]): ReportRow[] {
  return cashTotals(cash).map((total) => ({ ...total }));
}

function trailInWords(events: readonly TrailEvent[]): string {
  return events.map(({ daysBefore, label, by }) => `${daysBefore} d before: ${label}, ${by.name}`).join('; ');
}
