import { money } from '#shared/domain/money.ts';
import { settledPromises } from '../collectors-board/settled-promises.ts';
import { customerRef } from '../facts-refs.ts';
import type { PromiseOutcome } from '../promises/promise-outcomes.ts';
import type { Finding } from './review-finding.ts';
import type { ReviewPerson } from './review-people.ts';
import type { ReviewWeek } from './review-week.ts';
import { REVIEW } from './thresholds.ts';
import { amountWords } from './work-findings.ts';

/** The promises that broke in the period: the last day on which their money would still have counted went by in it, and none had come. */
export function brokenInWeek({ facts, question }: ReviewWeek): PromiseOutcome[] {
  return settledPromises(facts, { ...question, filters: {} }).filter(({ state }) => state === 'broken');
}

/** Promises taken by somebody that broke in the period; a line a currency. */
export function brokenPromises(week: ReviewWeek, person: ReviewPerson, broken: readonly PromiseOutcome[]): Finding[] {
  const own = broken.filter(({ collector }) => collector === person.collector);
  const currencies = [...new Set(own.map(({ currency }) => currency))].sort();
  return currencies.map((currency) => {
    const promises = own.filter((promise) => promise.currency === currency).sort((a, b) => b.minor - a.minor);
    const minor = promises.reduce((sum, promise) => sum + promise.minor, 0);
    const customers = [...new Set(promises.map(({ customer }) => customer))];
    const { length } = promises;
    return {
      collector: { id: person.id, name: person.name },
      finding: 'broken_promises',
      says: `${length === 1 ? '1 promise' : `${length} promises`} over ${amountWords(minor, currency)} broke: the days of grace went by and nothing had come.`,
      figures: { promised: money(minor, currency), promises: length },
      customers: customers.slice(0, REVIEW.customersNamed).map((customer) => customerRef(week.facts, customer)),
      examples: promises.slice(0, REVIEW.examples).map(({ activity }) => activity),
      opens: {
        report: 'settled-promises',
        query: { ...week.period, collector: person.id, currency, promiseState: 'broken' },
      },
    };
  });
}
