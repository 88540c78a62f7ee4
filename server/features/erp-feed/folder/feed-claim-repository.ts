import type mongoose from 'mongoose';
import { currentTenant } from '../../../mongo/tenancy.ts';
import { FeedClaimModel, type StoredClaim } from './feed-claim-model.ts';

export class FeedClaimRepository {
  /** Takes or renews a claim for so many ms from now. */
  async hold(claimId: string, leaseMs: number): Promise<void> {
    const until = [{ $set: { expiresAt: { $add: ['$$NOW', leaseMs] } } }];
    await claims().updateOne({ tenantId: currentTenant(), claimId }, until, { upsert: true });
  }

  /** Whether whoever took a claim still lives, as far as can be known. */
  async isHeld(claimId: string): Promise<boolean> {
    const filter = { tenantId: currentTenant(), claimId, $expr: { $gt: ['$expiresAt', '$$NOW'] } };
    return (await claims().findOne(filter)) !== null;
  }

  async release(claimId: string): Promise<void> {
    await claims().deleteOne({ tenantId: currentTenant(), claimId });
  }
}

function claims(): mongoose.mongo.Collection<StoredClaim> {
  return FeedClaimModel.collection as unknown as mongoose.mongo.Collection<StoredClaim>;
}
