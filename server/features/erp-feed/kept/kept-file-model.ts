import { model, Schema } from 'mongoose';
import { tenantPlugin } from '../../../mongo/tenant-plugin.ts';

/** A file whose bytes are kept, as the `feedFiles` collection holds it. */
export interface StoredFile {
  tenantId: string;
  /** SHA-256 of its bytes, in hex: the same file is kept once, however often it is fed. */
  contentHash: string;
  /** Under which its blocks are. */
  copyId: string;
  bytes: number;
  /** When it was last fed. */
  lastFedAt: Date;
}

/** Read and written through the collection; the model is here for the indexes. */
const schema = new Schema<StoredFile>({}, { collection: 'feedFiles', strict: 'throw', versionKey: false });
schema.plugin(tenantPlugin);
schema.index({ tenantId: 1, contentHash: 1 }, { unique: true });
schema.index({ tenantId: 1, copyId: 1 });
schema.index({ tenantId: 1, lastFedAt: 1 });

export const KeptFileModel = model('KeptFile', schema);
