import { model, Schema } from 'mongoose';
import { tenantPlugin } from '../../mongo/tenant-plugin.ts';
import type { LedgerRow } from './ledger-row.ts';

/** An older state that came late, as the `lateRows` collection keeps it: history, which no question about the ledger sees. */
export interface StoredLateRow {
  tenantId: string;
  /** The id of the customer, item or row of an entry. */
  id: string;
  sourceAsOf: Date;
  hash: string;
  runId: string;
  row: LedgerRow;
}

/** Written through the collection, in batches; the model is here for the index. */
const schema = new Schema<StoredLateRow>({}, { collection: 'lateRows', strict: 'throw', versionKey: false });
schema.plugin(tenantPlugin);
schema.index({ tenantId: 1, id: 1, sourceAsOf: 1, hash: 1 }, { unique: true });
schema.index({ tenantId: 1, runId: 1 });

export const LateRowModel = model('LateRow', schema);
