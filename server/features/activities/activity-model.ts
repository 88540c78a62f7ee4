import { type Model, model, Schema } from 'mongoose';
import { tenantPlugin } from '../../mongo/tenant-plugin.ts';
import type { LogEntry } from './activity-entry.ts';
import { appendOnly } from './append-only.ts';

/** An entry as the `activities` collection holds it. The hash is missing in logs that were begun without; see entryHash. */
export type StoredEntry = Omit<LogEntry, 'id'> & { readonly _id: string; readonly hash?: string };

const text = { type: String, required: true };
const textOrNull = { type: String, default: null };
const partOrNull = { type: Schema.Types.Mixed, default: null };

/** Written in batches through the collection, by one function whose types hold the shape of the parts. */
const schema = new Schema<StoredEntry>(
  {
    _id: text,
    seq: { type: Number, required: true },
    kind: text,
    refersTo: textOrNull,
    clientKey: text,
    actor: partOrNull,
    customerId: text,
    itemIds: [String],
    itemNumbers: [String],
    contact: partOrNull,
    channel: text,
    code: text,
    outcome: textOrNull,
    reason: textOrNull,
    amount: partOrNull,
    date: textOrNull,
    instalments: { type: Schema.Types.Mixed },
    resolution: { type: String },
    client: text,
    message: partOrNull,
    delivery: textOrNull,
    dispatchId: textOrNull,
    gate: partOrNull,
    occurredAt: { type: Date, required: true },
    recordedAt: { type: Date, required: true },
    businessDay: text,
    dataAsOf: { type: Date, default: null },
    noteHash: textOrNull,
    bodyHash: textOrNull,
    hash: { type: String },
  },
  { collection: 'activities', strict: 'throw', versionKey: false },
);
schema.plugin(tenantPlugin);
schema.plugin(appendOnly);
schema.index({ tenantId: 1, seq: 1 }, { unique: true });
schema.index({ tenantId: 1, customerId: 1, businessDay: -1, occurredAt: -1, seq: -1 });
schema.index({ tenantId: 1, businessDay: 1 });
// Only entries that have a value are in these. `$gt` and not `$type`: the planner sees that an equality lies within a range, and not that it has a type.
for (const path of ['refersTo', 'message.conversation', 'message.internetMessageId']) {
  schema.index({ tenantId: 1, [path]: 1 }, { partialFilterExpression: { [path]: { $gt: '' } } });
}

export const ActivityModel: Model<StoredEntry> = model<StoredEntry>('Activity', schema);
