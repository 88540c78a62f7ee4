import type { DuePromise } from '#shared/api/worklist.ts';
import { isPromise } from '#shared/domain/activity-code.ts';
import { dayNumber, dayOfNumber } from '#shared/domain/calendar-date.ts';
import { money } from '#shared/domain/money.ts';
import type { PromiseVerdict } from '#shared/domain/promise-outcome.ts';
import type { WorklistQuestion } from '../../features/worklist/worklist-figures.ts';
import { seesOwner } from '../../portfolio.ts';
import type { ActivityIndex, CustomerIndex, Facts } from '../facts/facts.ts';
import { collectorRef, customerRef } from '../facts-refs.ts';
import { type JudgedPromises, judgedPromises, type LoggedPromise, lastDays } from '../promises/promise-outcomes.ts';
import { lastTouch } from '../weekly-review/neglected-customers.ts';

/** Stands where there was no such day. */
const NEVER = Number.NEGATIVE_INFINITY;

/** What of the question bears on promises. */
type PromisesAsked = Pick<WorklistQuestion, 'reader' | 'today' | 'calendar' | 'graceDays' | 'portfolio'>;

/** A part of a promise with what the cash says of it. Days are numbers. */
type Judged = Pick<JudgedPromises, 'customer' | 'currency'> & {
  readonly promise: LoggedPromise;
  readonly verdict: Pick<PromiseVerdict, 'state' | 'paidMinor'>;
};

/** The promises of some customers, and those that the reader took, that are due or broken with nobody in contact since; broken ones first, then by the day promised. */
export function duePromises(facts: Facts, own: ReadonlySet<CustomerIndex>, question: PromisesAsked): DuePromise[] {
  const asOf = dayNumber(question.today);
  const taken = takenBy(facts, question.reader.id);
  const { customer: customerOf } = facts.activities;
  const asked = new Set([...own, ...[...taken].map((activity) => customerOf[activity] ?? 0)]);
  const contactDays = contactDaysOf(facts, asked, question);
  const found: Judged[] = [];
  for (const judged of judgedPromises({ ...question, facts, asOf }, new Set(contactDays.keys()))) {
    const contactOn = contactDays.get(judged.customer) ?? NEVER;
    found.push(
      ...partsOf(judged)
        .filter(({ customer, promise }) => own.has(customer) || taken.has(promise.activity))
        .filter(({ customer }) => seesOwner(question, facts.customers.owner(customer)))
        .filter((part) => (hasBroken(part) ? contactOn <= part.promise.lastDay : isDue(part, asOf))),
    );
  }
  return found.sort((a, b) => brokenFirst(facts, a, b)).map((part) => presentPart(facts, part));
}

function partsOf({ customer, currency, promises, verdicts }: JudgedPromises): Judged[] {
  return promises.flatMap((promise, at) => {
    const verdict = verdicts[at];
    return verdict === undefined ? [] : [{ customer, currency, promise, verdict }];
  });
}

function isDue({ promise: { promisedFor }, verdict: { state } }: Judged, asOf: number): boolean {
  return state === 'open' && promisedFor <= asOf;
}

/** A word of which only a part came in time was not kept either. */
function hasBroken({ verdict: { state } }: Judged): boolean {
  return state === 'broken' || state === 'partly_kept';
}

/** The last day on which somebody was in contact, of those customers whose last promise ended on it or later: of all others no promise has to be looked after, or judged. */
function contactDaysOf(
  facts: Facts,
  customers: Iterable<CustomerIndex>,
  question: PromisesAsked,
): Map<CustomerIndex, number> {
  const { activities } = facts;
  const lastDayOf = lastDays(question);
  const asOf = dayNumber(question.today);
  const days = new Map<CustomerIndex, number>();
  for (const customer of customers) {
    const last = lastTouch(facts, customer, asOf);
    const contactOn = last === null ? NEVER : (activities.day[last] ?? NEVER);
    const endsLate = (activity: ActivityIndex) => {
      const promisedFor = activities.date(activity);
      return promisedFor !== null && lastDayOf(promisedFor) >= contactOn;
    };
    if (
      activities.ofCustomer(customer).some((activity) => isPromise(activities.code(activity)) && endsLate(activity))
    ) {
      days.set(customer, contactOn);
    }
  }
  return days;
}

function takenBy({ activities, collectors }: Facts, userId: string): ReadonlySet<ActivityIndex> {
  const collector = collectors.find(userId);
  const taken = new Set<ActivityIndex>();
  if (collector === undefined) return taken;
  const who = activities.collector;
  for (let activity = 0; activity < who.length; activity += 1) {
    if (who[activity] === collector && isPromise(activities.code(activity))) taken.add(activity);
  }
  return taken;
}

function brokenFirst({ activities, customers }: Facts, a: Judged, b: Judged): number {
  return (
    Number(hasBroken(b)) - Number(hasBroken(a)) ||
    a.promise.promisedFor - b.promise.promisedFor ||
    customers.number(a.customer).localeCompare(customers.number(b.customer), 'en') ||
    activities.id(a.promise.activity).localeCompare(activities.id(b.promise.activity), 'en')
  );
}

function presentPart(facts: Facts, { customer, currency, promise, verdict }: Judged): DuePromise {
  const { activity, minor, promisedFor } = promise;
  return {
    customer: customerRef(facts, customer),
    activityId: facts.activities.id(activity),
    amount: money(minor, currency),
    paid: money(verdict.paidMinor, currency),
    promisedFor: dayOfNumber(promisedFor),
    state: verdict.state,
    by: collectorRef(facts, facts.activities.collector[activity] ?? 0),
  };
}
