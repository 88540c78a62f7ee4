import { type Model, model, Schema } from 'mongoose';
import type { CustomerId, UserId } from '#shared/domain/ids.ts';
import { tenantPlugin } from '../../mongo/tenant-plugin.ts';

/** A person of the company, as they were called then. */
export interface HoldPerson {
  readonly id: UserId;
  readonly email: string;
}

/** That nothing said to a customer may be removed, as the `textHolds` collection holds it. */
export interface StoredTextHold {
  readonly _id: string;
  readonly customerId: CustomerId;
  readonly reason: string;
  readonly setBy: HoldPerson;
  readonly setAt: Date;
  readonly lifting: { readonly askedBy: HoldPerson; readonly askedAt: Date } | null;
}

const text = { type: String, required: true };
const schema = new Schema<StoredTextHold>(
  {
    _id: text,
    customerId: text,
    reason: text,
    setBy: { type: Schema.Types.Mixed, required: true },
    setAt: { type: Date, required: true },
    lifting: { type: Schema.Types.Mixed, default: null },
  },
  { collection: 'textHolds', strict: 'throw', versionKey: false },
);
schema.plugin(tenantPlugin);
schema.index({ tenantId: 1, customerId: 1 }, { unique: true });

export const TextHoldModel: Model<StoredTextHold> = model<StoredTextHold>('TextHold', schema);
