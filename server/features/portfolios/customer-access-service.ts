import type { ActivityId, CustomerId, DispatchId } from '#shared/domain/ids.ts';
import type { Actor } from '../../actor.ts';
import { seesOwner } from '../../portfolio.ts';
import type { ActivityEntries } from '../activities/activity-entries-service.ts';
import type { CustomerService } from '../customers/customer-service.ts';
import type { DispatchService } from '../dispatches/dispatch-service.ts';
import type { LedgerPositionService } from '../receivables/ledger-position-service.ts';
import type { TaskService } from '../tasks/task-service.ts';
import type { NamedThing } from './named-customers.ts';

export interface CustomerAccessSources {
  readonly customers: CustomerService;
  readonly ledgerPositions: LedgerPositionService;
  readonly activityEntries: ActivityEntries;
  readonly dispatchService: DispatchService;
  readonly tasks: TaskService;
}

/** Tells what lies outside somebody's portfolio. */
export class CustomerAccess {
  constructor(private readonly sources: CustomerAccessSources) {}

  /** Whether a thing is there and is of a customer whom the actor does not see. What is not there is not hidden. */
  async hides(thing: NamedThing, id: string, actor: Pick<Actor, 'portfolio'>): Promise<boolean> {
    if (actor.portfolio === null) return false;
    const customerId = await this.customerOf(thing, id);
    if (customerId === null) return false;
    const { customers, ledgerPositions } = this.sources;
    const { run } = await ledgerPositions.positionAt();
    const customer = (await customers.findStandingFor([customerId], run)).get(customerId);
    return customer !== undefined && !seesOwner(actor, customer.ownerEmail);
  }

  private async customerOf(thing: NamedThing, id: string): Promise<CustomerId | null> {
    const { activityEntries, dispatchService, tasks } = this.sources;
    switch (thing) {
      case 'customer':
        return id as CustomerId;
      case 'activity':
        return (await activityEntries.find(id as ActivityId))?.customerId ?? null;
      case 'dispatch':
        return dispatchService.customerOf(id as DispatchId);
      case 'task':
        return tasks.customerOf(id);
    }
  }
}
