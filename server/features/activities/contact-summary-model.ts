import { model, Schema } from 'mongoose';
import { tenantPlugin } from '../../mongo/tenant-plugin.ts';
import type { ContactSummary } from './contact-summary.ts';

/** A customer's contact part in `customerSummaries`; the collection also holds the money parts, which runs of the ledger write. */
export interface StoredContactSummary extends ContactSummary {
  readonly part: 'contact';
}

const line = new Schema({}, { _id: false, strict: false });
const schema = new Schema<StoredContactSummary>(
  {
    customerId: { type: String, required: true },
    part: { type: String, required: true },
    seq: { type: Number, required: true },
    latestDay: { type: String, required: true },
    lastContacts: [line],
    promises: [line],
    disputes: [line],
    notices: [line],
  },
  { collection: 'customerSummaries', strict: 'throw', versionKey: false },
);
schema.plugin(tenantPlugin);
schema.index({ tenantId: 1, customerId: 1, part: 1, added: 1 }, { unique: true });

export const ContactSummaryModel = model('ContactSummary', schema);
