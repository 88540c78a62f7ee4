import type mongoose from 'mongoose';
import type { ClientSession } from 'mongoose';
import { inBatches } from '../../mongo/batches.ts';
import { currentTenant } from '../../mongo/tenancy.ts';
import { LateRowModel, type StoredLateRow } from './late-row-model.ts';

const DUPLICATE_KEY = 11_000;

export class LateRowRepository {
  /** Forgets what a run brought. */
  async removeOf(runId: string, session: ClientSession): Promise<void> {
    await LateRowModel.collection.deleteMany({ tenantId: currentTenant(), runId }, { session });
  }

  /** Keeps older states; those that are kept already stay as they are. */
  async keep(rows: readonly Omit<StoredLateRow, 'tenantId'>[]): Promise<void> {
    const tenantId = currentTenant();
    const collection = LateRowModel.collection as unknown as mongoose.mongo.Collection<StoredLateRow>;
    for (const batch of inBatches(rows)) {
      try {
        await collection.insertMany(
          batch.map((row) => ({ ...row, tenantId })),
          { ordered: false },
        );
      } catch (error) {
        if ((error as { code?: unknown }).code !== DUPLICATE_KEY) throw error;
      }
    }
  }
}
