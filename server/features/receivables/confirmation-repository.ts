import mongoose from 'mongoose';
import { inBatches } from '../../mongo/batches.ts';
import { currentTenant } from '../../mongo/tenancy.ts';
import { ConfirmationModel, type StoredConfirmation } from './confirmation-model.ts';

const ID_BYTES = 12;
/** Keeps a document well under MongoDB's 16 MB. */
const IDS_A_DOCUMENT = 100_000;

export class ConfirmationRepository {
  /** Notes that a source said these rows again at an as-of time. Of each row only the latest time is kept. */
  async add(ids: readonly string[], dataAsOf: Date): Promise<void> {
    const tenantId = currentTenant();
    const earlier = await confirmations()
      .find({ tenantId, dataAsOf: { $lte: dataAsOf } })
      .toArray();
    for (const batch of inBatches(ids, IDS_A_DOCUMENT)) {
      await confirmations().insertOne({ tenantId, dataAsOf, ids: packed(batch) });
    }
    const again = new Set(ids);
    for (const { _id, ids: packedIds } of earlier) await this.keepOnly(_id, unpacked(packedIds), again);
  }

  /** Of those among these rows that were said again after a time: the latest time at which they were. */
  async findLatestAfter(ids: ReadonlySet<string>, after: Date): Promise<Map<string, Date>> {
    const latest = new Map<string, Date>();
    const later = confirmations()
      .find({ tenantId: currentTenant(), dataAsOf: { $gt: after } })
      .sort({ dataAsOf: 1 });
    for await (const { ids: packedIds, dataAsOf } of later) {
      for (const id of unpacked(packedIds)) if (ids.has(id)) latest.set(id, dataAsOf);
    }
    return latest;
  }

  private async keepOnly(
    _id: mongoose.Types.ObjectId,
    ids: readonly string[],
    without: ReadonlySet<string>,
  ): Promise<void> {
    const rest = ids.filter((id) => !without.has(id));
    if (rest.length === ids.length) return;
    const filter = { tenantId: currentTenant(), _id };
    if (rest.length === 0) await confirmations().deleteOne(filter);
    else await confirmations().updateOne(filter, { $set: { ids: packed(rest) } });
  }
}

function confirmations(): mongoose.mongo.Collection<StoredConfirmation> {
  return ConfirmationModel.collection as unknown as mongoose.mongo.Collection<StoredConfirmation>;
}

function packed(ids: readonly string[]): mongoose.mongo.Binary {
  return new mongoose.mongo.Binary(Buffer.from(ids.join(''), 'hex'));
}

function unpacked({ buffer, position }: mongoose.mongo.Binary): string[] {
  const hex = Buffer.from(buffer.subarray(0, position)).toString('hex');
  const ids: string[] = [];
  for (let start = 0; start < hex.length; start += ID_BYTES * 2) ids.push(hex.slice(start, start + ID_BYTES * 2));
  return ids;
}
