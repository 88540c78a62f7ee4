import mongoose, { type ClientSession } from 'mongoose';
import type { CalendarDate } from '#shared/domain/calendar-date.ts';
import { currentTenant } from '../../mongo/tenancy.ts';
import type { Goal } from './goal.ts';
import { GoalModel, type StoredGoal } from './goal-model.ts';

/** The goals of the current tenant. */
export class GoalRepository {
  /** Those whose period a day lies in, the first set first. */
  async findOn(day: CalendarDate): Promise<Goal[]> {
    const filter = { from: mongoose.trusted({ $lte: day }), to: mongoose.trusted({ $gte: day }) };
    const found = GoalModel.find(filter as never).sort({ setAt: 1, _id: 1 });
    return (await found.lean<StoredGoal[]>()).map(fromStored);
  }

  async insert(goal: Goal, { by, at }: { by: string; at: Date }, session: ClientSession): Promise<void> {
    const { id, for: owner, ...rest } = goal;
    const ownerId = owner.kind === 'company' ? null : owner.id;
    const stored = { _id: id as never, tenantId: currentTenant(), kind: owner.kind, ownerId, ...rest };
    await GoalModel.collection.insertOne({ ...stored, setBy: by, setAt: at }, { session });
  }

  /** False where there is no such goal. */
  async remove(id: string): Promise<boolean> {
    return (await GoalModel.deleteOne({ _id: id })).deletedCount === 1;
  }

  async removeOfTeam(teamId: string, session: ClientSession): Promise<void> {
    await GoalModel.deleteMany({ kind: 'team', ownerId: teamId }, { session });
  }
}

function fromStored({ _id, kind, ownerId, measure, from, to, target, currency }: StoredGoal): Goal {
  const owner = kind === 'company' ? { kind } : { kind, id: ownerId ?? '' };
  return { id: _id, for: owner, measure, from, to, target, currency };
}
