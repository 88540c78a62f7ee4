import mongoose from 'mongoose';
import { AcknowledgementModel, type StoredAcknowledgement } from './acknowledgement-model.ts';

/** Who of the current tenant has seen which warnings. */
export class AcknowledgementRepository {
  /** Once for a person and clause; again is no new effect. */
  async add({ clauseId, userId, at }: StoredAcknowledgement): Promise<void> {
    await AcknowledgementModel.updateOne({ clauseId, userId }, { $setOnInsert: { at } } as never, { upsert: true });
  }

  /** Those of these clauses that somebody has seen the warning of. */
  async findSeen(userId: string, clauseIds: readonly string[]): Promise<Set<string>> {
    const filter = { userId, clauseId: mongoose.trusted({ $in: clauseIds }) };
    const found = await AcknowledgementModel.find(filter as never).lean<StoredAcknowledgement[]>();
    return new Set(found.map(({ clauseId }) => clauseId));
  }
}
