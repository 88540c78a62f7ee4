import mongoose, { type ClientSession } from 'mongoose';
import type { ActivityId, UserId } from '#shared/domain/ids.ts';
import { DisputeAssignmentModel, type StoredAssignment } from './dispute-assignment-model.ts';

export interface DisputeAssignment {
  readonly disputeId: ActivityId;
  readonly ownerId: UserId;
  /** Who gave it. */
  readonly by: UserId;
  readonly at: Date;
}

/** To whom disputes were given. It is only added to, so that it can be seen who had a dispute when. */
export class DisputeAssignmentRepository {
  async insert(assignment: DisputeAssignment, session: ClientSession): Promise<void> {
    await DisputeAssignmentModel.create([assignment], { session });
  }

  /** Who has each of the disputes that were given to somebody. */
  async findOwners(ids: readonly ActivityId[]): Promise<Map<ActivityId, UserId>> {
    if (ids.length === 0) return new Map();
    const filter = { disputeId: mongoose.trusted({ $in: ids }) };
    const stored = await DisputeAssignmentModel.find(filter as never)
      .sort({ at: 1, _id: 1 })
      .lean<StoredAssignment[]>();
    return new Map(stored.map(({ disputeId, ownerId }) => [disputeId as ActivityId, ownerId as UserId]));
  }
}
