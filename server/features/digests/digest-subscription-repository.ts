import { trusted } from 'mongoose';
import type { DigestRhythm } from '#shared/api/digests.ts';
import type { UserId } from '#shared/domain/ids.ts';
import { DigestSubscriptionModel, type StoredDigestSubscription } from './digest-subscription-model.ts';

/** How one gets the digest. */
export interface DigestSubscription {
  readonly userId: UserId;
  readonly rhythm: DigestRhythm | null;
  /** Keys in the order of the digest; null where nobody has chosen. */
  readonly measures: readonly string[] | null;
  readonly chosenAt: Date;
}

/** Who of the current tenant gets a digest, and how. */
export class DigestSubscriptionRepository {
  async find(userId: UserId): Promise<DigestSubscription | null> {
    const stored = await DigestSubscriptionModel.findById(userId).lean<StoredDigestSubscription>();
    return stored === null ? null : fromStored(stored);
  }

  /** Those with a rhythm. */
  async findActive(): Promise<DigestSubscription[]> {
    const found = DigestSubscriptionModel.find({ rhythm: trusted({ $ne: null }) }).sort({ _id: 1 });
    return (await found.lean<StoredDigestSubscription[]>()).map(fromStored);
  }

  async save({ userId, rhythm, measures, chosenAt }: DigestSubscription): Promise<void> {
    const $set = { rhythm, measures: measures === null ? null : [...measures], chosenAt };
    await DigestSubscriptionModel.updateOne({ _id: userId }, { $set }, { upsert: true });
  }
}

function fromStored({ _id, rhythm, measures, chosenAt }: StoredDigestSubscription): DigestSubscription {
  return { userId: _id as UserId, rhythm, measures, chosenAt };
}
