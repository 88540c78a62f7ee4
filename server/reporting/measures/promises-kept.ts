import type { CurrencyCode } from '#shared/domain/currency.ts';
import { hasFallenDue } from '#shared/domain/promise-outcome.ts';
import type { PromiseOutcome } from '../promises/promise-outcomes.ts';
import type { Measure } from './measure.ts';
import { fractionOf, numbersOf } from './workings/inputs.ts';
import { moneyPart, numberPart } from './workings/part.ts';
import { promisesIn } from './workings/promises.ts';
import type { Scope } from './workings/scope.ts';
import { ACTIVITIES } from './workings/subjects.ts';
import { type Tally, tallied } from './workings/tallied.ts';

const SOURCE = 'Oracle Banking Collections (promise types); GoldPoint Systems (promise options)';
const JUDGED =
  'Kept or not is told by the cash alone: what came from the day of the promise to the promised day and the company’s grace in working days, towards the items that it names. No cent fulfils two promises.';
const FELL_DUE =
  'A promise fell due in the period when its last day, grace included, has passed in it; so each falls due once. Moved and withdrawn ones did not fall due.';

type Texts = Pick<
  Tally,
  'variant' | 'title' | 'words' | 'symbols' | 'example' | 'formula' | 'parts' | 'by' | 'better'
> &
  Pick<Tally, 'name' | 'whyNot'>;

function promiseMeasure(texts: Texts): Measure {
  return tallied({
    ...texts,
    unit: 'fraction',
    asOfRule: 'Promises whose last day has passed in the period, as they stood at the end of the last day.',
    source: SOURCE,
    about: 'outcome',
    perPerson: 'actor',
    subject: ACTIVITIES,
    currencies: currenciesOf,
  });
}

function fellDue(scope: Scope): readonly PromiseOutcome[] {
  return promisesIn(scope).filter(({ state }) => hasFallenDue(state));
}

function currenciesOf(scope: Scope): readonly CurrencyCode[] {
  const { currency, together } = scope.question;
  if (currency !== undefined && together === undefined) return [currency];
  return [...new Set(fellDue(scope).map(({ activity }) => ACTIVITIES.currencyOf(scope, activity)))].sort();
}

/** How many promises were kept. */
export const promisesKeptByCount = promiseMeasure({
  name: 'promises_kept',
  variant: 'count',
  title: 'Promises kept, by count',
  words: ['Promises that were kept in full, divided by those that fell due.', FELL_DUE, JUDGED],
  symbols: 'kept ÷ fell due',
  better: 'higher',
  by: 'nothing',
  parts: {
    kept: numberPart((scope, add) => {
      for (const { activity, state } of fellDue(scope)) if (state === 'kept') add(activity, 1);
    }),
    fellDue: numberPart((scope, add) => {
      for (const { activity } of fellDue(scope)) add(activity, 1);
    }),
  },
  formula: (inputs) => {
    const { kept, fellDue: due } = numbersOf(inputs, 'kept', 'fellDue');
    return fractionOf(kept, due);
  },
  whyNot: () => 'No promise fell due in the period.',
  example: {
    source:
      'This page: promises of 100 (paid in time), 200 (150 in time), 300 (nothing), 400 (two days late, grace of 3) and 500 (not yet due).',
    words: 'kept 2 of the 4 that fell due = 50 %',
    inputs: { kept: 2, fellDue: 4 },
    value: 0.5,
  },
});

/** How much of what was promised came in time. */
export const promisesKeptByAmount = promiseMeasure({
  name: 'promises_kept',
  variant: 'amount',
  title: 'Promises kept, by amount',
  words: [
    'What came in time of the promises that fell due, never more than was promised, divided by what they promised.',
    FELL_DUE,
    JUDGED,
  ],
  symbols: 'Σ came in time ÷ Σ promised',
  better: 'higher',
  by: 'currency',
  parts: {
    paid: moneyPart((scope, add) => {
      for (const { activity, paidMinor } of fellDue(scope)) if (paidMinor !== 0) add(activity, paidMinor);
    }),
    promised: moneyPart((scope, add) => {
      for (const { activity, minor } of fellDue(scope)) add(activity, minor);
    }),
  },
  formula: (inputs) => {
    const { paid, promised } = numbersOf(inputs, 'paid', 'promised');
    return fractionOf(paid, promised);
  },
  whyNot: () => 'No promise fell due in the period.',
  example: {
    source:
      'This page: promises of 100 (paid in time), 200 (150 in time), 300 (nothing), 400 (two days late, grace of 3) and 500 (not yet due).',
    words: '(100 + 150 + 0 + 400) ÷ 1,000 = 65 %',
    inputs: { paid: 650, promised: 1_000 },
    value: 0.65,
  },
});

/** How many promises gave way to another word. */
export const promisesMoved = promiseMeasure({
  name: 'promises_moved',
  variant: 'count',
  title: 'Promises moved, by count',
  words: [
    'Promises in whose place the customer gave another word before they fell due, divided by these and those that fell due. A promise that is moved again and again is never broken; here it is seen.',
    'Moved ones are in the period by the last day that they had.',
    JUDGED,
  ],
  symbols: 'moved ÷ (moved + fell due)',
  better: 'lower',
  by: 'nothing',
  parts: {
    moved: numberPart((scope, add) => {
      for (const { activity, state } of promisesIn(scope)) if (state === 'moved') add(activity, 1);
    }),
    fellDue: numberPart((scope, add) => {
      for (const { activity } of fellDue(scope)) add(activity, 1);
    }),
  },
  formula: (inputs) => {
    const { moved, fellDue: due } = numbersOf(inputs, 'moved', 'fellDue');
    return fractionOf(moved, moved + due);
  },
  whyNot: () => 'No promise fell due or was moved in the period.',
  example: {
    source: 'This page.',
    words: '1 moved beside 4 that fell due = 20 %',
    inputs: { moved: 1, fellDue: 4 },
    value: 0.2,
  },
});
