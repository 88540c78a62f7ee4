import type { AnswerOf } from '#shared/api/operation.ts';
import type { readWorklist } from '#shared/api/worklist.ts';
import type { Actor } from '../../actor.ts';
import { DomainError } from '../../errors.ts';
import { companyReadWith } from '../../identity/find-actor.ts';
import type { Tenant, TenantRepository } from '../../identity/tenant-repository.ts';
import { businessCalendarOf } from '../../identity/tenant-settings.ts';
import { type Clock, today } from '../../ports.ts';
import type { TaskService } from '../tasks/task-service.ts';
import type { WorklistFigures } from './worklist-figures.ts';

/** More of a kind nobody does in a day. */
const MOST_OF_EACH = 50;

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

  async read(actor: Actor): Promise<AnswerOf<typeof readWorklist>> {
    const { tasks, figures } = this.parts;
    const { currency, settings } = await this.companyOf(actor);
    const day = today(this.clock, actor.zone);
    const rules = { calendar: businessCalendarOf(settings), graceDays: settings.promiseGraceDays, currency };
    const reader = { id: actor.userId, email: actor.email };
    const [due, found] = await Promise.all([
      tasks.dueOf(actor.userId, day, MOST_OF_EACH),
      figures.find({ reader, today: day, ...rules }),
    ]);
    return {
      asOf: day,
      dataAsOf: found.dataAsOf?.toISOString() ?? null,
      tasks: due.tasks,
      taskCount: due.count,
      promises: found.promises.slice(0, MOST_OF_EACH),
      promiseCount: found.promises.length,
      untouched: found.untouched.slice(0, MOST_OF_EACH),
      untouchedCount: found.untouched.length,
    };
  }

  private async companyOf(actor: Actor): Promise<Tenant> {
    const tenant = companyReadWith(actor) ?? (await this.parts.tenants.findById(actor.tenantId));
    if (tenant === null) throw new DomainError('not_found', 'Your company is no longer here.');
    return tenant;
  }
}
