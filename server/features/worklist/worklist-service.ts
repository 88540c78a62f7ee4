import type { AnswerOf } from '#shared/api/operation.ts';
import type { readWorklist } from '#shared/api/worklist.ts';
import type { Actor } from '../../actor.ts';
import { DomainError } from '../../errors.ts';
import { companyReadWith, standInsReadWith } from '../../identity/find-actor.ts';
import type { Tenant, TenantRepository } from '../../identity/tenant-repository.ts';
import { businessCalendarOf } from '../../identity/tenant-settings.ts';
import { type Clock, today } from '../../ports.ts';
import type { TaskService } from '../tasks/task-service.ts';
import { MOST_OF_EACH, markedFor, type PersonsList, presentAbsent, together } from './persons-list.ts';
import type { WorklistFigures, WorklistQuestion } from './worklist-figures.ts';

export interface WorklistParts {
  readonly tasks: TaskService;
  readonly figures: WorklistFigures;
  readonly tenants: TenantRepository;
}

/** What is a reader's today. */
export class WorklistService {
  constructor(
    private readonly parts: WorklistParts,
    private readonly clock: Clock,
  ) {}

  /** What is the actor's own, then what is theirs for whom the actor stands in. */
  async read(actor: Actor): Promise<AnswerOf<typeof readWorklist>> {
    const { currency, settings } = await this.companyOf(actor);
    const { portfolio } = actor;
    const day = today(this.clock, actor.zone);
    const rules = { calendar: businessCalendarOf(settings), graceDays: settings.promiseGraceDays, currency };
    const question = { today: day, ...rules, portfolio };
    const away = standInsReadWith(actor);
    const [own, ...theirs] = await Promise.all([
      this.listOf({ id: actor.userId, email: actor.email }, question),
      ...away.map(async (absent) => markedFor(absent, await this.listOf(absent, question))),
    ]);
    return {
      asOf: day,
      dataAsOf: own.dataAsOf?.toISOString() ?? null,
      ...(away.length > 0 && { standingInFor: away.map(presentAbsent) }),
      ...together([own, ...theirs]),
    };
  }

  private async listOf(
    reader: WorklistQuestion['reader'],
    question: Omit<WorklistQuestion, 'reader'>,
  ): Promise<PersonsList> {
    const { tasks, figures } = this.parts;
    const [due, found] = await Promise.all([
      tasks.dueOf(reader.id, question.today, { limit: MOST_OF_EACH, portfolio: question.portfolio }),
      figures.find({ reader, ...question }),
    ]);
    return { ...found, tasks: due.tasks, taskCount: due.count };
  }

  private async companyOf(actor: Actor): Promise<Tenant> {
    const tenant = companyReadWith(actor) ?? (await this.parts.tenants.findById(actor.tenantId));
    if (tenant === null) throw new DomainError('not_found', 'Your company is no longer here.');
    return tenant;
  }
}
