import { type Model, model, Schema } from 'mongoose';
import type { UserId } from '#shared/domain/ids.ts';
import { tenantPlugin } from '../../mongo/tenant-plugin.ts';

/** A view as the `savedViews` collection holds it. */
export interface StoredSavedView {
  readonly _id: string;
  /** In whose list it stands: a user's id, or `shared`. A name is in a list once. */
  readonly list: string;
  readonly name: string;
  /** The name as it is compared. */
  readonly nameKey: string;
  readonly address: string;
  readonly savedBy: UserId;
  readonly savedByName: string;
  readonly savedAt: Date;
}

const text = { type: String, required: true };
const schema = new Schema<StoredSavedView>(
  {
    _id: text,
    list: text,
    name: text,
    nameKey: text,
    address: text,
    savedBy: text,
    savedByName: text,
    savedAt: { type: Date, required: true },
  },
  { collection: 'savedViews', strict: 'throw', versionKey: false },
);
schema.plugin(tenantPlugin);
schema.index({ tenantId: 1, list: 1, nameKey: 1 }, { unique: true });

export const SavedViewModel: Model<StoredSavedView> = model<StoredSavedView>('SavedView', schema);
