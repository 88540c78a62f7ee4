import type mongoose from 'mongoose';
import type { ClientSession } from 'mongoose';
import type { ItemId } from '#shared/domain/ids.ts';
import { inBatches } from '../../mongo/batches.ts';
import { isDuplicateKey } from '../../mongo/once.ts';
import { currentTenant } from '../../mongo/tenancy.ts';
import type { KeptDecision } from './cash-decision.ts';
import {
  CashDecisionModel,
  type StoredCashEntry,
  type StoredDecided,
  type StoredOutcome,
} from './cash-decision-model.ts';

export type Outcome = Omit<StoredOutcome, 'tenantId' | 'decisionId'>;

/** A decision with what became of it; no outcome while nobody knows. */
export interface FollowedDecision extends KeptDecision {
  readonly outcomes: readonly Outcome[];
}

export interface DecisionPage {
  readonly paymentId?: ItemId | undefined;
  /** The id of the decision after which the page begins. */
  readonly before?: string | undefined;
  readonly limit: number;
}

/** What was decided on payments, and what became of it. Nothing in it is ever changed. */
export class CashDecisionRepository {
  /** Keeps decisions; those that are kept already stay as they are. */
  async insertDecided(decisions: readonly KeptDecision[]): Promise<void> {
    const tenantId = currentTenant();
    for (const batch of inBatches(decisions)) {
      const stored = batch.map(
        ({ id, ...decision }): StoredDecided => ({ ...decision, decisionId: id, entry: 'decided', tenantId }),
      );
      await insertNew(stored);
    }
  }

  /** Keeps what became of a decision. Fails with a duplicate key where that is kept already. */
  async insertOutcome(decisionId: string, outcome: Outcome, session: ClientSession): Promise<void> {
    await entries().insertOne({ ...outcome, decisionId, tenantId: currentTenant() }, { session });
  }

  /** Keeps what became of decisions that teach nothing; what is kept already stays. */
  async insertOutcomes(outcomes: readonly (Outcome & { readonly decisionId: string })[]): Promise<void> {
    const tenantId = currentTenant();
    for (const batch of inBatches(outcomes)) {
      await insertNew(batch.map((outcome): StoredOutcome => ({ ...outcome, tenantId })));
    }
  }

  async findById(id: string): Promise<FollowedDecision | null> {
    const [found] = await this.followed({ decisionId: id });
    return found ?? null;
  }

  async findByIds(ids: readonly string[]): Promise<FollowedDecision[]> {
    const found: FollowedDecision[] = [];
    for (const batch of inBatches(ids)) found.push(...(await this.followed({ decisionId: { $in: batch } })));
    return found;
  }

  /** Decisions that say one of these contents. */
  async findByContents(contentHashes: readonly string[]): Promise<FollowedDecision[]> {
    const found: FollowedDecision[] = [];
    for (const batch of inBatches(contentHashes)) found.push(...(await this.followed({ contentHash: { $in: batch } })));
    return found;
  }

  /** Decisions on some items, or of one kind on them; the last first. */
  async findOnItems(itemIds: readonly ItemId[], decision?: KeptDecision['decision']): Promise<FollowedDecision[]> {
    const found = new Map<string, FollowedDecision>();
    for (const batch of inBatches(itemIds)) {
      const kind = decision === undefined ? {} : { decision };
      for (const each of await this.followed({ ...kind, itemIds: { $in: batch } })) found.set(each.id, each);
    }
    return [...found.values()].sort((a, b) => b.at.getTime() - a.at.getTime());
  }

  /** A page of decisions, the last first; empty where the decision before it is not known. */
  async list({ paymentId, before, limit }: DecisionPage): Promise<FollowedDecision[]> {
    const of = paymentId === undefined ? {} : { itemIds: paymentId };
    if (before === undefined) return this.followed(of, limit);
    const last = await entries().findOne({ tenantId: currentTenant(), decisionId: before, entry: 'decided' });
    if (last === null) return [];
    // Those of one run are of one instant.
    const sameInstant = { at: last.at, _id: { $lt: last._id } };
    return this.followed({ ...of, $or: [{ at: { $lt: last.at } }, sameInstant] }, limit);
  }

  private async followed(filter: mongoose.mongo.Filter<StoredDecided>, limit = 0): Promise<FollowedDecision[]> {
    const cursor = entries().find({ ...filter, tenantId: currentTenant(), entry: 'decided' } as never);
    const found = await cursor.sort({ at: -1, _id: -1 }).limit(limit).toArray();
    const decided = found as unknown as StoredDecided[];
    const outcomes = await this.outcomesOf(decided.map(({ decisionId }) => decisionId));
    return decided.map((stored) => ({ ...fromStored(stored), outcomes: outcomes.get(stored.decisionId) ?? [] }));
  }

  private async outcomesOf(ids: readonly string[]): Promise<Map<string, Outcome[]>> {
    const found = new Map<string, Outcome[]>();
    for (const batch of inBatches(ids)) {
      const filter = { tenantId: currentTenant(), decisionId: { $in: batch }, entry: { $ne: 'decided' } };
      const stored = (await entries()
        .find(filter as never)
        .toArray()) as unknown as StoredOutcome[];
      for (const { decisionId, entry, at, by, runId, runNumber, reason } of stored) {
        found.set(decisionId, [...(found.get(decisionId) ?? []), { entry, at, by, runId, runNumber, reason }]);
      }
    }
    return found;
  }
}

async function insertNew(stored: StoredCashEntry[]): Promise<void> {
  try {
    await entries().insertMany(stored, { ordered: false, writeConcern: { w: 'majority', j: true } });
  } catch (error) {
    if (!isDuplicateKey(error)) throw error;
  }
}

function entries(): mongoose.mongo.Collection<StoredCashEntry> {
  return CashDecisionModel.collection as unknown as mongoose.mongo.Collection<StoredCashEntry>;
}

function fromStored(stored: StoredDecided & { _id?: unknown }): KeptDecision {
  const { _id, tenantId: _tenant, decisionId: id, entry: _entry, ...decision } = stored;
  return { id, ...decision };
}
