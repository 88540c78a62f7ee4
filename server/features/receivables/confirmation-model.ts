import type mongoose from 'mongoose';
import { model, Schema } from 'mongoose';
import { tenantPlugin } from '../../mongo/tenant-plugin.ts';

/**
 * Rows that a source was found to have said again, unchanged, at a later as-of time. Equal rows are not written as versions; without this, a state from
 * between the two times that comes late would pass for a newer one.
 */
export interface StoredConfirmation {
  tenantId: string;
  /** The run that found it. */
  runId: string;
  dataAsOf: Date;
  /** Ids of 12 bytes each, one after the other. */
  ids: mongoose.mongo.Binary;
}

/** Read and written through the collections; the models are here for the indexes. */
function schemaOf(collection: string): Schema<StoredConfirmation> {
  const schema = new Schema<StoredConfirmation>({}, { collection, strict: 'throw', versionKey: false });
  schema.plugin(tenantPlugin);
  schema.index({ tenantId: 1, dataAsOf: 1 });
  schema.index({ tenantId: 1, runId: 1 });
  return schema;
}

export const ConfirmationModel = model('RowConfirmation', schemaOf('rowConfirmations'));

/** Items of which a source said again what is left of them, by the day: statements that say nothing new are not written. */
export const StatedAgainModel = model('StatedAgain', schemaOf('statedAgain'));
