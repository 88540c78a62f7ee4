import { BoardLine, type readMyFigures } from '#shared/api/my-figures.ts';
import type { AnswerOf, QueryOf } from '#shared/api/operation.ts';
import type { CalendarDate } from '#shared/domain/calendar-date.ts';
import type { Actor } from '../../actor.ts';
import { DomainError } from '../../errors.ts';
import type { GoalService } from '../../features/goals/goal-service.ts';
import type { TenantRepository } from '../../identity/tenant-repository.ts';
import { type Clock, today } from '../../ports.ts';
import type { ReportService } from '../report-service.ts';

export interface MyFiguresParts {
  readonly reports: ReportService;
  readonly goals: GoalService;
  readonly tenants: TenantRepository;
}

/** What each person sees of themselves: the very line that their manager sees. */
export class MyFiguresService {
  constructor(
    private readonly parts: MyFiguresParts,
    private readonly clock: Clock,
  ) {}

  /** The figures of a period; of this month so far where none is given. Throws DomainError `request_invalid` for a period that ends before it begins. */
  async read(query: QueryOf<typeof readMyFigures>, actor: Actor): Promise<AnswerOf<typeof readMyFigures>> {
    const tenant = await this.parts.tenants.findById(actor.tenantId);
    if (tenant === null) throw new DomainError('not_found', 'Your company is no longer here.');
    const to = query.to ?? today(this.clock, tenant.zone);
    const from = query.from ?? firstOfMonth(to);
    // The whole board, so that it is made once for all who ask the same of the same data.
    const board = await this.parts.reports.answer('collectors-board', { from, to }, tenant);
    const row = board.rows.find(({ collector }) => (collector as BoardLine['collector']).id === actor.userId);
    return {
      from,
      to,
      knownAt: board.knownAt,
      line: row === undefined ? null : BoardLine.parse(row),
      goals: await this.parts.goals.listOf(actor.userId, to),
    };
  }
}

function firstOfMonth(day: CalendarDate): CalendarDate {
  return `${day.slice(0, 7)}-01` as CalendarDate;
}
