import type { ReportAnswer, ReportFilter, ReportQuery } from '#shared/api/reports.ts';
import { REPORT_FILTERS } from '#shared/api/reports.ts';
import { AGEING_PRESETS } from '#shared/domain/ageing.ts';
import { addDays, type CalendarDate } from '#shared/domain/calendar-date.ts';
import { DomainError } from '../errors.ts';
import type { LedgerPosition, LedgerPositionService } from '../features/receivables/ledger-position-service.ts';
import type { Tenant } from '../identity/tenant-repository.ts';
import { type Clock, today } from '../ports.ts';
import type { Report, ReportQuestion } from './report.ts';

const DEFAULT_PERIOD_DAYS = 30;

/** Answers reports by name, for page, API, command line and files alike. */
export class ReportService {
  private readonly byName: ReadonlyMap<string, Report>;

  constructor(
    reports: readonly Report[],
    private readonly positions: LedgerPositionService,
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
    const question = await this.questionOf(report, query, tenant);
    const { totals, rows } = await report.run(question);
    const { asOf, from, to, position } = question;
    return {
      report: name,
      tenant: tenant.name,
      ...(report.about === 'day' ? { asOf } : { from, to }),
      knownAt: position.at?.toISOString() ?? null,
      dataAsOf: position.dataAsOf?.toISOString() ?? null,
      definition: report.definition(question.tenant),
      totals: [...totals],
      rows: [...rows],
      rowCount: rows.length,
    };
  }

  private async questionOf(report: Report, query: ReportQuery, tenant: Tenant): Promise<ReportQuestion> {
    const days = daysOf(report, query, today(this.clock, tenant.zone));
    const knownAt = query.knownAt === undefined ? undefined : new Date(query.knownAt);
    const position: LedgerPosition = await this.positions.positionAt(knownAt);
    const filters = filtersOf(report, query);
    return { tenant: inBuckets(tenant, filters), position, knownAt: knownAt ?? this.clock.now(), ...days, filters };
  }
}

function daysOf(
  { about }: Report,
  query: ReportQuery,
  now: CalendarDate,
): Pick<ReportQuestion, 'asOf' | 'from' | 'to'> {
  if (about === 'day') {
    refuse(query, ['from', 'to'], 'This report is about one day; ask with asOf.');
    const asOf = query.asOf ?? now;
    return { asOf, from: asOf, to: asOf };
  }
  refuse(query, ['asOf'], 'This report is about a period; ask with from and to.');
  const to = query.to ?? now;
  const from = query.from ?? addDays(to, 1 - DEFAULT_PERIOD_DAYS);
  if (from > to) {
    const problem = `is after the last day, ${to}`;
    throw new DomainError('request_invalid', `The first day, ${from}, ${problem}.`, [{ field: 'from', problem }]);
  }
  return { asOf: to, from, to };
}

function filtersOf({ filters, name }: Report, query: ReportQuery): ReportQuestion['filters'] {
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
