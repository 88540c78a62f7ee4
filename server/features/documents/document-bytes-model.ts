import { type Model, model, Schema } from 'mongoose';
import { tenantPlugin } from '../../mongo/tenant-plugin.ts';

/** A file as the `documentBytes` collection holds it, known by its hash; at most 10 MB, so that it fits into one record. */
export interface StoredDocumentBytes {
  readonly _id: string;
  /** In hex. */
  readonly sha256: string;
  readonly bytes: Buffer;
}

const schema = new Schema<StoredDocumentBytes>(
  {
    _id: { type: String, required: true },
    sha256: { type: String, required: true },
    bytes: { type: Buffer, required: true },
  },
  { collection: 'documentBytes', strict: 'throw', versionKey: false },
);
schema.plugin(tenantPlugin);
schema.index({ tenantId: 1, sha256: 1 }, { unique: true });

export const DocumentBytesModel: Model<StoredDocumentBytes> = model<StoredDocumentBytes>('DocumentBytes', schema);
