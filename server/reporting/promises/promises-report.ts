import type { ReportDefinition } from '#shared/api/reports.ts';
import { dayNumber } from '#shared/domain/calendar-date.ts';
import type { CurrencyCode } from '#shared/domain/currency.ts';
import { type Money, money } from '#shared/domain/money.ts';
import { PROMISE_STATES, promiseKeeping } from '#shared/domain/promise-outcome.ts';
import type { Tenant } from '../../identity/tenant-repository.ts';
import { businessCalendarOf } from '../../identity/tenant-settings.ts';
import { customerColumns } from '../customer-refs.ts';
import type { Facts } from '../facts/facts.ts';
import { actorRef, customerRef, dayRef, isAskedFor } from '../facts-refs.ts';
import type { Report, ReportBody, ReportQuestion, ReportRow } from '../report.ts';
import { decimalCell } from '../report-csv.ts';
import { type PromiseOutcome, promiseOutcomes } from './promise-outcomes.ts';

/** Each promise that was to be kept in the period or is still to be, with what became of it. */
export const promisesReport: Report = {
  name: 'promises',
  about: 'period',
  holdsUntilChange: true,
  usualDays: 90,
  filters: ['collector', 'customer', 'currency', 'promiseState', 'owner'],
  definition,
  async run(question) {
    const facts = await question.facts();
    const kept = promisesAsked(facts, question);
    return promisesBody(facts, kept);
  },
  lines: (rows) => rows,
  columns: [
    { title: 'Made', cells: ({ madeOn }) => String(madeOn) },
    { title: 'Part', cells: ({ part, parts }) => (parts === 1 ? '' : `${part} of ${parts}`) },
    { title: 'Promised for', cells: ({ promisedFor }) => String(promisedFor) },
    { title: 'Last day', cells: ({ lastDay }) => String(lastDay) },
    { title: 'State', cells: ({ state }) => String(state).replaceAll('_', ' ') },
    ...customerColumns,
    { title: 'Items', cells: ({ items }) => (items as { number: string }[]).map(({ number }) => number).join(' ') },
    { title: 'Collector', cells: ({ by }) => (by as { name: string }).name },
    { title: 'Promised', cells: ({ amount }) => decimalCell(amount) },
    { title: 'Came in time', cells: ({ paid }) => decimalCell(paid) },
    { title: 'Currency', cells: ({ amount }) => (amount as Money).currency },
  ],
};

function definition({ settings: { promiseGraceDays } }: Tenant): ReportDefinition {
  return {
    title: 'Promises to pay, judged by the cash',
    words: [
      'A promise is an activity of that code with an amount and a day. The report lists those promised for the first day of the period or later that were made by its last day, as they stood at the end of that day. Withdrawn ones do not count. Each instalment of a promise is one of its own.',
      `Kept or not is told by the cash alone: payments with a value date from the day on which the promise was made to the promised day and ${promiseGraceDays} working days after it, as far as they stand on the items that it names; where it names none, all cash of the customer. What a source says was cleared without saying how counts on its own day.`,
      'Kept: all of it came. Partly kept: some of it did. Broken: none of it. Open: the last day has not passed. Moved: on a later day, before its last one, the customer gave another word about some of its items.',
      'No cent fulfils two promises: of those of one customer and currency, the one promised for the earlier day has it first.',
      'Kept by count = promises kept ÷ promises that fell due. Kept by amount = Σ what came in time ÷ Σ what was promised, of those that fell due. Those open or moved are in neither. Currencies are never added.',
    ],
  };
}

/** The promises that a question is about, in the order of the log’s days. */
function promisesAsked(facts: Facts, { tenant, from, to, filters }: ReportQuestion): PromiseOutcome[] {
  const { settings } = tenant;
  const firstDay = dayNumber(from);
  const question = { facts, asOf: dayNumber(to), calendar: businessCalendarOf(settings) };
  const { collector, currency, promiseState } = filters;
  return promiseOutcomes({ ...question, graceDays: settings.promiseGraceDays, since: firstDay }).filter(
    (promise) =>
      promise.promisedFor >= firstDay &&
      (collector === undefined || facts.collectors.id(promise.collector) === collector) &&
      (currency === undefined || promise.currency === currency) &&
      (promiseState === undefined || promise.state === promiseState) &&
      isAskedFor(facts, promise.customer, filters),
  );
}

/** Promises as rows, with how they were kept by currency. */
export function promisesBody(facts: Facts, promises: readonly PromiseOutcome[]): ReportBody {
  const currencies = [...new Set(promises.map(({ currency }) => currency))].sort();
  return {
    totals: currencies.map((of) =>
      totalOf(
        of,
        promises.filter(({ currency }) => currency === of),
      ),
    ),
    rows: promises.map((promise) => rowOf(facts, promise)),
  };
}

function totalOf(currency: CurrencyCode, promises: readonly PromiseOutcome[]): ReportRow {
  const { fellDue, kept, share, promisedMinor, paidMinor, amountShare } = promiseKeeping(promises);
  const states = PROMISE_STATES.filter((state) => state !== 'cancelled');
  const byState = Object.fromEntries(
    states.map((state) => [state, promises.filter((promise) => promise.state === state).length]),
  );
  return {
    currency,
    promises: promises.length,
    states: byState,
    fellDue,
    kept,
    keptShare: share,
    ...(fellDue === 0 ? { reason: 'No promise fell due.' } : {}),
    promised: money(promisedMinor, currency),
    paid: money(paidMinor, currency),
    paidShare: amountShare,
  };
}

function rowOf(facts: Facts, promise: PromiseOutcome): ReportRow {
  const { items, activities } = facts;
  const { activity, customer, state, currency } = promise;
  return {
    activityId: activities.id(activity),
    part: promise.part,
    parts: promise.parts,
    customer: customerRef(facts, customer),
    owner: facts.customers.owner(customer),
    by: actorRef(facts, activity),
    items: promise.items.map((item) => ({ id: items.id(item), number: items.number(item) })),
    madeOn: dayRef(promise.madeOn),
    promisedFor: dayRef(promise.promisedFor),
    lastDay: dayRef(promise.lastDay),
    state,
    amount: money(promise.minor, currency),
    paid: money(promise.paidMinor, currency),
  };
}
