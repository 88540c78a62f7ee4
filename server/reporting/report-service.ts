import type { ReportAnswer, ReportFilter, ReportQuery } from '#shared/api/reports.ts';
import { REPORT_FILTERS } from '#shared/api/reports.ts';
import { AGEING_PRESETS } from '#shared/domain/ageing.ts';
import { addDays, type CalendarDate } from '#shared/domain/calendar-date.ts';
import { DomainError } from '../errors.ts';
import type { LedgerPositionService } from '../features/receivables/ledger-position-service.ts';
import type { Tenant } from '../identity/tenant-repository.ts';
import { type Clock, today } from '../ports.ts';
import type { FactsHead, FactsSource } from './facts/facts-source.ts';
import { GivenAnswers } from './given-answers.ts';
import type { Report, ReportQuestion } from './report.ts';

const DEFAULT_PERIOD_DAYS = 30;
/** How often a question is begun anew because the ledger went on meanwhile, before it is answered as of then. */
const MAX_TRIES = 3;

/** The ledger went on while a question was being answered, and the facts with it. */
class LedgerWentOn extends Error {}

/** Answers reports by name, for page, API, command line and files alike. */
export class ReportService {
  private readonly byName: ReadonlyMap<string, Report>;
  private readonly given = new GivenAnswers();

  constructor(
    reports: readonly Report[],
    private readonly positions: LedgerPositionService,
    private readonly facts: FactsSource,
    private readonly clock: Clock,
  ) {
    this.byName = new Map(reports.map((report) => [report.name, report]));
  }

  get names(): string[] {
    return [...this.byName.keys()];
  }

  /** The report of that name. Throws DomainError `report_unknown`. */
  find(name: string): Report {
    const report = this.byName.get(name);
    if (report !== undefined) return report;
    throw new DomainError('report_unknown', `There is no report "${name}"; there are ${this.names.join(', ')}.`);
  }

  /** The whole answer, every row. Throws DomainError `request_invalid` for a filter that the report does not take or a period that ends before it begins. */
  async answer(name: string, query: ReportQuery, tenant: Tenant): Promise<ReportAnswer> {
    const report = this.find(name);
    const asked = { ...daysOf(report, query, today(this.clock, tenant.zone)), filters: filtersOf(report, query) };
    for (let tries = 1; ; tries += 1) {
      const head = await this.facts.head();
      const question = await this.questionOf({ asked, query, tenant }, head, tries === MAX_TRIES);
      try {
        if (!holdsUntilChange(report, asked.filters)) return await answerOf(report, question);
        return await this.given.answerTo(keyOf(name, question, { query, head }), () => answerOf(report, question));
      } catch (error) {
        if (!(error instanceof LedgerWentOn)) throw error;
      }
    }
  }

  private async questionOf({ asked, query, tenant }: Asked, head: FactsHead, isLast: boolean): Promise<ReportQuestion> {
    const knownAt = query.knownAt === undefined ? undefined : new Date(query.knownAt);
    const position = knownAt === undefined ? head.position : await this.positions.positionAt(knownAt);
    const facts = async () => {
      // Facts as of the run before would have to be read anew, which takes far longer than asking again.
      if (!isLast && knownAt === undefined && this.facts.hasMovedPast(position)) throw new LedgerWentOn();
      return this.facts.factsAt(position, knownAt);
    };
    return {
      ...asked,
      tenant: inBuckets(tenant, asked.filters),
      position,
      knownAt: knownAt ?? this.clock.now(),
      facts,
      factsAtHand: async () => (!isLast && knownAt === undefined && this.facts.areAtHand() ? facts() : null),
    };
  }
}

interface Asked {
  readonly asked: Pick<ReportQuestion, 'asOf' | 'from' | 'to' | 'filters'>;
  readonly query: ReportQuery;
  readonly tenant: Tenant;
}

async function answerOf(report: Report, question: ReportQuestion): Promise<ReportAnswer> {
  const { totals, rows } = await report.run(question);
  const { asOf, from, to, position, tenant } = question;
  return {
    report: report.name,
    tenant: tenant.name,
    ...(report.about === 'day' ? { asOf } : { from, to }),
    knownAt: position.at?.toISOString() ?? null,
    dataAsOf: position.dataAsOf?.toISOString() ?? null,
    definition: report.definition(tenant),
    totals: [...totals],
    rows: [...rows],
    rowCount: rows.length,
  };
}

/** All that an answer depends on. Of the log it is the last entry: what was recorded by an instant may still be on its way when somebody asks. */
function keyOf(
  name: string,
  question: ReportQuestion,
  { query, head }: { query: ReportQuery; head: FactsHead },
): string {
  const { tenant, asOf, from, to, filters, position } = question;
  return JSON.stringify([name, tenant, asOf, from, to, filters, position.run, head.seq, query.knownAt]);
}

function holdsUntilChange({ holdsUntilChange: holds }: Report, filters: ReportQuestion['filters']): boolean {
  return typeof holds === 'function' ? holds(filters) : holds === true;
}

function daysOf(
  { about, usualDays = DEFAULT_PERIOD_DAYS }: Report,
  query: ReportQuery,
  now: CalendarDate,
): Pick<ReportQuestion, 'asOf' | 'from' | 'to'> {
  if (about === 'day') {
    refuse(query, ['from', 'to'], 'This report is about one day; ask with asOf.');
    const asOf = query.asOf ?? now;
    return { asOf, from: asOf, to: asOf };
  }
  if (query.from !== undefined || query.to !== undefined) {
    refuse(query, ['asOf'], 'Ask with from and to, or with asOf for the usual period that ends on that day.');
  }
  const to = query.to ?? query.asOf ?? now;
  const from = query.from ?? addDays(to, 1 - usualDays);
  if (from > to) {
    const problem = `is after the last day, ${to}`;
    throw new DomainError('request_invalid', `The first day, ${from}, ${problem}.`, [{ field: 'from', problem }]);
  }
  return { asOf: to, from, to };
}

function filtersOf({ filters, name, groupings }: Report, query: ReportQuery): ReportQuestion['filters'] {
  if (query.by !== undefined && groupings !== undefined && !groupings.includes(query.by)) {
    refuse(query, ['by'], `The report ${name} is not gathered by that; by what it can be: ${groupings.join(', ')}.`);
  }
  const given = REPORT_FILTERS.filter((filter) => query[filter] !== undefined);
  const foreign = given.filter((filter) => !filters.includes(filter));
  refuse(query, foreign, `The report ${name} is not narrowed by that; it takes ${filters.join(', ') || 'no filters'}.`);
  return Object.fromEntries(given.map((filter): [ReportFilter, unknown] => [filter, query[filter]]));
}

/** The company as the question sees it: with the preset of buckets that was asked for. */
function inBuckets(tenant: Tenant, { buckets }: ReportQuestion['filters']): Tenant {
  return buckets === undefined ? tenant : { ...tenant, buckets: AGEING_PRESETS[buckets] };
}

function refuse(query: ReportQuery, fields: readonly (keyof ReportQuery)[], problem: string): void {
  const wrong = fields.filter((field) => query[field] !== undefined);
  if (wrong.length === 0) return;
  throw new DomainError(
    'request_invalid',
    problem,
    wrong.map((field) => ({ field, problem })),
  );
}
