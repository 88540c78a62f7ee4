import { dayNumber } from '#shared/domain/calendar-date.ts';
import type { TeamService } from '../../features/teams/team-service.ts';
import { businessCalendarOf } from '../../identity/tenant-settings.ts';
import { peopleAsked } from '../collectors-board/people-asked.ts';
import type { Facts } from '../facts/facts.ts';
import type { ReportQuestion } from '../report.ts';
import type { Measure, MeasureQuestion, MeasureValue } from './measure.ts';
import { Together } from './workings/together.ts';

export interface MeasureSources {
  readonly teams: Pick<TeamService, 'read'>;
}

/** A report's question as measures take it. Throws DomainError `team_not_found`. */
export async function measureQuestion(question: ReportQuestion, sources: MeasureSources): Promise<MeasureQuestion> {
  const people = await peopleAsked(question.filters, sources);
  return questionOn(await question.facts(), question, people);
}

function questionOn(facts: Facts, question: ReportQuestion, people: ReadonlySet<string> | null): MeasureQuestion {
  const { tenant, from, to, filters } = question;
  const { settings, buckets } = tenant;
  return {
    facts,
    from: dayNumber(from),
    to: dayNumber(to),
    calendar: businessCalendarOf(settings),
    graceDays: settings.promiseGraceDays,
    buckets,
    ...(filters.owner === undefined ? {} : { owner: filters.owner }),
    ...(people === null ? {} : { collectors: people }),
    ...(filters.currency === undefined ? {} : { currency: filters.currency }),
    ...(filters.together === undefined ? {} : { together: Together.of(facts, tenant.currency) }),
  };
}

/** Whether a measure can be told of the people that a question is narrowed to. */
export function canBeTold({ perPerson }: Measure, { collectors }: MeasureQuestion): boolean {
  return collectors === undefined || perPerson === 'actor';
}

/** The values of a measure; of people where it is not known who did what, one that says so. */
export function valuesOf(measure: Measure, question: MeasureQuestion): readonly MeasureValue[] {
  if (canBeTold(measure, question)) return measure.compute(question);
  const reason =
    'It is a figure of the ledger, which does not know who did what; ask for the customers that someone owns.';
  return [{ value: null, reason, inputs: {} }];
}
