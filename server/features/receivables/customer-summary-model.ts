import { model, Schema } from 'mongoose';
import { tenantPlugin } from '../../mongo/tenant-plugin.ts';
import type { Versioned } from '../../mongo/versions.ts';
import type { CustomerMoney } from './customer-money.ts';

/**
 * The money part of a customer's summary, one version a run that changed it; the collection also holds the contact parts, which the activity log keeps up.
 * A version that nobody can be reading any more is removed: it follows from the ledger.
 */
export interface StoredCustomerMoney extends Versioned, CustomerMoney {
  part: 'money';
}

/** Written and read through the collection, in batches; the model is here for the indexes. */
const schema = new Schema<StoredCustomerMoney>(
  {},
  { collection: 'customerSummaries', strict: 'throw', versionKey: false },
);
schema.plugin(tenantPlugin);
schema.index({ tenantId: 1, customerId: 1, part: 1, added: 1 }, { unique: true });
schema.index({ tenantId: 1, superseded: 1, added: 1 });

export const CustomerSummaryModel = model('CustomerSummary', schema);
