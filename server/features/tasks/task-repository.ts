import { type ClientSession, trusted } from 'mongoose';
import type { CalendarDate } from '#shared/domain/calendar-date.ts';
import type { CustomerId, UserId } from '#shared/domain/ids.ts';
import { currentTenant } from '../../mongo/tenancy.ts';
import type { Task } from './task.ts';
import { type StoredTask, TaskModel } from './task-model.ts';

const EARLIEST_FIRST = { dueOn: 1, createdAt: 1, _id: 1 } as const;

/** The tasks of the current tenant. */
export class TaskRepository {
  async insert({ id, ...task }: Task, session: ClientSession): Promise<void> {
    await TaskModel.collection.insertOne({ _id: id as never, tenantId: currentTenant(), ...task } as never, {
      session,
    });
  }

  async findById(id: string, session?: ClientSession): Promise<Task | null> {
    const options = session === undefined ? {} : { session };
    const stored = await TaskModel.findById(id, null, options).lean<StoredTask>();
    return stored === null ? null : fromStored(stored);
  }

  /** Writes a task over as it was changed. */
  async save({ id, ...task }: Task, session: ClientSession): Promise<void> {
    const filter = { _id: id as never, tenantId: currentTenant() };
    await TaskModel.collection.replaceOne(filter, { tenantId: currentTenant(), ...task } as never, { session });
  }

  /** The open tasks of any of these customers, the earliest day first. */
  async findOpenOfCustomers(ids: readonly CustomerId[], limit: number): Promise<Task[]> {
    return this.find({ customerId: trusted({ $in: ids }), state: 'open' }, limit);
  }

  /** The open tasks of somebody that are due by a day, the earliest day first. */
  async findDue(ownerId: UserId, by: CalendarDate, limit: number): Promise<Task[]> {
    return this.find(due(ownerId, by), limit);
  }

  async countDue(ownerId: UserId, by: CalendarDate): Promise<number> {
    return TaskModel.countDocuments(due(ownerId, by) as never);
  }

  private async find(filter: object, limit: number): Promise<Task[]> {
    const found = TaskModel.find(filter as never)
      .sort(EARLIEST_FIRST)
      .limit(limit);
    return (await found.lean<StoredTask[]>()).map(fromStored);
  }
}

function due(ownerId: UserId, by: CalendarDate): object {
  return { ownerId, state: 'open', dueOn: trusted({ $lte: by }) };
}

function fromStored(stored: StoredTask): Task {
  const { _id: id, tenantId: _, ...task } = stored as StoredTask & { tenantId: string };
  return { id, ...task };
}
