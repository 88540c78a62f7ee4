import { type Model, model, Schema } from 'mongoose';
import { tenantPlugin } from '../../mongo/tenant-plugin.ts';
import type { Dispatch } from './dispatch.ts';

/** A prepared message as the `dispatches` collection holds it. */
export type StoredDispatch = Omit<Dispatch, 'id'> & { readonly _id: string };

const text = { type: String, required: true };
const textOrNull = { type: String, default: null };
const part = { type: Schema.Types.Mixed, required: true };

/** Written through the collection, by functions whose types hold the shape of the parts. */
const schema = new Schema<StoredDispatch>(
  {
    _id: text,
    via: text,
    template: part,
    clauses: { type: [Schema.Types.Mixed], default: undefined },
    customerId: text,
    stated: [Schema.Types.Mixed],
    totals: [Schema.Types.Mixed],
    contact: { type: Schema.Types.Mixed, default: null },
    filled: { type: Schema.Types.Mixed, default: null },
    attachments: [Schema.Types.Mixed],
    conversation: textOrNull,
    internetMessageId: text,
    by: part,
    preparedAt: { type: Date, required: true },
    gate: part,
    override: { type: Schema.Types.Mixed, default: null },
    delivery: text,
    activityId: textOrNull,
    ticketHash: textOrNull,
    spentOn: textOrNull,
    stoppedAt: textOrNull,
    sendingClaim: textOrNull,
  },
  { collection: 'dispatches', strict: 'throw', versionKey: false },
);
schema.plugin(tenantPlugin);
schema.index({ tenantId: 1, delivery: 1, preparedAt: 1 });
schema.index({ tenantId: 1, ticketHash: 1 }, { unique: true, partialFilterExpression: { ticketHash: { $gt: '' } } });

export const DispatchModel: Model<StoredDispatch> = model<StoredDispatch>('Dispatch', schema);
