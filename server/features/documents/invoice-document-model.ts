import { type Model, model, Schema } from 'mongoose';
import { tenantPlugin } from '../../mongo/tenant-plugin.ts';
import type { InvoiceDocument } from './invoice-document.ts';

/** A document as the `invoiceDocuments` collection holds it; its bytes lie apart, so that asking what there is reads no file. */
export type StoredInvoiceDocument = InvoiceDocument & { readonly _id: string };

const text = { type: String, required: true };
const number = { type: Number, required: true };
const schema = new Schema<StoredInvoiceDocument>(
  {
    _id: text,
    itemIds: { type: [String], required: true },
    number: text,
    version: number,
    fileName: text,
    size: number,
    sha256: text,
    storedBy: text,
    storedAt: { type: Date, required: true },
  },
  { collection: 'invoiceDocuments', strict: 'throw', versionKey: false },
);
schema.plugin(tenantPlugin);
schema.index({ tenantId: 1, itemIds: 1, version: -1 }, { unique: true });

export const InvoiceDocumentModel: Model<StoredInvoiceDocument> = model<StoredInvoiceDocument>(
  'InvoiceDocument',
  schema,
);
