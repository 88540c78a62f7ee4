import { model, Schema } from 'mongoose';
import { tenantPlugin } from '../../mongo/tenant-plugin.ts';

/** That a dispute was given to somebody, as `disputeAssignments` holds it; the last one of a dispute says whose it is. */
export interface StoredAssignment {
  disputeId: string;
  ownerId: string;
  /** Who gave it. */
  by: string;
  at: Date;
}

const text = { type: String, required: true };
const schema = new Schema<StoredAssignment>(
  { disputeId: text, ownerId: text, by: text, at: { type: Date, required: true } },
  { collection: 'disputeAssignments', strict: 'throw', versionKey: false },
);
schema.plugin(tenantPlugin);
schema.index({ tenantId: 1, disputeId: 1, at: 1 });

export const DisputeAssignmentModel = model('DisputeAssignment', schema);
