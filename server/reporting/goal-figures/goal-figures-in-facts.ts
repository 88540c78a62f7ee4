import { dayNumber } from '#shared/domain/calendar-date.ts';
import { DomainError } from '../../errors.ts';
import type { GoalFigure, GoalFigures, GoalMeasure, GoalQuestion } from '../../features/goals/goal-figures.ts';
import type { LedgerPositionService } from '../../features/receivables/ledger-position-service.ts';
import type { Tenant, TenantRepository } from '../../identity/tenant-repository.ts';
import { businessCalendarOf } from '../../identity/tenant-settings.ts';
import { currentTenant } from '../../mongo/tenancy.ts';
import type { Facts } from '../facts/facts.ts';
import type { FactsSource } from '../facts/facts-source.ts';
import { type Measure, type MeasureQuestion, type MeasureValue, measureKey } from '../measures/measure.ts';
import { ALL_MEASURES } from '../measures/measure-registry.ts';

export interface GoalFiguresParts {
  readonly facts: FactsSource;
  readonly ledgerPositions: LedgerPositionService;
  readonly tenants: TenantRepository;
}

/** The figures of goals, from the measures that the reports have. */
export class GoalFiguresInFacts implements GoalFigures {
  constructor(private readonly parts: GoalFiguresParts) {}

  find(key: string): GoalMeasure | undefined {
    const measure = measureOf(key);
    if (measure === undefined) return undefined;
    const { title, unit, better, perPerson } = measure;
    return { title, unit, better, isPersonal: perPerson !== null, addsUp: addsUpOverDays(measure) };
  }

  async answer(questions: readonly GoalQuestion[]): Promise<readonly GoalFigure[]> {
    const { tenants, ledgerPositions, facts } = this.parts;
    const tenant = await tenants.findById(currentTenant());
    if (tenant === null) throw new DomainError('not_found', 'Your company is no longer here.');
    const known = await facts.factsAt(await ledgerPositions.positionAt());
    return questions.map((question) => figureOf(question, known, tenant));
  }
}

function figureOf(question: GoalQuestion, facts: Facts, tenant: Tenant): GoalFigure {
  const measure = measureOf(question.measure);
  if (measure === undefined) return { value: null, reason: 'There is no such measure any more.' };
  if (question.people !== null && question.people.length === 0) return { value: null, reason: 'Nobody is in it.' };
  const currency = question.currency ?? tenant.currency;
  return chosenFigure(measure.compute(measureQuestion(question, measure, facts, tenant)), currency);
}

function measureOf(key: string): Measure | undefined {
  return ALL_MEASURES.find((measure) => measureKey(measure) === key);
}

/** A count or an amount of what happened in a period is the sum of its days; what stands at its end, and every share or mean, is not. */
export function addsUpOverDays({ unit, about }: Measure): boolean {
  return (unit === 'count' || unit === 'money') && about !== 'portfolio';
}

function measureQuestion(
  { from, to, people, currency }: GoalQuestion,
  { perPerson }: Measure,
  facts: Facts,
  { settings, buckets }: Tenant,
): MeasureQuestion {
  const days = { from: dayNumber(from), to: dayNumber(to), buckets };
  const rules = { calendar: businessCalendarOf(settings), graceDays: settings.promiseGraceDays };
  const money = currency === null ? {} : { currency };
  return { facts, ...days, ...rules, ...money, ...narrowedTo(people, perPerson) };
}

/** One person or several: what any of them did, or the customers that any of them owns. */
function narrowedTo(people: GoalQuestion['people'], perPerson: Measure['perPerson']): Partial<MeasureQuestion> {
  if (people === null) return {};
  if (perPerson === 'actor') return { collectors: new Set(people.map(({ id }) => id)) };
  return { owners: new Set(people.map(({ email }) => email.toLowerCase())) };
}

function chosenFigure(values: readonly MeasureValue[], currency: string): GoalFigure {
  const found =
    values.find((value) => value.currency === currency) ?? values.find((value) => value.currency === undefined);
  if (found === undefined) return { value: null, reason: `There is nothing in ${currency}.` };
  return { value: found.value, reason: found.value === null ? (found.reason ?? 'It cannot be computed.') : null };
}
