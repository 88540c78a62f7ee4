import { model, Schema } from 'mongoose';
import { tenantPlugin } from '../../mongo/tenant-plugin.ts';
import type { StoredThreadLink } from './thread-links.ts';

const text = { type: String, required: true };

const schema = new Schema<StoredThreadLink>(
  {
    keys: { type: [String], required: true },
    customerId: text,
    decision: text,
    by: { _id: false, type: { id: text, name: text }, required: true },
    at: { type: Date, required: true },
  },
  { collection: 'threadLinks', strict: 'throw', versionKey: false },
);
schema.plugin(tenantPlugin);
schema.index({ tenantId: 1, keys: 1, at: -1 });

export const ThreadLinkModel = model('ThreadLink', schema);
