import type { Measure } from './measure.ts';
import { numbersOf, type PlainInputs } from './workings/inputs.ts';
import { INVOICE_OPEN, PAST_DUE_OPEN, UNAPPLIED_MEMOS, UNAPPLIED_PAYMENTS } from './workings/open-parts.ts';
import { ITEMS } from './workings/subjects.ts';
import { type Tally, tallied } from './workings/tallied.ts';

interface Amount
  extends Pick<Tally, 'name' | 'variant' | 'title' | 'words' | 'symbols' | 'better' | 'example' | 'parts'> {
  readonly formula: Measure['formula'];
}

/** An amount at the end of a day. */
function amount(texts: Amount): Measure {
  return tallied({
    ...texts,
    unit: 'money',
    asOfRule: 'What is left at the end of the last day of the period; the first day does not matter.',
    source: 'docs/decisions/what-a-balance-means.md',
    about: 'portfolio',
    perPerson: 'owner',
    subject: ITEMS,
    by: 'currency',
    whyNot: () => 'Nothing is in the ledger on that day.',
  });
}

const OWN =
  'This page: invoices of 150.00 open, of which 110.00 past due; 20.00 of a payment and 5.00 of a credit memo not applied.';

/** What the ERP calls open. */
export const netOpen = amount({
  name: 'receivables',
  variant: 'net_open',
  title: 'Receivables, net open',
  words: [
    'What is left of debit items, less what is left of payments and credit memos: what the ERP calls open.',
    'The report “reconciliation” holds it against the ERP’s own total.',
  ],
  symbols: 'invoice open − unapplied payments − unapplied credit memos',
  better: null,
  parts: { invoiceOpen: INVOICE_OPEN, unappliedPayments: UNAPPLIED_PAYMENTS, unappliedMemos: UNAPPLIED_MEMOS },
  formula: netOpenOf,
  example: {
    source: OWN,
    words: '150.00 − 20.00 − 5.00 = 125.00, in cents',
    inputs: { invoiceOpen: 15_000, unappliedPayments: 2_000, unappliedMemos: 500 },
    value: 12_500,
  },
});

function netOpenOf(inputs: PlainInputs): number {
  const parts = numbersOf(inputs, 'invoiceOpen', 'unappliedPayments', 'unappliedMemos');
  return parts.invoiceOpen - parts.unappliedPayments - parts.unappliedMemos;
}

/** What is past due of what is open. */
export const pastDue = amount({
  name: 'receivables',
  variant: 'past_due',
  title: 'Receivables past due',
  words: [
    'What is left of debit items whose due day has gone by. Payments and credit memos that are not applied do not lessen it.',
  ],
  symbols: 'Σ left of debit items past due',
  better: 'lower',
  parts: { pastDue: PAST_DUE_OPEN },
  formula: (inputs) => numbersOf(inputs, 'pastDue').pastDue,
  example: { source: OWN, words: '110.00, in cents', inputs: { pastDue: 11_000 }, value: 11_000 },
});

/** Money received that stands on nothing. */
export const unappliedCash = amount({
  name: 'unapplied_cash',
  variant: 'amount',
  title: 'Unapplied cash',
  words: [
    'What is left of payments at the end of the day: money received that is not set against any debit item. Credit memos that are not applied are no cash and are not in it.',
  ],
  symbols: 'Σ left of payments',
  better: 'lower',
  parts: { unapplied: UNAPPLIED_PAYMENTS },
  formula: (inputs) => numbersOf(inputs, 'unapplied').unapplied,
  example: { source: OWN, words: '20.00, in cents', inputs: { unapplied: 2_000 }, value: 2_000 },
});
