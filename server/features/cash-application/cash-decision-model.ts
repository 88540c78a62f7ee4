import { model, Schema } from 'mongoose';
import { tenantPlugin } from '../../mongo/tenant-plugin.ts';
import type { Decider, KeptDecision } from './cash-decision.ts';

interface StoredEntry {
  tenantId: string;
  decisionId: string;
  at: Date;
  by: Decider;
}

/** What was decided; it is kept before the ledger is asked. */
export interface StoredDecided extends Pick<StoredEntry, 'tenantId' | 'decisionId'>, Omit<KeptDecision, 'id'> {
  entry: 'decided';
}

/** What became of a decision. */
export interface StoredOutcome extends StoredEntry {
  entry: 'posted' | 'refused' | 'undone';
  /** The run by which it came into the ledger or out of it; null where there was none. */
  runId: string | null;
  runNumber: number | null;
  /** Why it was refused or undone. */
  reason: string;
}

/** An entry of the `cashDecisions` collection, which is only ever added to. */
export type StoredCashEntry = StoredDecided | StoredOutcome;

const schema = new Schema<StoredCashEntry>({}, { collection: 'cashDecisions', strict: 'throw', versionKey: false });
schema.plugin(tenantPlugin);
schema.index({ tenantId: 1, decisionId: 1, entry: 1 }, { unique: true });
schema.index({ tenantId: 1, contentHash: 1 });
schema.index({ tenantId: 1, itemIds: 1 });
schema.index({ tenantId: 1, entry: 1, at: -1 });

export const CashDecisionModel = model('CashDecision', schema);
