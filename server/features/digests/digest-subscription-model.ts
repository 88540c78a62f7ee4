import { type Model, model, Schema } from 'mongoose';
import type { DigestRhythm } from '#shared/api/digests.ts';
import { tenantPlugin } from '../../mongo/tenant-plugin.ts';

/** How one gets the digest, as the `digestSubscriptions` collection holds it; a user has one or none. */
export interface StoredDigestSubscription {
  /** The user's id. */
  readonly _id: string;
  readonly rhythm: DigestRhythm | null;
  /** Null where they have not chosen. */
  readonly measures: readonly string[] | null;
  readonly chosenAt: Date;
}

const schema = new Schema<StoredDigestSubscription>(
  {
    _id: { type: String, required: true },
    rhythm: { type: String, default: null },
    measures: { type: [String], default: null },
    chosenAt: { type: Date, required: true },
  },
  { collection: 'digestSubscriptions', strict: 'throw', versionKey: false },
);
schema.plugin(tenantPlugin);
schema.index({ tenantId: 1, rhythm: 1 });

export const DigestSubscriptionModel: Model<StoredDigestSubscription> = model<StoredDigestSubscription>(
  'DigestSubscription',
  schema,
);
