import { isPromise } from '#shared/domain/activity-code.ts';
import { addBusinessDays, type BusinessCalendar } from '#shared/domain/business-day.ts';
import { dayNumber, dayOfNumber } from '#shared/domain/calendar-date.ts';
import type { CurrencyCode } from '#shared/domain/currency.ts';
import {
  judgePromises,
  type PromiseMade,
  type PromiseState,
  type PromiseVerdict,
  promiseChains,
} from '#shared/domain/promise-outcome.ts';
import type { ActivityIndex, CollectorIndex, CustomerIndex, Facts, ItemIndex } from '../facts/facts.ts';
import { type CustomerCash, customerCash } from './promise-cash.ts';
import { promisedParts } from './promised-parts.ts';

/** A promise that was logged, or one instalment of it, and what became of it by a day as the cash tells. Days are numbers. */
export interface PromiseOutcome {
  readonly activity: ActivityIndex;
  /** Which instalment it is, from 1, and of how many. */
  readonly part: number;
  readonly parts: number;
  readonly collector: CollectorIndex;
  readonly customer: CustomerIndex;
  readonly items: readonly ItemIndex[];
  readonly madeOn: number;
  readonly promisedFor: number;
  /** The last day on which money still counts: the promised day and the company's grace in working days. */
  readonly lastDay: number;
  readonly minor: number;
  readonly currency: CurrencyCode;
  /** What of it came in its window; never more than was promised. */
  readonly paidMinor: number;
  readonly state: PromiseState;
}

export interface PromiseQuestion {
  readonly facts: Facts;
  readonly asOf: number;
  readonly calendar: BusinessCalendar;
  readonly graceDays: number;
  /** Only promises whose last day is this one or later; all where it is left out. Which earlier cash they share is the same either way. */
  readonly since?: number;
}

/** The promises of one customer in one currency with their verdicts, in the same order, and the cash by which they were judged. */
export interface JudgedPromises {
  readonly customer: CustomerIndex;
  readonly currency: CurrencyCode;
  readonly promises: readonly LoggedPromise[];
  readonly verdicts: readonly PromiseVerdict[];
  readonly cash: readonly CustomerCash[];
}

export interface LoggedPromise extends PromiseMade<ItemIndex> {
  readonly activity: ActivityIndex;
  readonly part: number;
  readonly parts: number;
  /** Where it stands among all promises in the order of the log's days, from 0. */
  readonly place: number;
}

/** Every promise made up to a day, each instalment by itself, as it stood at the end of that day; in the order of the log's days. */
export function promiseOutcomes(question: PromiseQuestion): PromiseOutcome[] {
  const { facts, since = Number.NEGATIVE_INFINITY } = question;
  const { collector } = facts.activities;
  const outcomes: PromiseOutcome[] = [];
  for (const { customer, currency, promises, verdicts } of judgedPromises(question)) {
    for (const [at, promise] of promises.entries()) {
      const { activity, part, parts, items, madeOn, promisedFor, lastDay, minor } = promise;
      if (lastDay < since) continue;
      const { state = 'open', paidMinor = 0 } = verdicts[at] ?? {};
      outcomes[promise.place] = {
        activity,
        part,
        parts,
        collector: collector[activity] ?? 0,
        customer,
        items,
        madeOn,
        promisedFor,
        lastDay,
        minor,
        currency,
        paidMinor,
        state,
      };
    }
  }
  return outcomes.filter((outcome) => outcome !== undefined);
}

/**
 * The promises made up to a day, of all customers or some, by customer and currency, judged by the cash as it stood at the end of that day. Where only those since a day are
 * asked for, others are among them as far as these share their cash.
 */
export function* judgedPromises(
  question: PromiseQuestion,
  customers?: ReadonlySet<CustomerIndex>,
): Generator<JudgedPromises> {
  const { facts, asOf } = question;
  for (const [customer, logged] of promisesByCustomer(question, customers)) {
    const cash = cashFor(facts, customer, { promises: [...logged.values()].flat(), asOf });
    for (const [currency, promises] of logged) {
      const inCurrency = cash.filter((part) => part.currency === currency);
      const verdicts = judgePromises(promises, inCurrency, asOf);
      yield { customer, currency, promises, verdicts, cash: inCurrency };
    }
  }
}

type ByCurrency = Map<CurrencyCode, LoggedPromise[]>;

