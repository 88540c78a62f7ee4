import { type Model, model, Schema } from 'mongoose';
import { tenantPlugin } from '../../mongo/tenant-plugin.ts';

/** One digest to one person, as the `digestDeliveries` collection holds it. It is written before anything is sent. */
export interface StoredDigestDelivery {
  readonly _id: string;
  readonly userId: string;
  /** `weekly 2026-11-23`: a person's digest of a day is there once. */
  readonly digest: string;
  /** `sending` for long means that the process ended in it: nobody knows whether it left. */
  readonly state: 'sending' | 'sent' | 'failed' | 'in_doubt';
  readonly why: string | null;
  readonly attempts: number;
  readonly at: Date;
  /** When a failed one is tried again; null where it is not. */
  readonly againAt: Date | null;
}

const text = { type: String, required: true };
const schema = new Schema<StoredDigestDelivery>(
  {
    _id: text,
    userId: text,
    digest: text,
    state: text,
    why: { type: String, default: null },
    attempts: { type: Number, required: true },
    at: { type: Date, required: true },
    againAt: { type: Date, default: null },
  },
  { collection: 'digestDeliveries', strict: 'throw', versionKey: false },
);
schema.plugin(tenantPlugin);
schema.index({ tenantId: 1, userId: 1, digest: 1 }, { unique: true });
schema.index({ tenantId: 1, userId: 1, at: -1 });

export const DigestDeliveryModel: Model<StoredDigestDelivery> = model<StoredDigestDelivery>('DigestDelivery', schema);
