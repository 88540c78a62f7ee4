import { type Model, model, Schema } from 'mongoose';
import { tenantPlugin } from '../../mongo/tenant-plugin.ts';

/** That somebody has seen the warning about a clause, as the `clauseAcknowledgements` collection holds it. */
export interface StoredAcknowledgement {
  readonly clauseId: string;
  readonly userId: string;
  readonly at: Date;
}

const text = { type: String, required: true };
const schema = new Schema<StoredAcknowledgement>(
  { clauseId: text, userId: text, at: { type: Date, required: true } },
  { collection: 'clauseAcknowledgements', strict: 'throw', versionKey: false },
);
schema.plugin(tenantPlugin);
schema.index({ tenantId: 1, userId: 1, clauseId: 1 }, { unique: true });

export const AcknowledgementModel: Model<StoredAcknowledgement> = model<StoredAcknowledgement>(
  'ClauseAcknowledgement',
  schema,
);
