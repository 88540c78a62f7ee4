import type mongoose from 'mongoose';
import { LimitMemberModel, type StoredLimitMember } from './limit-member-model.ts';

/** A process says that it is there every two seconds. */
const GONE_AFTER_MS = 10_000;

/** The processes that take part in the shared counts. */
export class LimitMemberRepository {
  /** Says that a process is there. */
  async note(id: string): Promise<void> {
    await members().updateOne({ _id: id }, [{ $set: { seenAt: '$$NOW' } }], { upsert: true });
  }

  /** All that may have given out of a count that has not ended, and those of them that are there still. */
  async list(): Promise<{ all: string[]; there: string[] }> {
    const age = { $subtract: ['$$NOW', '$seenAt'] };
    const found = await members()
      .aggregate<{ _id: string; isThere: boolean }>([{ $project: { isThere: { $lt: [age, GONE_AFTER_MS] } } }])
      .toArray();
    return { all: found.map(({ _id }) => _id), there: found.flatMap(({ _id, isThere }) => (isThere ? [_id] : [])) };
  }
}

function members(): mongoose.mongo.Collection<StoredLimitMember> {
  return LimitMemberModel.collection as unknown as mongoose.mongo.Collection<StoredLimitMember>;
}
