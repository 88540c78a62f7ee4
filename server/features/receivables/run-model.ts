import { model, Schema } from 'mongoose';
import { tenantPlugin } from '../../mongo/tenant-plugin.ts';
import type { KeptRun } from './run.ts';

/** A run as the `runs` collection holds it. */
export interface StoredRun extends KeptRun {
  tenantId: string;
}

/** Read and written through the collection; the model is here for the indexes. */
const schema = new Schema<StoredRun>({}, { collection: 'runs', strict: 'throw', versionKey: false });
schema.plugin(tenantPlugin);
schema.index({ tenantId: 1, runId: 1 }, { unique: true });
schema.index({ tenantId: 1, receivedAt: -1 });
schema.index({ tenantId: 1, kind: 1, profile: 1, source: 1, receivedAt: -1 });
schema.index({ tenantId: 1, committedAt: -1 });
schema.index({ tenantId: 1, fileHash: 1, receivedAt: -1 });

export const RunModel = model('Run', schema);
