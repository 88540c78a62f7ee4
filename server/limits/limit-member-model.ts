import { model, Schema } from 'mongoose';

/** A process that takes part in the shared counts, as the `limitMembers` collection holds it. */
export interface StoredLimitMember {
  _id: string;
  /** When it last said that it is there, by the database's clock. */
  seenAt: Date;
}

/** A process that has ended is remembered for longer than any count that it may have given out of. */
const schema = new Schema<StoredLimitMember>({ seenAt: Date }, { collection: 'limitMembers', versionKey: false });
schema.index({ seenAt: 1 }, { expireAfterSeconds: 180 });

export const LimitMemberModel = model('LimitMember', schema);
