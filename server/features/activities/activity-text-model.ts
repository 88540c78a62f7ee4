import { type Model, model, Schema } from 'mongoose';
import { tenantPlugin } from '../../mongo/tenant-plugin.ts';
import type { ActivityTexts } from './activity-texts.ts';

const salted = { _id: false, text: { type: String, required: true }, salt: { type: String, required: true } };
const schema = new Schema<ActivityTexts>(
  {
    activityId: { type: String, required: true },
    note: { type: salted },
    body: { type: salted },
    plainBody: { type: String },
    subject: { type: String },
    recipients: { type: [String], default: undefined },
    rewritten: { type: [Schema.Types.Mixed], default: undefined },
    files: { type: [Schema.Types.Mixed], default: undefined },
  },
  { collection: 'activityTexts', strict: 'throw', versionKey: false },
);
schema.plugin(tenantPlugin);
schema.index({ tenantId: 1, activityId: 1 }, { unique: true });

export const ActivityTextModel: Model<ActivityTexts> = model<ActivityTexts>('ActivityText', schema);
