import { model, Schema } from 'mongoose';
import { tenantPlugin } from '../../../mongo/tenant-plugin.ts';

/** With what order a file was fed, as the `feedDeliveries` collection holds it: all that is needed to feed it again. */
export interface StoredDelivery {
  tenantId: string;
  runId: string;
  contentHash: string;
  fileName: string;
  profile: string;
  /** As JSON, since the names in it are the file's own. */
  mapping: string;
  onProblem: 'refuse' | 'skip';
  coverage: 'delta' | 'snapshot';
  accepted: string[];
}

/** Read and written through the collection; the model is here for the indexes. */
const schema = new Schema<StoredDelivery>({}, { collection: 'feedDeliveries', strict: 'throw', versionKey: false });
schema.plugin(tenantPlugin);
schema.index({ tenantId: 1, runId: 1 }, { unique: true });
schema.index({ tenantId: 1, contentHash: 1 });

export const FeedDeliveryModel = model('FeedDelivery', schema);
