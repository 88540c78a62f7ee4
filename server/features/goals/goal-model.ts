import { type Model, model, Schema } from 'mongoose';
import { tenantPlugin } from '../../mongo/tenant-plugin.ts';
import type { Goal } from './goal.ts';

/** A goal as the `goals` collection holds it. */
export interface StoredGoal extends Omit<Goal, 'id' | 'for'> {
  readonly _id: string;
  readonly kind: Goal['for']['kind'];
  /** The user or team that it is for; null for the company. */
  readonly ownerId: string | null;
  /** The e-mail address of who set it, and when. */
  readonly setBy: string;
  readonly setAt: Date;
}

const text = { type: String, required: true };
const schema = new Schema<StoredGoal>(
  {
    _id: text,
    kind: text,
    ownerId: { type: String, default: null },
    measure: text,
    from: text,
    to: text,
    target: { type: Number, required: true },
    currency: { type: String, default: null },
    setBy: text,
    setAt: { type: Date, required: true },
  },
  { collection: 'goals', strict: 'throw', versionKey: false },
);
schema.plugin(tenantPlugin);
schema.index({ tenantId: 1, to: 1, from: 1 });
schema.index({ tenantId: 1, kind: 1, ownerId: 1 });

export const GoalModel: Model<StoredGoal> = model<StoredGoal>('Goal', schema);
