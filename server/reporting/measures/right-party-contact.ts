import type { Measure } from './measure.ts';
import { fractionOf, numbersOf } from './workings/inputs.ts';
import { numberPart, type Part } from './workings/part.ts';
import type { Scope } from './workings/scope.ts';
import { ACTIVITIES } from './workings/subjects.ts';
import { type Tally, tallied } from './workings/tallied.ts';

/** The calls of the question that people made in its period and that are told by `isCounted`, one each. */
function calls(isCounted: (scope: Scope, activity: number) => boolean): Part {
  return numberPart((scope, add) => {
    const { log, from, to } = scope;
    for (const activity of log.between(from, to)) {
      if (!log.isCall(activity) || log.isAutomatic(activity) || !scope.hasActivity(activity)) continue;
      if (isCounted(scope, activity)) add(activity, 1);
    }
  });
}

const RIGHT_PARTY = calls(({ log }, activity) => log.isRightParty(activity));
const REACHED = calls(({ log }, activity) => log.hasReached(activity));
const ATTEMPTS = calls(() => true);
const IN_WORDS =
  'A right-party contact reached someone who can decide on payment; a contact reached a person. Calls count, one each: mails are attempts of which nobody knows whom they reached.';

function contactRate(
  texts: Pick<Tally, 'variant' | 'title' | 'words' | 'symbols' | 'source' | 'parts' | 'formula' | 'whyNot' | 'example'>,
): Measure {
  return tallied({
    ...texts,
    name: 'right_party_contact',
    unit: 'fraction',
    asOfRule: 'Calls on days of the period.',
    better: 'higher',
    about: 'activity',
    perPerson: 'actor',
    subject: ACTIVITIES,
    by: 'nothing',
  });
}

/** How many of the calls reached the right person. */
export const rightPartyOfAttempts = contactRate({
  variant: 'attempts',
  title: 'Right-party contacts of calls made',
  words: ['Calls that reached the right party, divided by all calls.', IN_WORDS],
  symbols: 'right-party contacts ÷ calls',
  source: 'vcc.live (base: calls made)',
  parts: { rightParty: RIGHT_PARTY, attempts: ATTEMPTS },
  formula: (inputs) => {
    const { rightParty, attempts } = numbersOf(inputs, 'rightParty', 'attempts');
    return fractionOf(rightParty, attempts);
  },
  whyNot: () => 'Nobody called anybody in the period.',
  example: {
    source: 'This page.',
    words: '25 of 100 calls = 25 %',
    inputs: { rightParty: 25, attempts: 100 },
    value: 0.25,
  },
});

/** How many of those reached were the right person. */
export const rightPartyOfReached = contactRate({
  variant: 'reached',
  title: 'Right-party contacts of people reached',
  words: ['Calls that reached the right party, divided by the calls that reached anybody.', IN_WORDS],
  symbols: 'right-party contacts ÷ contacts',
  source: 'retrievables.com (base: reached)',
  parts: { rightParty: RIGHT_PARTY, reached: REACHED },
  formula: (inputs) => {
    const { rightParty, reached } = numbersOf(inputs, 'rightParty', 'reached');
    return fractionOf(rightParty, reached);
  },
  whyNot: () => 'No call of the period reached anybody.',
  example: {
    source: 'retrievables.com',
    words: '25 of 50 reached = 50 %',
    inputs: { rightParty: 25, reached: 50 },
    value: 0.5,
  },
});
