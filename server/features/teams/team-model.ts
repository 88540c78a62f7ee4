import { type Model, model, Schema } from 'mongoose';
import type { UserId } from '#shared/domain/ids.ts';
import { tenantPlugin } from '../../mongo/tenant-plugin.ts';

/** A team as the `teams` collection holds it. */
export interface StoredTeam {
  readonly _id: string;
  readonly name: string;
  /** The name as it is compared. */
  readonly nameKey: string;
  readonly memberIds: readonly UserId[];
  /** The e-mail address of who changed it last, and when. */
  readonly changedBy: string;
  readonly changedAt: Date;
}

const text = { type: String, required: true };
const schema = new Schema<StoredTeam>(
  {
    _id: text,
    name: text,
    nameKey: text,
    memberIds: [String],
    changedBy: text,
    changedAt: { type: Date, required: true },
  },
  { collection: 'teams', strict: 'throw', versionKey: false },
);
schema.plugin(tenantPlugin);
schema.index({ tenantId: 1, nameKey: 1 }, { unique: true });

export const TeamModel: Model<StoredTeam> = model<StoredTeam>('Team', schema);
