import { model, type mongo, Schema } from 'mongoose';
import { tenantPlugin } from '../../../mongo/tenant-plugin.ts';

/** A piece of a kept file, compressed by itself, as the `feedFileBlocks` collection holds it. */
export interface StoredBlock {
  tenantId: string;
  copyId: string;
  /** Its place in the file, from 0. */
  at: number;
  keptAt: Date;
  content: mongo.Binary;
}

/** Read and written through the collection; the model is here for the indexes. */
const schema = new Schema<StoredBlock>({}, { collection: 'feedFileBlocks', strict: 'throw', versionKey: false });
schema.plugin(tenantPlugin);
schema.index({ tenantId: 1, copyId: 1, at: 1 }, { unique: true });
schema.index({ tenantId: 1, keptAt: 1 });

export const FileBlockModel = model('FileBlock', schema);
