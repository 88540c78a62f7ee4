import type { Measure } from './measure.ts';
import { fractionOf, numbersOf, type PlainInputs } from './workings/inputs.ts';
import { CURRENT_OPEN, INVOICE_OPEN, OLD_OPEN, PAST_DUE_OPEN } from './workings/open-parts.ts';
import type { Part } from './workings/part.ts';
import { ITEMS } from './workings/subjects.ts';
import { tallied } from './workings/tallied.ts';

const OF_DAY = 'What is left at the end of the last day of the period; the first day does not matter.';
const SURVEY = 'Credit Research Foundation, National Summary of Domestic Trade Receivables (crfonline.org/survey-form)';

interface Share extends Pick<Measure, 'variant' | 'title' | 'words' | 'better' | 'example'> {
  readonly of: Part;
}

/** A share of invoice open that lies in a span of days past due. */
function share({ of, ...texts }: Share): Measure {
  return tallied({
    ...texts,
    name: 'ageing',
    unit: 'fraction',
    symbols: 'part ÷ invoice open',
    asOfRule: OF_DAY,
    source: SURVEY,
    about: 'portfolio',
    perPerson: 'owner',
    subject: ITEMS,
    by: 'currency',
    parts: { part: of, invoiceOpen: INVOICE_OPEN },
    formula,
    whyNot: () => 'Nothing is open on that day.',
  });
}

function formula(inputs: PlainInputs): number | null {
  const { part, invoiceOpen } = numbersOf(inputs, 'part', 'invoiceOpen');
  return fractionOf(part, invoiceOpen);
}

const OWN = 'This page: 15,000 open, of which 4,000 is not past due, 11,000 is, and 3,000 by more than 90 days.';

/** How much of what is open is not past due. */
export const currentShare = share({
  variant: 'current_share',
  title: 'Ageing: share of what is open that is current',
  words: [
    'What is left of debit items that are not past due, divided by what is left of all debit items. Due on the day itself is current.',
  ],
  better: 'higher',
  of: CURRENT_OPEN,
  example: { source: OWN, words: '4,000 of 15,000', inputs: { part: 4_000, invoiceOpen: 15_000 }, value: 4 / 15 },
});

/** How much of what is open is past due. */
export const pastDueShare = share({
  variant: 'past_due_share',
  title: 'Ageing: share of what is open that is past due',
  words: ['What is left of debit items whose due day has gone by, divided by what is left of all debit items.'],
  better: 'lower',
  of: PAST_DUE_OPEN,
  example: { source: OWN, words: '11,000 of 15,000', inputs: { part: 11_000, invoiceOpen: 15_000 }, value: 11 / 15 },
});

/** How much of what is open is old debt. */
export const over90Share = share({
  variant: 'over_90_share',
  title: 'Ageing: share of what is open that is more than 90 days past due',
  words: [
    'What is left of debit items whose due day went by more than 90 days ago, divided by what is left of all debit items. It is 90 days whatever buckets the company uses.',
  ],
  better: 'lower',
  of: OLD_OPEN,
  example: { source: OWN, words: '3,000 of 15,000', inputs: { part: 3_000, invoiceOpen: 15_000 }, value: 0.2 },
});
