import { model, Schema } from 'mongoose';
import { tenantPlugin } from '../../mongo/tenant-plugin.ts';
import { CUSTOMER_VERSIONS, type StoredCustomerVersion } from './customer.ts';

/** Written and read through the collection, in batches; the model is here for the indexes. */
const schema = new Schema<StoredCustomerVersion>(
  {},
  { collection: CUSTOMER_VERSIONS, strict: 'throw', versionKey: false },
);
schema.plugin(tenantPlugin);
schema.index({ tenantId: 1, customerId: 1, added: 1 }, { unique: true });
schema.index({ tenantId: 1, bareNumber: 1 });
schema.index({ tenantId: 1, lookupKeys: 1 });
schema.index({ tenantId: 1, ownerEmail: 1 });
schema.index({ tenantId: 1, superseded: 1, added: 1 });

export const CustomerVersionModel = model('CustomerVersion', schema);
