import { randomBytes } from 'node:crypto';
import { trusted } from 'mongoose';
import type { UserId } from '#shared/domain/ids.ts';
import { isDuplicateKey } from '../../mongo/once.ts';
import { currentTenant } from '../../mongo/tenancy.ts';
import { DigestDeliveryModel, type StoredDigestDelivery } from './digest-delivery-model.ts';

export type DigestDelivery = Pick<StoredDigestDelivery, 'state' | 'why' | 'attempts' | 'at'> & { readonly id: string };

/** What became of sending. */
export type DigestOutcome = Pick<StoredDigestDelivery, 'state' | 'why' | 'againAt'> & { readonly at: Date };

/** The digests of the current tenant that were to leave. */
export class DigestDeliveryRepository {
  /**
   * Takes a digest for sending; null where it is not to be sent: somebody is at it, it has left, it failed for good, or it is not yet to be tried again. A digest is
   * taken again only where it certainly did not leave.
   */
  async take(userId: UserId, digest: string, at: Date): Promise<DigestDelivery | null> {
    return (await this.takeFirst(userId, digest, at)) ?? (await this.takeAgain(userId, digest, at));
  }

  async finish(id: string, { state, why, againAt, at }: DigestOutcome): Promise<void> {
    await DigestDeliveryModel.updateOne({ _id: id }, { $set: { state, why, againAt, at } });
  }

  async findLatest(userId: UserId): Promise<DigestDelivery | null> {
    const stored = await DigestDeliveryModel.findOne({ userId }).sort({ at: -1 }).lean<StoredDigestDelivery>();
    return stored === null ? null : fromStored(stored);
  }

  private async takeFirst(userId: UserId, digest: string, at: Date): Promise<DigestDelivery | null> {
    if ((await DigestDeliveryModel.countDocuments({ userId, digest })) > 0) return null;
    const stored: StoredDigestDelivery = {
      _id: randomBytes(12).toString('hex'),
      userId,
      digest,
      state: 'sending',
      why: null,
      attempts: 1,
      at,
      againAt: null,
    };
    try {
      await DigestDeliveryModel.collection.insertOne({
        ...stored,
        _id: stored._id as never,
        tenantId: currentTenant(),
      });
      return fromStored(stored);
    } catch (error) {
      if (!isDuplicateKey(error)) throw error;
      return null;
    }
  }

  private async takeAgain(userId: UserId, digest: string, at: Date): Promise<DigestDelivery | null> {
    const stored = await DigestDeliveryModel.findOneAndUpdate(
      { userId, digest, state: 'failed' as const, againAt: trusted({ $ne: null, $lte: at }) },
      { $set: { state: 'sending' as const, why: null, againAt: null, at }, $inc: { attempts: 1 } },
      { returnDocument: 'after' },
    ).lean<StoredDigestDelivery>();
    return stored === null ? null : fromStored(stored);
  }
}

function fromStored({ _id, state, why, attempts, at }: StoredDigestDelivery): DigestDelivery {
  return { id: _id, state, why, attempts, at };
}
