import mongoose, { type ClientSession } from 'mongoose';
import { currentTenant } from '../../mongo/tenancy.ts';
import { ConfirmationModel, StatedAgainModel, type StoredConfirmation } from './confirmation-model.ts';
import { ID_BYTES } from './row-identity.ts';

/** Keeps a document well under MongoDB's 16 MB. */
const IDS_A_DOCUMENT = 100_000;

/** Ids of rows of a file, of any number. */
export interface ConfirmedRows {
  ids(): Iterable<string>;
  /** Whether the id that begins there in the bytes is one of them. */
  has(bytes: Buffer, at: number): boolean;
}

/** What is said again: rows of files, or what is left of items; of these the time is the beginning of the day. */
export type Confirmed = 'rows' | 'lefts';

const MODELS = { rows: ConfirmationModel, lefts: StatedAgainModel } as const;

export class ConfirmationRepository {
  constructor(private readonly of: Confirmed = 'rows') {}

  /** Notes that a source said these rows again at an as-of time. Of each row only the latest time is kept. */
  async add(rows: ConfirmedRows, dataAsOf: Date, runId: string): Promise<void> {
    const tenantId = currentTenant();
    const earlier = await this.stored()
      .find({ tenantId, dataAsOf: { $lte: dataAsOf } }, { projection: { _id: 1 } })
      .toArray();
    let batch: string[] = [];
    const write = async () => {
      if (batch.length > 0) await this.stored().insertOne({ tenantId, runId, dataAsOf, ids: packed(batch) });
      batch = [];
    };
    for (const id of rows.ids()) {
      batch.push(id);
      if (batch.length === IDS_A_DOCUMENT) await write();
    }
    await write();
    for (const { _id } of earlier) await this.removeFrom(_id, rows);
  }

  /** Forgets what a run found said again. */
  async removeOf(runId: string, session: ClientSession): Promise<void> {
    await this.stored().deleteMany({ tenantId: currentTenant(), runId }, { session });
  }

  /** Goes through what was said again after a time: the ids, in bytes one after the other, and when. */
  async eachAfter(after: Date, take: (ids: Buffer, dataAsOf: Date) => void): Promise<void> {
    const later = this.stored().find({ tenantId: currentTenant(), dataAsOf: { $gt: after } });
    for await (const { ids, dataAsOf } of later) take(bytesOf(ids), dataAsOf);
  }

  private async removeFrom(_id: mongoose.Types.ObjectId, rows: ConfirmedRows): Promise<void> {
    const filter = { tenantId: currentTenant(), _id };
    const stored = await this.stored().findOne(filter);
    if (stored === null) return;
    const before = bytesOf(stored.ids);
    const rest = Buffer.alloc(before.length);
    let length = 0;
    for (let at = 0; at < before.length; at += ID_BYTES) {
      if (!rows.has(before, at)) length += before.copy(rest, length, at, at + ID_BYTES);
    }
    if (length === before.length) return;
    if (length === 0) await this.stored().deleteOne(filter);
    else await this.stored().updateOne(filter, { $set: { ids: new mongoose.mongo.Binary(rest.subarray(0, length)) } });
  }

  private stored(): mongoose.mongo.Collection<StoredConfirmation> {
    return MODELS[this.of].collection as unknown as mongoose.mongo.Collection<StoredConfirmation>;
  }
}

function packed(ids: readonly string[]): mongoose.mongo.Binary {
  return new mongoose.mongo.Binary(Buffer.from(ids.join(''), 'hex'));
}

function bytesOf({ buffer, position }: mongoose.mongo.Binary): Buffer {
  return Buffer.from(buffer.buffer, buffer.byteOffset, position);
}
