import type mongoose from 'mongoose';
import { model, Schema } from 'mongoose';
import { tenantPlugin } from '../../mongo/tenant-plugin.ts';

/** Where a tenant's ledger stands, and whose turn it is to change it. One document a tenant, in `ledgerHeads`. */
export interface StoredLedgerHead {
  tenantId: string;
  /** The committed run; 0 before the first. */
  number: number;
  /** The instant of its commit, later than that of every run before it. */
  at: Date | null;
  dataAsOf: Date | null;
  /** The last number given out, committed or not. No number is given twice. */
  issued: number;
  /** The number under which a run is writing, or was when its process died. */
  open: { number: number; runId: string } | null;
  /** `lsid` is the database session of the run's transactions: what it left open when it died is ended by that. */
  lease: { owner: string; lsid: mongoose.mongo.Document; expiresAt: Date } | null;
}

/** Written through the collection, by single atomic updates; the model is here for the index. */
const schema = new Schema<StoredLedgerHead>({}, { collection: 'ledgerHeads', strict: 'throw', versionKey: false });
schema.plugin(tenantPlugin);
schema.index({ tenantId: 1 }, { unique: true });

export const LedgerHeadModel = model('LedgerHead', schema);
