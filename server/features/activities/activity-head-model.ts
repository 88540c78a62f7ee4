import { model, Schema } from 'mongoose';
import { tenantPlugin } from '../../mongo/tenant-plugin.ts';

/** The number of a tenant's last entry in the log. */
export interface StoredActivityHead {
  seq: number;
}

const schema = new Schema<StoredActivityHead>(
  { seq: { type: Number, required: true } },
  { collection: 'activityHeads', strict: 'throw', versionKey: false },
);
schema.plugin(tenantPlugin);
schema.index({ tenantId: 1 }, { unique: true });

export const ActivityHeadModel = model('ActivityHead', schema);
