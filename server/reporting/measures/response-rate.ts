import type { ActivityIndex } from '../facts/facts.ts';
import type { Measure } from './measure.ts';
import { fractionOf, numbersOf } from './workings/inputs.ts';
import { numberPart } from './workings/part.ts';
import { type Response, responsesIn } from './workings/responses.ts';
import type { Scope } from './workings/scope.ts';
import { ACTIVITIES } from './workings/subjects.ts';
import { type Tally, tallied } from './workings/tallied.ts';

const IN_WORDS = [
  'A message is answered when the same customer’s reply, promise or dispute was logged after it, within the 7 days after its day. Payments are no answer: how many messages a payment of the customer came after stands beside it.',
  'A message is in the period when its seventh day lies in it, so that each has had its time and is counted once. Automatic messages count. Those that failed, bounced or are drafts went to nobody. Replies of ours are no messages here.',
];

interface Grouped extends Pick<Tally, 'variant' | 'title' | 'words' | 'whyNot' | 'example'> {
  /** What a message is counted under; null where it is not counted. */
  readonly groupOf: (scope: Scope, activity: ActivityIndex) => string | null;
  /** What the groups are called among the inputs. */
  readonly groups: string;
}

function responseRate({ groupOf, groups, words, ...texts }: Grouped): Measure {
  const counted = (scope: Scope) =>
    scope.once(groupOf, () => responsesIn(scope).filter(({ activity }) => groupOf(scope, activity) !== null));
  return tallied({
    ...texts,
    name: 'response_rate',
    unit: 'fraction',
    words: [...words, ...IN_WORDS],
    symbols: 'answered ÷ sent',
    asOfRule: 'Messages whose seventh day lies in the period, with what was logged up to that day.',
    source: 'docs/glossary.md (activity, delivery)',
    better: 'higher',
    about: 'outcome',
    perPerson: 'actor',
    subject: ACTIVITIES,
    by: 'nothing',
    parts: {
      answered: numberPart((scope, add) => {
        for (const { activity, isAnswered } of counted(scope)) if (isAnswered) add(activity, 1);
      }),
      sent: numberPart((scope, add) => {
        for (const { activity } of counted(scope)) add(activity, 1);
      }),
      followedByPayment: numberPart((scope, add) => {
        for (const { activity, isFollowedByPayment } of counted(scope)) if (isFollowedByPayment) add(activity, 1);
      }),
    },
    beside: (scope) => ({
      [groups]: groupedRates(counted(scope), (activity) => groupOf(scope, activity) ?? ''),
    }),
    formula: (inputs) => {
      const { answered, sent } = numbersOf(inputs, 'answered', 'sent');
      return fractionOf(answered, sent);
    },
  });
}

interface Counts {
  sent: number;
  answered: number;
  followedByPayment: number;
}

/** The rate of each group, by its name. */
function groupedRates(responses: readonly Response[], groupOf: (activity: ActivityIndex) => string) {
  const groups = new Map<string, Counts>();
  for (const { activity, isAnswered, isFollowedByPayment } of responses) {
    const group = groupOf(activity);
    const counts = groups.get(group) ?? { sent: 0, answered: 0, followedByPayment: 0 };
    groups.set(group, counts);
    counts.sent += 1;
    counts.answered += Number(isAnswered);
    counts.followedByPayment += Number(isFollowedByPayment);
  }
  return [...groups]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([name, counts]) => ({ name, ...counts, value: counts.answered / counts.sent }));
}

/** Answers to what was sent, by code. */
export const responseRateByCode = responseRate({
  variant: 'by_code',
  title: 'Response rate, by code',
  words: [
    'Mails and voicemails that were answered, divided by all; for all codes together, and for each code among the inputs.',
  ],
  groups: 'codes',
  groupOf: (scope, activity) => scope.log.codeOf(activity),
  whyNot: () => 'No message has its seventh day in the period.',
  example: { source: 'This page.', words: '6 of 24 messages = 25 %', inputs: { answered: 6, sent: 24 }, value: 0.25 },
});

/** Answers to what was sent, by template. */
export const responseRateByTemplate = responseRate({
  variant: 'by_template',
  title: 'Response rate, by template',
  words: [
    'Messages made from a template that were answered, divided by all of these; for all templates together, and for each template among the inputs.',
  ],
  groups: 'templates',
  groupOf: (scope, activity) => scope.facts.activities.template(activity),
  whyNot: () => 'No message that was made from a template has its seventh day in the period.',
  example: { source: 'This page.', words: '5 of 20 messages = 25 %', inputs: { answered: 5, sent: 20 }, value: 0.25 },
});
