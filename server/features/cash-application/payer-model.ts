import { model, Schema } from 'mongoose';
import type { CustomerId } from '#shared/domain/ids.ts';
import { tenantPlugin } from '../../mongo/tenant-plugin.ts';

/** That an account or a name paid for a customer, as the `payers` collection holds it. */
export interface StoredPayer {
  tenantId: string;
  kind: 'account' | 'name';
  key: string;
  customerId: CustomerId;
  /** How many decisions in force say so. */
  count: number;
  lastDecisionId: string;
  lastAt: Date;
}

const schema = new Schema<StoredPayer>({}, { collection: 'payers', strict: 'throw', versionKey: false });
schema.plugin(tenantPlugin);
schema.index({ tenantId: 1, kind: 1, key: 1, customerId: 1 }, { unique: true });

export const PayerModel = model('Payer', schema);
