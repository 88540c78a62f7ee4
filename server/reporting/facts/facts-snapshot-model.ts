import { model, type mongo, Schema } from 'mongoose';
import { tenantPlugin } from '../../mongo/tenant-plugin.ts';

/** Which snapshot of a company's facts holds, in `factsSnapshots`: one document a tenant. It can be thrown away at any time; ledger and log have it all. */
export interface StoredSnapshot {
  tenantId: string;
  snapshotId: string;
  /** By what program it was written; another one does not understand it. */
  format: string;
  run: number;
  /** When that run was committed, and which entry of the log is the last in it: a store that does not have these is another one. */
  at: Date | null;
  seq: number;
  lastEntry: string | null;
  /** When the last entry that it has was recorded, in milliseconds since 1970. */
  recordedUntil: number;
  partCount: number;
}

/** A piece of a part of a snapshot, compressed, in `factsSnapshotParts`. */
export interface StoredPart {
  tenantId: string;
  snapshotId: string;
  place: number;
  name: string;
  content: mongo.Binary;
}

/** Read and written through the collection; the models are here for the indexes. */
const snapshots = new Schema<StoredSnapshot>({}, { collection: 'factsSnapshots', strict: 'throw', versionKey: false });
snapshots.plugin(tenantPlugin);
snapshots.index({ tenantId: 1 }, { unique: true });

const parts = new Schema<StoredPart>({}, { collection: 'factsSnapshotParts', strict: 'throw', versionKey: false });
parts.plugin(tenantPlugin);
parts.index({ tenantId: 1, snapshotId: 1, place: 1 }, { unique: true });

export const FactsSnapshotModel = model('FactsSnapshot', snapshots);
export const FactsSnapshotPartModel = model('FactsSnapshotPart', parts);
