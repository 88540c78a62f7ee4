import type mongoose from 'mongoose';
import { isDuplicateKey } from '../../../mongo/once.ts';
import { currentTenant } from '../../../mongo/tenancy.ts';
import { KeptFileModel, type StoredFile } from './kept-file-model.ts';

export type KeptFile = Omit<StoredFile, 'tenantId'>;

export class KeptFileRepository {
  /** Notes that the file with these bytes is fed again. False where it is not kept. */
  async noteFed(contentHash: string, at: Date): Promise<boolean> {
    const filter = { tenantId: currentTenant(), contentHash };
    return (await files().updateOne(filter, { $max: { lastFedAt: at } })).matchedCount === 1;
  }

  async find(contentHash: string): Promise<KeptFile | null> {
    const stored = await files().findOne({ tenantId: currentTenant(), contentHash });
    return stored === null ? null : fromStored(stored);
  }

  /** Adds a file whose blocks have all been written. False where another delivery of the same bytes was there before. */
  async insert(file: KeptFile): Promise<boolean> {
    try {
      await files().insertOne({ tenantId: currentTenant(), ...file });
      return true;
    } catch (error) {
      if (isDuplicateKey(error)) return false;
      throw error;
    }
  }

  /** Those of the hashes whose bytes are kept. */
  async findHashes(contentHashes: readonly string[]): Promise<Set<string>> {
    const filter = { tenantId: currentTenant(), contentHash: { $in: [...contentHashes] } };
    const found = await files()
      .find(filter, { projection: { _id: 0, contentHash: 1 } })
      .toArray();
    return new Set(found.map(({ contentHash }) => contentHash));
  }

  /** Those of the copies that belong to a kept file. */
  async findCopies(copyIds: readonly string[]): Promise<Set<string>> {
    const filter = { tenantId: currentTenant(), copyId: { $in: [...copyIds] } };
    const found = await files()
      .find(filter, { projection: { _id: 0, copyId: 1 } })
      .toArray();
    return new Set(found.map(({ copyId }) => copyId));
  }

  /** Files that were last fed before an instant. */
  async fedBefore(instant: Date): Promise<KeptFile[]> {
    const stored = await files()
      .find({ tenantId: currentTenant(), lastFedAt: { $lt: instant } })
      .toArray();
    return stored.map(fromStored);
  }

  /** Forgets a file, unless it was fed again at or after an instant. */
  async removeUnlessFedSince({ contentHash, copyId }: KeptFile, instant: Date): Promise<boolean> {
    const filter = { tenantId: currentTenant(), contentHash, copyId, lastFedAt: { $lt: instant } };
    return (await files().deleteOne(filter)).deletedCount === 1;
  }
}

function files(): mongoose.mongo.Collection<StoredFile> {
  return KeptFileModel.collection as unknown as mongoose.mongo.Collection<StoredFile>;
}

function fromStored({ contentHash, copyId, bytes, lastFedAt }: StoredFile): KeptFile {
  return { contentHash, copyId, bytes, lastFedAt };
}
