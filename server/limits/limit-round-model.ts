import { model, Schema } from 'mongoose';

/**
 * A count that processes share for one minute, as the `limitRounds` collection holds it. In a round each holder gives out its share without a word; then one calls the
 * round in, every holder reports what it gave, and the rest is shared out anew.
 */
export interface StoredLimitRound {
  /** The limit, a hash of whom it is about, and the minute. */
  _id: string;
  most: number;
  round: number;
  /** What was given out in the rounds before. */
  used: number;
  /** What each holder may give out in this round. */
  share: number;
  holders: string[];
  /** Whether the round is being called in; then `next` are the holders of the one after it. */
  calledIn: boolean;
  next: string[];
  reports: Record<string, number>;
  endsAt: Date;
}

const schema = new Schema<StoredLimitRound>({ endsAt: Date }, { collection: 'limitRounds', versionKey: false });
schema.index({ endsAt: 1 }, { expireAfterSeconds: 60 });

export const LimitRoundModel = model('LimitRound', schema);
