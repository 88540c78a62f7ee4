import { type Money, money } from '#shared/domain/money.ts';
import { customerColumns } from '../customer-refs.ts';
import { cashOf } from '../payment-classes/cash-of-period.ts';
import { CLASS_TITLES, CLASSES_IN_WORDS } from '../payment-classes/classes-in-words.ts';
import { type CashFilters, type ClassifiedCash, cashAsked } from '../payment-classes/classified-cash.ts';
import type { Column, Report, ReportBody, ReportQuestion, ReportRow } from '../report.ts';
import { decimalCell } from '../report-csv.ts';
import { TOUCHED_IN_WORDS } from '../touched-cash/touched-in-words.ts';
import { type TrailEvent, type TrailRow, trailRow } from './payment-trail.ts';

const columns: Column[] = [
  { title: 'Value date', cells: ({ valueDate }) => String(valueDate) },
  { title: 'Payment', cells: ({ paymentNumber }) => String(paymentNumber) },
  ...customerColumns,
  { title: 'Applied to', cells: ({ itemNumber }) => String(itemNumber) },
  { title: 'Amount', cells: ({ amount }) => decimalCell(amount) },
  { title: 'Currency', cells: ({ amount }) => (amount as Money).currency },
  { title: 'Class', cells: (row) => CLASS_TITLES[(row as unknown as TrailRow).class] },
  { title: 'Before it', cells: ({ events }) => trailInWords(events as TrailEvent[]) },
];

/** For every payment of a period what came before it. */
export const paymentTrailReport: Report = {
  name: 'payment-trail',
  about: 'period',
  holdsUntilChange: true,
  filters: ['collector', 'code', 'customer', 'currency', 'touched', 'paymentClass', 'owner'],
  definition: () => ({
    title: 'Payments, and what came before each',
    words: [
      ...CLASSES_IN_WORDS,
      'A row is one part of a payment, or what of it is of one class. The rows add up to the total of the same filters. The line of time begins when the item was issued.',
    ],
  }),
  run: (question) => trail(question, {}),
  lines: (rows) => rows,
  columns,
};

/** The payments of a period that nobody touched. */
export const untouchedPaymentsReport: Report = {
  name: 'untouched-payments',
  about: 'period',
  holdsUntilChange: true,
  filters: ['customer', 'currency', 'owner'],
  definition: () => ({
    title: 'Payments that nobody touched',
    words: [
      ...TOUCHED_IN_WORDS,
      'These are the parts of payments with no such attempt or contact: money that came by itself. What of it keeps a promise that was made longer before has that class.',
    ],
  }),
  run: (question) => trail(question, { touched: 'no' }),
  lines: (rows) => rows,
  columns: columns.filter(({ title }) => title !== 'Before it'),
};

async function trail(question: ReportQuestion, fixed: CashFilters): Promise<ReportBody> {
  const facts = await question.facts();
  const asked = cashAsked(facts, cashOf(facts, question), { ...question.filters, ...fixed });
  return { totals: totalsOf(asked), rows: asked.map((cash) => ({ ...trailRow(facts, cash) })) };
}

/** The cash by currency: all, touched by anybody, touched by nobody. */
function totalsOf(cash: readonly ClassifiedCash[]): ReportRow[] {
  const currencies = [...new Set(cash.map(({ currency }) => currency))].sort();
  return currencies.map((of) => {
    const own = cash.filter(({ currency }) => currency === of);
    const sum = (parts: readonly ClassifiedCash[]) => parts.reduce((all, { minor }) => all + minor, 0);
    const touched = sum(own.filter(({ touches }) => touches.length > 0));
    const all = sum(own);
    return { currency: of, cash: money(all, of), touched: money(touched, of), untouched: money(all - touched, of) };
  });
}

function trailInWords(events: readonly TrailEvent[]): string {
  return events.map(({ daysBefore, label, by }) => `${daysBefore} d before: ${label}, ${by.name}`).join('; ');
}
