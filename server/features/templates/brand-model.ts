import { type Model, model, Schema } from 'mongoose';
import type { BrandView } from '#shared/api/templates.ts';
import { tenantPlugin } from '../../mongo/tenant-plugin.ts';

/** A brand as the `brands` collection holds it. */
export type StoredBrand = BrandView;

const text = { type: String, required: true };
const schema = new Schema<StoredBrand>({ key: text, name: text, companyCodes: [String] } as never, {
  collection: 'brands',
  strict: 'throw',
  versionKey: false,
});
schema.plugin(tenantPlugin);
schema.index({ tenantId: 1, key: 1 }, { unique: true });

export const BrandModel: Model<StoredBrand> = model<StoredBrand>('Brand', schema);
