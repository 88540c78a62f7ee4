import type { Measure } from './measure.ts';
import { numbersOf, type PlainInputs } from './workings/inputs.ts';
import { NET_SALES } from './workings/ledger-parts.ts';
import { CURRENT_OPEN, NET_OPEN, PAST_DUE_OPEN, UNAPPLIED_MEMOS, UNAPPLIED_PAYMENTS } from './workings/open-parts.ts';
import type { Scope } from './workings/scope.ts';
import { ITEMS } from './workings/subjects.ts';
import { type Tally, tallied } from './workings/tallied.ts';

export const USUAL_DSO = {
  low: 30,
  high: 45,
  source: 'below 45 days is healthy: debexpert.com, creditinsurance.com; 30 days are the usual terms',
} as const;
export const SALES_IN_WORDS =
  'Net credit sales are the invoices and debit memos issued in the period, less the credit memos issued in it; documents that were cancelled by the last day are not in them.';
export const RECEIVABLES_IN_WORDS =
  'Receivables are net open: what is left of debit items less what is left of payments and credit memos.';
const PERIOD =
  'Receivables at the end of the last day; sales of the period. With other days of the period the figure is another one.';

function daysOf({ from, to }: Scope): { days: number } {
  return { days: to - from + 1 };
}

/** Days of sales that an amount stands for; null without sales, or where more was given than is owed. */
function daysOfSales(inputs: PlainInputs): number | null {
  const { receivables, sales, days } = numbersOf(inputs, 'receivables', 'sales', 'days');
  return sales > 0 && receivables >= 0 ? (receivables / sales) * days : null;
}

/** The same of what is not past due. */
function bestPossible(inputs: PlainInputs): number | null {
  return daysOfSales({ ...inputs, receivables: numbersOf(inputs, 'currentReceivables').currentReceivables });
}

function whyNoDays({ sales = 0 }: Readonly<Record<string, number>>): string {
  return sales > 0
    ? 'More has been given than is owed: net open is below 0.'
    : 'There are no net credit sales in the period.';
}

function daysMeasure(
  texts: Omit<Tally, 'unit' | 'asOfRule' | 'better' | 'about' | 'perPerson' | 'subject' | 'by' | 'givens' | 'whyNot'>,
): Measure {
  return tallied({
    ...texts,
    unit: 'days',
    asOfRule: PERIOD,
    better: 'lower',
    about: 'portfolio',
    perPerson: 'owner',
    subject: ITEMS,
    by: 'currency',
    givens: daysOf,
    whyNot: whyNoDays,
  });
}

/** Days sales outstanding, the simple way. */
export const dsoSimple = daysMeasure({
  name: 'dso',
  variant: 'simple',
  title: 'Days sales outstanding, simple',
  words: [
    'Receivables at the end, divided by the net credit sales of the period, times the days of the period.',
    RECEIVABLES_IN_WORDS,
    SALES_IN_WORDS,
  ],
  symbols: 'receivables ÷ sales × days',
  source: 'creditguru.com (average days delinquent); the same formula at Quadient, 25,000 ÷ 15,000 × 30 = 50',
  usual: USUAL_DSO,
  parts: { receivables: NET_OPEN, sales: NET_SALES },
  formula: daysOfSales,
  example: {
    source: 'creditguru.com',
    words: '15,000 ÷ 10,000 × 30 = 45',
    inputs: { receivables: 15_000, sales: 10_000, days: 30 },
    value: 45,
  },
});

/** What DSO would be if everybody paid on the due day. */
export const dsoBestPossible = daysMeasure({
  name: 'dso',
  variant: 'best_possible',
  title: 'Best possible days sales outstanding',
  words: [
    'What is left of debit items that are not past due, divided by the net credit sales of the period, times its days: what DSO would be if everybody paid on the due day.',
    SALES_IN_WORDS,
  ],
  symbols: 'current receivables ÷ sales × days',
  source: 'creditguru.com (average days delinquent); the same formula at Quadient, 6,000 ÷ 15,000 × 30 = 12',
  parts: { currentReceivables: CURRENT_OPEN, sales: NET_SALES },
  formula: bestPossible,
  example: {
    source: 'creditguru.com',
    words: '4,000 ÷ 10,000 × 30 = 12',
    inputs: { currentReceivables: 4_000, sales: 10_000, days: 30 },
    value: 12,
  },
});

/** How many days of DSO come from what is past due. */
export const averageDaysDelinquent = daysMeasure({
  name: 'average_days_delinquent',
  variant: 'dso_less_best_possible',
  title: 'Average days delinquent',
  words: [
    'Simple DSO less best possible DSO. It says how many days of sales wait past due; it is not how late invoices are paid, which is “days beyond terms”.',
    'Payments and credit memos that are not applied lessen it; they stand beside it.',
    SALES_IN_WORDS,
  ],
  symbols: '(receivables − current receivables) ÷ sales × days',
  source: 'creditguru.com (average days delinquent)',
  parts: { receivables: NET_OPEN, currentReceivables: CURRENT_OPEN, sales: NET_SALES },
  beside: (scope, currency) => pastDueBeside(scope, currency),
  formula: (inputs) => {
    const [all, best] = [daysOfSales(inputs), bestPossible(inputs)];
    return all === null || best === null ? null : all - best;
  },
  example: {
    source: 'creditguru.com',
    words: '45 − 12 = 33',
    inputs: { receivables: 15_000, currentReceivables: 4_000, sales: 10_000, days: 30 },
    value: 33,
  },
});

function pastDueBeside(scope: Scope, currency: Parameters<NonNullable<Tally['beside']>>[1]) {
  if (currency === null) return {};
  const sumOf = (part: typeof PAST_DUE_OPEN) => ({ minor: ITEMS.sums(scope, part).get(currency) ?? 0, currency });
  return {
    pastDue: sumOf(PAST_DUE_OPEN),
    unappliedPayments: sumOf(UNAPPLIED_PAYMENTS),
    unappliedMemos: sumOf(UNAPPLIED_MEMOS),
  };
}
