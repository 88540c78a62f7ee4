import type { ActivityIndex } from '../facts/facts.ts';
import type { Measure } from './measure.ts';
import { numbersOf } from './workings/inputs.ts';
import type { LogColumns } from './workings/log-columns.ts';
import { numberPart, type Part } from './workings/part.ts';
import type { Scope } from './workings/scope.ts';
import { ACTIVITIES } from './workings/subjects.ts';
import { type Tally, tallied } from './workings/tallied.ts';

const NONE = -1;
const ONE_A_DAY =
  'Several of one person towards one customer on one day are one, so that nobody counts for more by logging more.';

type IsCounted = (log: LogColumns, activity: ActivityIndex) => boolean;

/** One a customer, person and day: the one that came first in the log. */
function onePerDay(isCounted: IsCounted): Part {
  return numberPart((scope, add) => {
    for (const activity of workedDays(scope).firstOfEach(isCounted)) add(activity, 1);
  });
}

/** The question's activities, a customer's after the other, each numbered by its customer, person and day. */
class WorkedDays {
  private readonly activities: ActivityIndex[] = [];
  private readonly numbers: number[] = [];
  private count = 0;

  constructor(private readonly scope: Scope) {
    const { facts, log } = scope;
    for (let customer = 0; customer < facts.customers.count; customer += 1) {
      if (scope.hasCustomer(customer)) this.take(log.towards(customer, scope));
    }
  }

  /** Of each customer, person and day the first in the log that is counted. */
  firstOfEach(isCounted: IsCounted): Int32Array {
    const { log, facts } = this.scope;
    const { seq } = facts.activities;
    const first = new Int32Array(this.count).fill(NONE);
    for (const [at, activity] of this.activities.entries()) {
      const number = this.numbers[at] ?? 0;
      const before = first[number] ?? NONE;
      const isFirst = before === NONE || (seq[activity] ?? 0) < (seq[before] ?? 0);
      if (isFirst && isCounted(log, activity)) first[number] = activity;
    }
    return first.filter((activity) => activity !== NONE);
  }

  /** Takes what was done towards one customer, in the order of days. */
  private take(own: Int32Array): void {
    const begin = this.activities.length;
    for (const activity of own) {
      if (!this.scope.hasActivity(activity)) continue;
      const same = this.sameDayBefore(activity, begin);
      this.activities.push(activity);
      this.numbers.push(same ?? this.count);
      if (same === undefined) this.count += 1;
    }
  }

  /** The number of what the same person did on the same day, among what was taken from a place on. */
  private sameDayBefore(activity: ActivityIndex, begin: number): number | undefined {
    const { day, collector } = this.scope.facts.activities;
    for (let before = this.activities.length - 1; before >= begin; before -= 1) {
      const other = this.activities[before] ?? NONE;
      if (day[other] !== day[activity]) return undefined;
      if (collector[other] === collector[activity]) return this.numbers[before];
    }
    return undefined;
  }
}

function workedDays(scope: Scope): WorkedDays {
  return scope.once(workedDays, () => new WorkedDays(scope));
}

function count(
  texts: Pick<Tally, 'variant' | 'title' | 'words' | 'symbols' | 'better'> & { readonly part: Part },
): Measure {
  const { part, ...others } = texts;
  return tallied({
    ...others,
    name: 'activities',
    unit: 'count',
    asOfRule: 'Activities on days of the period, as the log knows them; withdrawn ones do not count.',
    source: 'Lockstep (one a day and collector, automatic ones apart): lockstep.zendesk.com 21770455347867',
    about: 'activity',
    perPerson: 'actor',
    subject: ACTIVITIES,
    by: 'nothing',
    parts: { activities: part },
    formula: (inputs) => numbersOf(inputs, 'activities').activities,
    whyNot: () => 'Nothing is in the log.',
    example: { source: 'This page.', words: 'twelve are twelve', inputs: { activities: 12 }, value: 12 },
  });
}

/** Touches by people. */
export const humanTouches = count({
  variant: 'human',
  title: 'Touches by people',
  words: [
    'Attempts and contacts that people made on days of the period, mails and calls alike. Messages that failed, bounced or are drafts touched nobody.',
    ONE_A_DAY,
  ],
  symbols: 'touches, one a customer, person and day',
  better: 'higher',
  part: onePerDay((log, activity) => log.isHumanTouch(activity)),
});

/** Touches that nobody pressed anything for. */
export const automaticTouches = count({
  variant: 'automatic',
  title: 'Automatic touches',
  words: [
    'Attempts that went out on days of the period without anybody pressing anything, one a customer and day. They are in no figure of a person’s work.',
  ],
  symbols: 'automatic touches, one a customer and day',
  better: null,
  part: onePerDay((log, activity) => log.hasTouched(activity) && log.isAutomatic(activity)),
});

/** Calls by people. */
export const calls = count({
  variant: 'calls',
  title: 'Calls',
  words: ['Calls that people made on days of the period, whomever they reached.', ONE_A_DAY],
  symbols: 'calls, one a customer, person and day',
  better: 'higher',
  part: onePerDay((log, activity) => log.isCall(activity) && !log.isAutomatic(activity)),
});

/** Talks with people who can decide on payment. */
export const rightPartyContacts = count({
  variant: 'right_party_contacts',
  title: 'Right-party contacts',
  words: ['Contacts with someone who can decide on payment that people had on days of the period.', ONE_A_DAY],
  symbols: 'right-party contacts, one a customer, person and day',
  better: 'higher',
  part: onePerDay((log, activity) => log.isRightParty(activity) && !log.isAutomatic(activity)),
});
