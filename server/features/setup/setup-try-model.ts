import { type Model, model, Schema } from 'mongoose';
import type { SetupFinding, SetupStep } from '#shared/api/setup.ts';
import { tenantPlugin } from '../../mongo/tenant-plugin.ts';

/** The last try of a step of the set-up as the `setupTries` collection holds it; one a company and step. */
export interface StoredSetupTry {
  readonly step: SetupStep;
  readonly at: Date;
  readonly by: string;
  readonly findings: readonly SetupFinding[];
}

const text = { type: String, required: true };
const schema = new Schema<StoredSetupTry>(
  {
    step: text,
    at: { type: Date, required: true },
    by: text,
    findings: [{ _id: false, what: text, passed: { type: Boolean, required: true }, sentence: text }],
  },
  { collection: 'setupTries', strict: 'throw', versionKey: false },
);
schema.plugin(tenantPlugin);
schema.index({ tenantId: 1, step: 1 }, { unique: true });

export const SetupTryModel: Model<StoredSetupTry> = model<StoredSetupTry>('SetupTry', schema);