function promisesByCustomer(
  question: PromiseQuestion,
  customers?: ReadonlySet<CustomerIndex>,
): Map<CustomerIndex, ByCurrency> {
  const { activities } = question.facts;
  const lastDayOf = lastDays(question);
  const found = new Map<CustomerIndex, ByCurrency>();
  for (const [place, said] of loggedPromises(question, customers).entries()) {
    const { activity, currency, promisedFor, ...rest } = said;
    const customer = activities.customer[activity] ?? 0;
    const ofCustomer: ByCurrency = found.get(customer) ?? new Map();
    const ofCurrency = ofCustomer.get(currency) ?? [];
    const [madeOn, items] = [activities.day[activity] ?? 0, activities.items(activity)];
    ofCurrency.push({ activity, ...rest, place, items, madeOn, promisedFor, lastDay: lastDayOf(promisedFor) });
    found.set(customer, ofCustomer.set(currency, ofCurrency));
  }
  const { since } = question;
  return since === undefined ? found : onlySince(found, since);
}

function onlySince(found: ReadonlyMap<CustomerIndex, ByCurrency>, since: number): Map<CustomerIndex, ByCurrency> {
  const kept = new Map<CustomerIndex, ByCurrency>();
  for (const [customer, ofCustomer] of found) {
    for (const [currency, promises] of ofCustomer) {
      // Earlier ones of the same chain share its cash.
      const linked = promiseChains(promises)
        .filter((chain) => chain.some(({ lastDay }) => lastDay >= since))
        .flat();
      if (linked.length > 0) kept.set(customer, (kept.get(customer) ?? new Map()).set(currency, linked));
    }
  }
  return kept;
}

interface Said {
  readonly activity: ActivityIndex;
  readonly part: number;
  readonly parts: number;
  readonly minor: number;
  readonly currency: CurrencyCode;
  readonly promisedFor: number;
}

/** In the order of the log's days, the instalments of one promise in that of theirs. What is logged comes by day but for what comes late, so there is little to sort. */
function loggedPromises({ facts: { activities }, asOf }: PromiseQuestion, customers?: Iterable<CustomerIndex>): Said[] {
  const { day, occurredAt, seq } = activities;
  const said: Said[] = [];
  for (const activity of loggedActivities(activities, customers)) {
    if (!isPromise(activities.code(activity)) || (day[activity] ?? asOf + 1) > asOf) continue;
    said.push(...saidIn(activities, activity));
  }
  const by = (column: Int32Array | Float64Array, a: Said, b: Said) =>
    (column[a.activity] ?? 0) - (column[b.activity] ?? 0);
  return said.sort((a, b) => by(day, a, b) || by(occurredAt, a, b) || by(seq, a, b));
}

/** Some customers' activities are found without looking through those of the whole company. */
function loggedActivities(
  activities: Facts['activities'],
  customers: Iterable<CustomerIndex> | undefined,
): Iterable<ActivityIndex> {
  if (customers === undefined) return activities.all();
  return [...customers].flatMap((customer) => [...activities.ofCustomer(customer)]);
}

/** What a promise promises by which day: each of its instalments, or all of it. */
function saidIn(activities: Facts['activities'], activity: ActivityIndex): Said[] {
  const amount = activities.amount(activity);
  if (amount === null) return [];
  const parts = promisedParts(activities, activity);
  return parts.map(({ minor, day: promisedFor }, at) => {
    return { activity, part: at + 1, parts: parts.length, minor, currency: amount.currency, promisedFor };
  });
}

function cashFor(
  facts: Facts,
  customer: CustomerIndex,
  { promises, asOf }: { readonly promises: readonly LoggedPromise[]; readonly asOf: number },
): CustomerCash[] {
  let [from, to] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
  for (const { madeOn, lastDay } of promises) {
    from = Math.min(from, madeOn);
    to = Math.max(to, lastDay);
  }
  return customerCash(facts, customer, { from, to: Math.min(to, asOf), asOf });
}

/** The last day of promises for a day; counted once a day. */
export function lastDays({
  calendar,
  graceDays,
}: Pick<PromiseQuestion, 'calendar' | 'graceDays'>): (promisedFor: number) => number {
  const known = new Map<number, number>();
  return (promisedFor) => {
    const lastDay = known.get(promisedFor) ?? dayNumber(addBusinessDays(dayOfNumber(promisedFor), graceDays, calendar));
    known.set(promisedFor, lastDay);
    return lastDay;
  };
}
