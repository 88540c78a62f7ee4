import { hasFallenDue } from '#shared/domain/promise-outcome.ts';
import type { Facts } from '../facts/facts.ts';
import { isAskedFor } from '../facts-refs.ts';
import type { PromiseOutcome } from '../promises/promise-outcomes.ts';
import { promisesBody, promisesReport } from '../promises/promises-report.ts';
import type { Report, ReportQuestion } from '../report.ts';
import { askedIn, type PeopleAsked } from './board-question.ts';
import { type BoardSources, peopleAsked } from './people-asked.ts';
import { settledPromises } from './settled-promises.ts';

/** The promises that the board counts in a period, one by one. */
export function settledPromisesReport(sources: BoardSources): Report {
  return {
    name: 'settled-promises',
    about: 'period',
    filters: ['collector', 'team', 'customer', 'owner', 'currency', 'promiseState'],
    holdsUntilChange: ({ team }) => team === undefined,
    definition: ({ settings: { promiseGraceDays } }) => ({
      title: 'Promises that were settled',
      words: [
        `The promises whose last day, the promised one and ${promiseGraceDays} working days of grace, has passed in the period, so that each is settled once: what the board and the measures of promises count.`,
        'Kept, partly kept and broken ones fell due. Moved ones, in whose place the customer gave another word, are listed where they are asked for.',
        'Judged by the cash alone, as the report of promises says.',
      ],
    }),
    async run(question) {
      const people = await peopleAsked(question.filters, sources);
      const facts = await question.facts();
      return promisesBody(facts, settledAsked(facts, question, people));
    },
    lines: promisesReport.lines,
    columns: promisesReport.columns,
  };
}

/** The settled promises that a question is about; without a state those that fell due. */
export function settledAsked(facts: Facts, question: ReportQuestion, people: PeopleAsked): PromiseOutcome[] {
  const isAsked = askedIn(facts, people);
  const { promiseState } = question.filters;
  return settledPromises(facts, question).filter(
    ({ collector, customer, state }) =>
      (promiseState === undefined ? hasFallenDue(state) : state === promiseState) &&
      isAsked(collector) &&
      isAskedFor(facts, customer, question.filters),
  );
}
