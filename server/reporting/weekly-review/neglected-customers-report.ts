import { dayNumber } from '#shared/domain/calendar-date.ts';
import { type Money, money } from '#shared/domain/money.ts';
import { customerColumns } from '../customer-refs.ts';
import type { Facts } from '../facts/facts.ts';
import { customerRef, dayRef, isAskedFor } from '../facts-refs.ts';
import type { Report, ReportRow } from '../report.ts';
import { decimalCell } from '../report-csv.ts';
import { byCurrency } from '../touched-cash/money-by-currency.ts';
import { type NeglectedCustomer, neglectedCustomers } from './neglected-customers.ts';
import { REVIEW } from './thresholds.ts';

/** The customers with something past due whom nobody looks after. */
export const neglectedCustomersReport: Report = {
  name: 'neglected-customers',
  about: 'day',
  filters: ['owner', 'currency', 'customer'],
  holdsUntilChange: true,
  definition: () => ({
    title: 'Neglected customers',
    words: [
      `Customers with debit items past due on the day asked about to whom nobody has reached out by hand for ${REVIEW.neglectedDays} days or more, whoever owns them. Notes, messages that failed or bounced, and what jobs sent are no reaching out.`,
      'The largest amount first. Currencies are never added.',
    ],
  }),
  async run({ asOf, filters, facts: read }) {
    const facts = await read();
    const neglected = neglectedCustomers(facts, dayNumber(asOf)).filter(
      ({ customer, currency }) =>
        (filters.currency === undefined || filters.currency === currency) && isAskedFor(facts, customer, filters),
    );
    return { totals: totalsOf(neglected), rows: neglected.map((one) => rowOf(facts, one)) };
  },
  lines: (rows) => rows,
  columns: [
    ...customerColumns,
    { title: 'Owner', cells: ({ owner }) => String(owner) },
    { title: 'Past due', cells: ({ pastDue }) => decimalCell(pastDue) },
    { title: 'Currency', cells: ({ pastDue }) => (pastDue as Money).currency },
    { title: 'Items', cells: ({ items }) => Number(items) },
    { title: 'Oldest due', cells: ({ oldestDueOn }) => String(oldestDueOn) },
    { title: 'Last touch', cells: ({ lastTouchOn }) => (lastTouchOn === null ? 'never' : String(lastTouchOn)) },
  ],
};

function totalsOf(neglected: readonly NeglectedCustomer[]): ReportRow[] {
  return byCurrency(neglected.map(({ pastDueMinor, currency }) => money(pastDueMinor, currency))).map((pastDue) => {
    const { currency } = pastDue;
    return { currency, pastDue, customers: neglected.filter((one) => one.currency === currency).length };
  });
}

function rowOf(facts: Facts, { customer, currency, pastDueMinor, items, ...days }: NeglectedCustomer): ReportRow {
  return {
    customer: customerRef(facts, customer),
    owner: facts.customers.owner(customer),
    pastDue: money(pastDueMinor, currency),
    items,
    oldestDueOn: dayRef(days.oldestDueOn),
    lastTouchOn: days.lastTouchOn === null ? null : dayRef(days.lastTouchOn),
  };
}
