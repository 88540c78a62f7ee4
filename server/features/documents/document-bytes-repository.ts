import { randomBytes } from 'node:crypto';
import { isDuplicateKey } from '../../mongo/once.ts';
import { currentTenant } from '../../mongo/tenancy.ts';
import { DocumentBytesModel } from './document-bytes-model.ts';

/** Files of the current tenant, apart from what is known of them; each is kept once, under the hash of its bytes. */
export class DocumentBytesRepository {
  /** Keeps a file that may be there already; it is on a majority when this is done. */
  async keep(sha256: string, bytes: Buffer): Promise<void> {
    const file = { tenantId: currentTenant(), sha256 };
    const fresh = { $setOnInsert: { _id: randomBytes(12).toString('hex'), bytes } };
    try {
      const options = { upsert: true, writeConcern: { w: 'majority' } } as const;
      await DocumentBytesModel.collection.updateOne(file as never, fresh as never, options);
    } catch (error) {
      // Somebody kept the same file at the same moment.
      if (!isDuplicateKey(error)) throw error;
    }
  }

  /** Null where there is no such file. */
  async find(sha256: string): Promise<Buffer | null> {
    const found = await DocumentBytesModel.findOne({ sha256 }, { bytes: 1 }).lean<{ bytes: { buffer: Uint8Array } }>();
    return found === null ? null : Buffer.from(found.bytes.buffer);
  }
}
