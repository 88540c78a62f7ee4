import type { CurrencyCode } from '#shared/domain/currency.ts';
import { money } from '#shared/domain/money.ts';
import { EFFECT_IN_WORDS } from '../effect/effect-in-words.ts';
import { type ExcessPart, ExcessSum } from '../effect/excess.ts';
import type { StagePart } from '../effect/excess-parts.ts';
import { numbersOf } from './workings/inputs.ts';
import { moneyPart, numberPart } from './workings/part.ts';
import type { Scope } from './workings/scope.ts';
import { ITEMS } from './workings/subjects.ts';
import { tallied } from './workings/tallied.ts';
import { episodesFor, workedEpisodes } from './workings/worked-episodes.ts';

/** What the work brought beyond what would have come anyway. */
export const excessCash = tallied({
  name: 'excess_cash',
  variant: 'observed_less_expected',
  title: 'Excess cash',
  unit: 'money',
  words: [
    'What was paid after contacts, less what would have been paid anyway. The 95 % interval stands beside it; where it crosses 0 the excess cannot be told from luck.',
    'Asked of people, it is their shares of the episodes; the company’s has what jobs sent in it too. It is the figure of the report excess-cash, and its rows are the items.',
    ...EFFECT_IN_WORDS.slice(0, 3),
  ],
  symbols: 'Σ observed − Σ expected',
  asOfRule: 'Contacts on days of the period; what was paid up to the end of the last day.',
  source: 'docs/decisions/effect-against-luck.md',
  better: 'higher',
  about: 'outcome',
  perPerson: 'actor',
  isSlow: true,
  subject: ITEMS,
  by: 'currency',
  parts: {
    observed: moneyPart((scope, add) => {
      for (const { item, observed } of workedEpisodes(scope).parts) if (observed !== 0) add(item, observed);
    }),
    expected: moneyPart((scope, add) => {
      for (const { item, expected } of workedEpisodes(scope).parts) if (expected !== 0) add(item, expected);
    }),
    episodes: numberPart((scope, add) => {
      for (const [item, episodes] of workedEpisodes(scope).counts) add(item, episodes);
    }),
  },
  beside: (scope, currency) => (currency === null ? {} : intervalOf(scope, currency)),
  formula: (inputs) => {
    const { observed, expected, episodes } = numbersOf(inputs, 'observed', 'expected', 'episodes');
    return episodes > 0 ? observed - expected : null;
  },
  whyNot: () => 'Nobody worked on anything in the period of which it can be told when it would have been paid anyway.',
  example: {
    source:
      'This page: 10,000 (chance 0.756, paid), 5,000 (0.303, paid), 8,000 (0.08, unpaid) and 2,000 (0.935, paid).',
    words: '17,000 − 11,585 = 5,415; last touch would say 17,000',
    inputs: { observed: 17_000, expected: 11_585, episodes: 4 },
    value: 5_415,
  },
});

/** The 95 % interval of a currency, as the report of excess cash has it. */
function intervalOf(scope: Scope, currency: CurrencyCode): Readonly<Record<string, unknown>> {
  const sum = new ExcessSum(episodesFor(scope).together);
  const own = workedEpisodes(scope).parts.filter(({ item }) => scope.currencyOf(item) === currency);
  if (own.length === 0) return {};
  for (const part of own) sum.add(inCurrency(scope, part));
  const { low, high, z, isTold } = sum.excess(own.length);
  return { low: money(Math.round(low), currency), high: money(Math.round(high), currency), z, isTold };
}

function inCurrency(scope: Scope, { customer, item, stage, weight, observed, expected }: StagePart): ExcessPart {
  return {
    customer,
    observed: scope.worth(item, observed),
    expected: scope.worth(item, expected),
    chance: stage.chance,
    deviation: scope.worth(item, weight * stage.deviation),
    doubt: scope.worth(item, weight * stage.doubt),
  };
}
