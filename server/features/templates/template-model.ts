import { type Model, model, Schema } from 'mongoose';
import { tenantPlugin } from '../../mongo/tenant-plugin.ts';
import type { Template } from './template.ts';
import type { StoredGovernance } from './text-version-store.ts';

/** A template's version as the `templates` collection holds it. */
export type StoredTemplate = Omit<Template, 'id' | 'uses' | keyof StoredGovernance> &
  StoredGovernance & { readonly _id: string; readonly uses?: number };

const text = { type: String, required: true };
const schema = new Schema<StoredTemplate>(
  {
    _id: text,
    name: text,
    stage: text,
    language: text,
    brand: { type: String, default: null },
    version: { type: Number, required: true },
    subject: text,
    html: text,
    variables: [String],
    state: text,
    revision: Number,
    authorIds: [String],
    approvals: [Schema.Types.Mixed],
    history: [Schema.Types.Mixed],
    uses: Number,
    approvedBy: { type: String, default: null },
    approvedAt: { type: Date, default: null },
  },
  { collection: 'templates', strict: 'throw', versionKey: false },
);
schema.plugin(tenantPlugin);
schema.index({ tenantId: 1, name: 1, language: 1, version: 1 }, { unique: true });
schema.index({ tenantId: 1, state: 1 });
// One live version of a template, whoever puts it live at the same moment.
schema.index(
  { tenantId: 1, name: 1, language: 1, brand: 1 },
  { unique: true, partialFilterExpression: { state: 'live' } },
);

export const TemplateModel: Model<StoredTemplate> = model<StoredTemplate>('Template', schema);
