import type { Measure } from './measure.ts';
import { fractionOf, numbersOf } from './workings/inputs.ts';
import { type PaidItem, paidItems } from './workings/paid-items.ts';
import { moneyPart, numberPart, type Part, weightedPart } from './workings/part.ts';
import type { Scope } from './workings/scope.ts';
import { ITEMS } from './workings/subjects.ts';
import { type Tally, tallied } from './workings/tallied.ts';

const PAID_IN_WORDS =
  'Counted are the debit items of which nothing is left from a day of the period on, and of which something was paid. The day of payment is the value date of the last payment on the item, or the day on which it was cleared where no entry says how. Paid early counts below 0.';

function visitOf(amount: (paid: PaidItem, daysLate: number) => number): Part['visit'] {
  return (scope, add) => visitPaid(scope, (paid, daysLate) => add(paid.item, amount(paid, daysLate)));
}

function visitPaid(scope: Scope, see: (paid: PaidItem, daysLate: number) => void): void {
  const { dueOn } = scope.facts.items;
  for (const paid of paidItems(scope)) see(paid, paid.paidOn - (dueOn[paid.item] ?? 0));
}

function lateness(
  texts: Pick<Tally, 'variant' | 'title' | 'words' | 'symbols' | 'source' | 'parts' | 'by' | 'formula' | 'example'>,
): Measure {
  return tallied({
    ...texts,
    name: 'days_beyond_terms',
    unit: 'days',
    asOfRule: 'Items settled in the period, as they stand at the end of the last day.',
    better: 'lower',
    about: 'outcome',
    perPerson: 'owner',
    subject: ITEMS,
    whyNot: () => 'Nothing was paid in full in the period.',
  });
}

/** How late invoices are paid, each counting the same. */
export const daysBeyondTermsByInvoice = lateness({
  variant: 'by_invoice',
  title: 'Average days beyond terms, by invoice',
  words: [
    'The days from the due day to the day of payment, on average over the items paid in the period, whatever their amounts.',
    PAID_IN_WORDS,
  ],
  symbols: 'Σ (paid on − due on) ÷ invoices',
  source: 'Aptean, average days past due; calculator7 (days beyond terms)',
  by: 'nothing',
  parts: { daysLate: numberPart(visitOf((_, daysLate) => daysLate)), invoices: numberPart(visitOf(() => 1)) },
  formula: (inputs) => {
    const { daysLate, invoices } = numbersOf(inputs, 'daysLate', 'invoices');
    return fractionOf(daysLate, invoices);
  },
  example: {
    source: 'calculator7 (days beyond terms)',
    words: 'invoices 0, 6 and 8 days late: 14 ÷ 3 = 4.667',
    inputs: { daysLate: 14, invoices: 3 },
    value: 14 / 3,
  },
});

/** How late money comes. */
export const weightedDaysLate = lateness({
  variant: 'by_amount',
  title: 'Weighted days late',
  words: [
    'The days from the due day to the day of payment, on average over what was paid of the items paid in the period: an item of twice the amount weighs twice.',
    PAID_IN_WORDS,
  ],
  symbols: 'Σ paid × (paid on − due on) ÷ Σ paid',
  source: 'Oracle E-Business Suite (weighted average days late); calculator7 (days beyond terms)',
  by: 'currency',
  parts: {
    amountDays: weightedPart(visitOf(({ paid }, daysLate) => paid * daysLate)),
    paid: moneyPart(visitOf(({ paid }) => paid)),
  },
  formula: (inputs) => {
    const { amountDays, paid } = numbersOf(inputs, 'amountDays', 'paid');
    return fractionOf(amountDays, paid);
  },
  example: {
    source: 'calculator7 (days beyond terms)',
    words: '(4,000 × 0 + 6,000 × 6 + 2,000 × 8) ÷ 12,000 = 4.33',
    inputs: { amountDays: 52_000, paid: 12_000 },
    value: 52 / 12,
  },
});
