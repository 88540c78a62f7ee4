import { model, Schema } from 'mongoose';
import { tenantPlugin } from '../../mongo/tenant-plugin.ts';
import { ITEM_VERSIONS, type StoredItemVersion } from './item-version.ts';

/** Written and read through the collection, in batches; the model is here for the indexes. */
const schema = new Schema<StoredItemVersion>({}, { collection: ITEM_VERSIONS, strict: 'throw', versionKey: false });
schema.plugin(tenantPlugin);
schema.index({ tenantId: 1, itemId: 1, added: 1 }, { unique: true });
schema.index({ tenantId: 1, numberKeys: 1 });
schema.index({ tenantId: 1, superseded: 1, settledOn: 1, issuedOn: 1 });
// A version that is superseded changes its place in every index that has `superseded`: most of what it costs. One of them is enough.
schema.index({ tenantId: 1, customerId: 1, settledOn: 1 });
// What was open on a day of the past and is settled now.
schema.index(
  { tenantId: 1, openMonths: 1, settledOn: 1 },
  { partialFilterExpression: { openMonths: { $exists: true } } },
);
schema.index({ tenantId: 1, issuedOn: 1 }, { partialFilterExpression: { kind: 'payment' } });
schema.index({ tenantId: 1, added: 1 });

export const ItemVersionModel = model('ItemVersion', schema);
