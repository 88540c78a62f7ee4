import { model, Schema } from 'mongoose';
import { tenantPlugin } from '../../../mongo/tenant-plugin.ts';

/** That a living process is at a file of the watched folder, as the `feedClaims` collection holds it. */
export interface StoredClaim {
  tenantId: string;
  claimId: string;
  /** By the database's clock; renewed while the process lives. */
  expiresAt: Date;
}

/** Read and written through the collection; the model is here for the indexes. */
const schema = new Schema<StoredClaim>({}, { collection: 'feedClaims', strict: 'throw', versionKey: false });
schema.plugin(tenantPlugin);
schema.index({ tenantId: 1, claimId: 1 }, { unique: true });

export const FeedClaimModel = model('FeedClaim', schema);
