import { RECEIVABLES_IN_WORDS, SALES_IN_WORDS } from './dso.ts';
import type { Measure } from './measure.ts';
import { monthCount } from './workings/days.ts';
import { fractionOf, numbersOf, type PlainInputs } from './workings/inputs.ts';
import { NET_SALES } from './workings/ledger-parts.ts';
import { CURRENT_OPEN, NET_OPEN, NET_OPEN_BEFORE } from './workings/open-parts.ts';
import { ITEMS } from './workings/subjects.ts';
import { type Tally, tallied } from './workings/tallied.ts';

/** What could have been collected and was, of what could have been; `sales` as the variant takes them. */
function effectiveness(inputs: PlainInputs, sales: number): number | null {
  const parts = numbersOf(inputs, 'receivablesBefore', 'receivables', 'currentReceivables');
  const billed = parts.receivablesBefore + sales;
  return fractionOf(billed - parts.receivables, billed - parts.currentReceivables);
}

function index(
  texts: Pick<Tally, 'variant' | 'title' | 'words' | 'symbols' | 'source' | 'formula' | 'example' | 'givens'>,
): Measure {
  return tallied({
    ...texts,
    name: 'cei',
    unit: 'fraction',
    asOfRule: 'Receivables at the end of the day before the first and at the end of the last day; sales of the period.',
    better: 'higher',
    about: 'outcome',
    perPerson: 'owner',
    subject: ITEMS,
    by: 'currency',
    parts: {
      receivablesBefore: NET_OPEN_BEFORE,
      sales: NET_SALES,
      receivables: NET_OPEN,
      currentReceivables: CURRENT_OPEN,
    },
    whyNot: () => 'Nothing could have been collected in the period: nothing was past due, and nothing fell due.',
  });
}

/** Collection effectiveness as the Credit Research Foundation computes it. */
export const ceiCrf = index({
  variant: 'crf',
  title: 'Collection effectiveness index (CRF: sales by month)',
  words: [
    'Receivables before the period and the sales of an average month of it, less receivables at the end; divided by receivables before and the sales of an average month, less what is current at the end.',
    'This is the variant of the Credit Research Foundation: the sales of the period are divided by its months, part of a month counting as such. The other variant takes the sales whole, and on the same ledger the two are far apart.',
    RECEIVABLES_IN_WORDS,
    SALES_IN_WORDS,
  ],
  symbols: '(before + sales ÷ months − end) ÷ (before + sales ÷ months − current at the end)',
  source: 'Credit Research Foundation, by creditmanagementassociation.org and academy.highako.com',
  givens: ({ from, to }) => ({ months: monthCount(from, to) }),
  formula: (inputs) => {
    const { sales, months } = numbersOf(inputs, 'sales', 'months');
    return months > 0 ? effectiveness(inputs, sales / months) : null;
  },
  example: {
    source: 'creditguru.com',
    words: '(6,200 + 10,890 ÷ 3 − 6,340) ÷ (6,200 + 10,890 ÷ 3 − 3,590) = 3,490 ÷ 6,240 = 55.93 %',
    inputs: { receivablesBefore: 6_200, sales: 10_890, months: 3, receivables: 6_340, currentReceivables: 3_590 },
    value: 3_490 / 6_240,
  },
});

/** Collection effectiveness with the sales of the whole period. */
export const ceiPeriod = index({
  variant: 'period',
  title: 'Collection effectiveness index (sales of the whole period)',
  words: [
    'Receivables before the period and the sales of the period, less receivables at the end; divided by receivables before and the sales of the period, less what is current at the end.',
    'This variant takes the sales of the period whole; that of the Credit Research Foundation divides them by its months. On the same ledger the two are far apart.',
    RECEIVABLES_IN_WORDS,
    SALES_IN_WORDS,
  ],
  symbols: '(before + sales − end) ÷ (before + sales − current at the end)',
  source:
    'wizedu.com 116374; the same formula at gaviti.com, (100,000 + 1,000,000 − 120,000) ÷ (100,000 + 1,000,000 − 100,000) = 98 %',
  formula: (inputs) => effectiveness(inputs, numbersOf(inputs, 'sales').sales),
  example: {
    source: 'wizedu.com 116374',
    words: '(6,200 + 10,890 − 6,340) ÷ (6,200 + 10,890 − 3,590) = 10,750 ÷ 13,500 = 79.63 %',
    inputs: { receivablesBefore: 6_200, sales: 10_890, receivables: 6_340, currentReceivables: 3_590 },
    value: 10_750 / 13_500,
  },
});
