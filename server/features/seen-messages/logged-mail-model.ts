import { type Model, model, Schema } from 'mongoose';
import { tenantPlugin } from '../../mongo/tenant-plugin.ts';
import type { LoggedMail } from './logged-mail.ts';

const text = { type: String, required: true };

const schema = new Schema<LoggedMail>(
  { internetMessageId: text, activityId: text },
  { collection: 'loggedMails', strict: 'throw', versionKey: false },
);
schema.plugin(tenantPlugin);
schema.index({ tenantId: 1, internetMessageId: 1 }, { unique: true });

export const LoggedMailModel: Model<LoggedMail> = model<LoggedMail>('LoggedMail', schema);
