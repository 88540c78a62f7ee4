import type mongoose from 'mongoose';
import { model, Schema } from 'mongoose';
import type { CalendarDate } from '#shared/domain/calendar-date.ts';
import { tenantPlugin } from '../../mongo/tenant-plugin.ts';

/**
 * What a snapshot named. Of an item that it leaves out and that was settled anyway nothing is written; where something comes later that opens the item on an
 * earlier day, the snapshot has said all the same that it was cleared.
 */
export interface StoredSnapshotSaid {
  tenantId: string;
  runId: string;
  source: string;
  asOf: Date;
  day: CalendarDate;
  /** Those that it is about; all of the source where there are none. */
  companyCodes: string[];
  listsPayments: boolean;
  /** Ids of the items that it names, of 12 bytes each, one after the other. */
  named: mongoose.mongo.Binary;
  /** Hashes of the numbers of items of which it only says what is left. */
  statedNumbers: number[];
}

/** Read and written through the collection; the model is here for the indexes. */
const schema = new Schema<StoredSnapshotSaid>({}, { collection: 'snapshotsSaid', strict: 'throw', versionKey: false });
schema.plugin(tenantPlugin);
schema.index({ tenantId: 1, source: 1, asOf: 1 });
schema.index({ tenantId: 1, runId: 1 });

export const SnapshotSaidModel = model('SnapshotSaid', schema);
