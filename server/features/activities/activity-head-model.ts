import { model, Schema } from 'mongoose';
import { tenantPlugin } from '../../mongo/tenant-plugin.ts';

/** Where a tenant's log ends: the number and the hash of its last entry. The hash is missing while the log was written without. */
export interface StoredActivityHead {
  seq: number;
  hash?: string | null;
}

const schema = new Schema<StoredActivityHead>(
  { seq: { type: Number, required: true }, hash: { type: String } },
  { collection: 'activityHeads', strict: 'throw', versionKey: false },
);
schema.plugin(tenantPlugin);
schema.index({ tenantId: 1 }, { unique: true });

export const ActivityHeadModel = model('ActivityHead', schema);
