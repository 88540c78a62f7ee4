import { SALES_IN_WORDS } from './dso.ts';
import { fractionOf, numbersOf } from './workings/inputs.ts';
import { NET_SALES, WRITTEN_OFF } from './workings/ledger-parts.ts';
import { ITEMS } from './workings/subjects.ts';
import { tallied } from './workings/tallied.ts';

/** How much of sales is written off. */
export const badDebt = tallied({
  name: 'bad_debt',
  variant: 'of_sales',
  title: 'Bad debt as a share of sales',
  unit: 'fraction',
  words: [
    'What was written off debit items on days of the period, divided by the net credit sales of the period. Discounts, withheld taxes, bank fees and exchange differences are no bad debt.',
    SALES_IN_WORDS,
  ],
  symbols: 'written off ÷ sales',
  asOfRule: 'Write-offs by their own day in the period; sales of the period.',
  source: 'encyclopediaofcredit.com (the definition); kpiexamples (the example)',
  better: 'lower',
  about: 'outcome',
  perPerson: 'owner',
  usual: {
    low: 0.005,
    high: 0.02,
    source: 'transformance.ai: 0.5 to 1.5 % of standard B2B sales; financialmodelslab.com: 2 % in the mid-market',
  },
  subject: ITEMS,
  by: 'currency',
  parts: { writtenOff: WRITTEN_OFF, sales: NET_SALES },
  formula: (inputs) => {
    const { writtenOff, sales } = numbersOf(inputs, 'writtenOff', 'sales');
    return fractionOf(writtenOff, sales);
  },
  whyNot: () => 'There are no net credit sales in the period.',
  example: {
    source: 'kpiexamples',
    words: '1,000 ÷ 100,000 = 1 %',
    inputs: { writtenOff: 1_000, sales: 100_000 },
    value: 0.01,
  },
});
