import type mongoose from 'mongoose';
import type { ClientSession } from 'mongoose';
import type { CustomerId } from '#shared/domain/ids.ts';
import { inBatches } from '../../mongo/batches.ts';
import { currentTenant } from '../../mongo/tenancy.ts';
import { PayerModel, type StoredPayer } from './payer-model.ts';

/** An account or a name, as it is compared, by which a payer is known. */
export type PayerKey = Pick<StoredPayer, 'kind' | 'key'>;

/** For whom a payer has paid, by the decisions of people. */
export type Payer = Omit<StoredPayer, 'tenantId'>;

export interface Lesson {
  readonly keys: readonly PayerKey[];
  readonly customerId: CustomerId;
  readonly decisionId: string;
  readonly at: Date;
}

export class PayerRepository {
  /** For whom these accounts and names have paid, the most often first. */
  async findByKeys(keys: readonly PayerKey[]): Promise<Payer[]> {
    const found: Payer[] = [];
    for (const kind of ['account', 'name'] as const) {
      const ofKind = keys.filter((each) => each.kind === kind).map(({ key }) => key);
      for (const batch of inBatches([...new Set(ofKind)])) {
        const filter = { tenantId: currentTenant(), kind, key: { $in: batch }, count: { $gt: 0 } };
        found.push(...(await payers().find(filter).toArray()));
      }
    }
    return found.sort((a, b) => b.count - a.count || (a.customerId < b.customerId ? -1 : 1));
  }

  /** Keeps what a decision teaches. */
  async teach({ keys, customerId, decisionId, at }: Lesson, session: ClientSession): Promise<void> {
    for (const { kind, key } of keys) {
      await payers().updateOne(
        { tenantId: currentTenant(), kind, key, customerId },
        { $inc: { count: 1 }, $set: { lastDecisionId: decisionId, lastAt: at } },
        { session, upsert: true },
      );
    }
  }

  /** Forgets what a decision taught; what others taught of the same payer stays. */
  async unteach({ keys, customerId }: Pick<Lesson, 'keys' | 'customerId'>, session: ClientSession): Promise<void> {
    for (const { kind, key } of keys) {
      const filter = { tenantId: currentTenant(), kind, key, customerId };
      await payers().updateOne({ ...filter, count: { $gt: 0 } }, { $inc: { count: -1 } }, { session });
      await payers().deleteOne({ ...filter, count: 0 }, { session });
    }
  }
}

function payers(): mongoose.mongo.Collection<StoredPayer> {
  return PayerModel.collection as unknown as mongoose.mongo.Collection<StoredPayer>;
}
