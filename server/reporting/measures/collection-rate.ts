import { fractionOf, numbersOf } from './workings/inputs.ts';
import { CASH, FALLEN_DUE, FALLEN_DUE_PAID } from './workings/ledger-parts.ts';
import { ITEMS } from './workings/subjects.ts';
import { tallied } from './workings/tallied.ts';

/** How much of what fell due in a period has been paid. */
export const collectionRate = tallied({
  name: 'collection_rate',
  variant: 'fallen_due',
  title: 'Collection rate of what fell due',
  unit: 'fraction',
  words: [
    'Of the debit items that fell due in the period: what is paid of them by the last day, early or late, divided by what was to be paid.',
    'What was to be paid is their amounts less what was cancelled, credited, discounted, withheld, charged by a bank or lost to exchange by then; what was written off stays in. Refunds are not in it.',
    'What is gone of an item and no entry explains counts as paid.',
  ],
  symbols: 'paid ÷ fallen due',
  asOfRule: 'Items by their due day in the period; what is paid of them by the end of the last day.',
  source:
    'paraglide.ai, collection rate based on invoices due during the period; net collection rate as the health trade uses it',
  better: 'higher',
  about: 'outcome',
  perPerson: 'owner',
  usual: {
    low: 0.95,
    high: 0.98,
    source: 'customary for a net collection rate; no survey of the trade was found that gives it',
  },
  subject: ITEMS,
  by: 'currency',
  parts: { paid: FALLEN_DUE_PAID, fallenDue: FALLEN_DUE },
  formula: (inputs) => {
    const { paid, fallenDue } = numbersOf(inputs, 'paid', 'fallenDue');
    return fractionOf(paid, fallenDue);
  },
  whyNot: () => 'Nothing that was to be paid fell due in the period.',
  example: {
    source: 'This page.',
    words: '97,000 paid of 100,000 that fell due = 97 %',
    inputs: { paid: 97_000, fallenDue: 100_000 },
    value: 0.97,
  },
});

/** The money that came in. */
export const cashCollected = tallied({
  name: 'cash_collected',
  variant: 'value_date',
  title: 'Cash collected',
  unit: 'money',
  words: [
    'The payments whose value date lies in the period, as they stand on the last day: what bounced or was taken back by then is no cash.',
    'It says nothing of who brought it; “cash touched” and “excess cash” stand beside it for that.',
  ],
  symbols: 'Σ payments by value date',
  asOfRule: 'Payments by their value date in the period, as they stand at the end of the last day.',
  source: 'docs/decisions/what-a-balance-means.md',
  better: 'higher',
  about: 'outcome',
  perPerson: 'owner',
  subject: ITEMS,
  by: 'currency',
  parts: { cash: CASH },
  formula: (inputs) => numbersOf(inputs, 'cash').cash,
  whyNot: () => 'Nothing is in the ledger by then.',
  example: {
    source: 'This page.',
    words: 'payments of 400.00 and 100.00, in cents',
    inputs: { cash: 50_000 },
    value: 50_000,
  },
});
