import { type Model, model, Schema } from 'mongoose';
import { tenantPlugin } from '../../mongo/tenant-plugin.ts';
import type { Clause } from './clause.ts';

/** A clause's version as the `clauses` collection holds it. */
export type StoredClause = Omit<Clause, 'id'> & { readonly _id: string };

const text = { type: String, required: true };
const schema = new Schema<StoredClause>(
  {
    _id: text,
    name: text,
    language: { type: String, default: '' },
    brand: { type: String, default: null },
    version: { type: Number, required: true },
    html: text,
    state: text,
    revision: Number,
    authorIds: [String],
    approvals: [Schema.Types.Mixed],
    history: [Schema.Types.Mixed],
    approvedBy: String,
    approvedAt: Date,
    announcedAt: { type: Date, default: null },
  } as never,
  { collection: 'clauses', strict: 'throw', versionKey: false },
);
schema.plugin(tenantPlugin);
schema.index({ tenantId: 1, name: 1, language: 1, brand: 1, version: 1 }, { unique: true });
// One live version of a clause, whoever puts it live at the same moment.
schema.index(
  { tenantId: 1, name: 1, language: 1, brand: 1 },
  { unique: true, partialFilterExpression: { state: 'live' } },
);

export const ClauseModel: Model<StoredClause> = model<StoredClause>('Clause', schema);
