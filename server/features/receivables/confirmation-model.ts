import type mongoose from 'mongoose';
import { model, Schema } from 'mongoose';
import { tenantPlugin } from '../../mongo/tenant-plugin.ts';

/**
 * Rows that a source was found to have said again, unchanged, at a later as-of time. Equal rows are not written as versions; without this, a state from
 * between the two times that comes late would pass for a newer one.
 */
export interface StoredConfirmation {
  tenantId: string;
  dataAsOf: Date;
  /** Ids of 12 bytes each, one after the other. */
  ids: mongoose.mongo.Binary;
}

/** Read and written through the collection; the model is here for the index. */
const schema = new Schema<StoredConfirmation>(
  {},
  { collection: 'rowConfirmations', strict: 'throw', versionKey: false },
);
schema.plugin(tenantPlugin);
schema.index({ tenantId: 1, dataAsOf: 1 });

export const ConfirmationModel = model('RowConfirmation', schema);
