import mongoose from 'mongoose';
import { currentTenant } from '../../../mongo/tenancy.ts';
import { FileBlockModel, type StoredBlock } from './file-block-model.ts';

/** A piece of a kept file, still compressed. */
export interface FileBlock {
  readonly copyId: string;
  readonly at: number;
  readonly keptAt: Date;
  readonly content: Buffer;
}

export class FileBlockRepository {
  async insert({ copyId, at, keptAt, content }: FileBlock): Promise<void> {
    const tenantId = currentTenant();
    await blocks().insertOne({ tenantId, copyId, at, keptAt, content: new mongoose.mongo.Binary(content) });
  }

  /** The compressed blocks of a copy in the order of the file, one at a time. */
  async *ofCopy(copyId: string): AsyncGenerator<Buffer> {
    const filter = { tenantId: currentTenant(), copyId };
    const cursor = blocks().find(filter, { sort: { at: 1 }, batchSize: 4 });
    for await (const { content } of cursor) yield Buffer.from(content.buffer);
  }

  /** The copies of which a block was written before an instant. */
  async copiesBefore(instant: Date): Promise<string[]> {
    return await blocks().distinct('copyId', { tenantId: currentTenant(), keptAt: { $lt: instant } });
  }

  async removeCopies(copyIds: readonly string[]): Promise<void> {
    await blocks().deleteMany({ tenantId: currentTenant(), copyId: { $in: [...copyIds] } });
  }
}

function blocks(): mongoose.mongo.Collection<StoredBlock> {
  return FileBlockModel.collection as unknown as mongoose.mongo.Collection<StoredBlock>;
}
