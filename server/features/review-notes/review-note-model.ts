import { type Model, model, Schema } from 'mongoose';
import { tenantPlugin } from '../../mongo/tenant-plugin.ts';
import type { ReviewNote } from './review-note.ts';

/** A note as the `reviewNotes` collection holds it. */
export type StoredReviewNote = Omit<ReviewNote, 'id' | 'collector'> & {
  readonly _id: string;
  readonly collectorId: string;
  readonly collectorName: string;
};

const text = { type: String, required: true };
const instant = { type: Date, required: true };
const schema = new Schema<StoredReviewNote>(
  {
    _id: text,
    collectorId: text,
    collectorName: text,
    from: text,
    to: text,
    note: text,
    by: text,
    at: instant,
    evidence: [Schema.Types.Mixed],
    knownAt: instant,
  },
  { collection: 'reviewNotes', strict: 'throw', versionKey: false },
);
schema.plugin(tenantPlugin);
schema.index({ tenantId: 1, at: -1 });
schema.index({ tenantId: 1, collectorId: 1, at: -1 });

export const ReviewNoteModel: Model<StoredReviewNote> = model<StoredReviewNote>('ReviewNote', schema);
