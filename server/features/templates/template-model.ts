import { type Model, model, Schema } from 'mongoose';
import { tenantPlugin } from '../../mongo/tenant-plugin.ts';
import type { Template } from './template.ts';

/** A template's version as the `templates` collection holds it. */
export type StoredTemplate = Omit<Template, 'id'> & { readonly _id: string };

const text = { type: String, required: true };
const schema = new Schema<StoredTemplate>(
  {
    _id: text,
    name: text,
    stage: text,
    language: text,
    version: { type: Number, required: true },
    subject: text,
    html: text,
    variables: [String],
    state: text,
    approvedBy: { type: String, default: null },
    approvedAt: { type: Date, default: null },
  },
  { collection: 'templates', strict: 'throw', versionKey: false },
);
schema.plugin(tenantPlugin);
schema.index({ tenantId: 1, name: 1, language: 1, version: 1 }, { unique: true });
schema.index({ tenantId: 1, state: 1 });

export const TemplateModel: Model<StoredTemplate> = model<StoredTemplate>('Template', schema);
