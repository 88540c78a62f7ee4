import { type Model, model, Schema } from 'mongoose';
import { tenantPlugin } from '../../mongo/tenant-plugin.ts';
import type { Task } from './task.ts';

/** A task as the `tasks` collection holds it. */
export type StoredTask = Omit<Task, 'id'> & { readonly _id: string };

const text = { type: String, required: true };
const day = { type: Date, required: true };

/** Written through the collection, by one function whose types hold the shape of the parts. */
const schema = new Schema<StoredTask>(
  {
    _id: text,
    customerId: text,
    text,
    dueOn: text,
    ownerId: text,
    state: text,
    createdBy: { type: Schema.Types.Mixed, required: true },
    createdAt: day,
    closedAt: { type: Date, default: null },
    changes: [{ type: Schema.Types.Mixed }],
  },
  { collection: 'tasks', strict: 'throw', versionKey: false },
);
schema.plugin(tenantPlugin);
schema.index({ tenantId: 1, ownerId: 1, state: 1, dueOn: 1 });
schema.index({ tenantId: 1, customerId: 1, state: 1, dueOn: 1 });

export const TaskModel: Model<StoredTask> = model<StoredTask>('Task', schema);
