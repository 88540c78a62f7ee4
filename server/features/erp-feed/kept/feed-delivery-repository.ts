import type mongoose from 'mongoose';
import type { FeedHold } from '#shared/api/feed-runs.ts';
import { currentTenant } from '../../../mongo/tenancy.ts';
import { FeedDeliveryModel, type StoredDelivery } from './feed-delivery-model.ts';

/** With what order a file was fed. */
export interface FeedDelivery {
  readonly runId: string;
  readonly contentHash: string;
  readonly fileName: string;
  readonly profile: string;
  readonly mapping: unknown;
  readonly onProblem: 'refuse' | 'skip';
  readonly coverage: 'delta' | 'snapshot';
  readonly accepted: readonly FeedHold[];
}

export class FeedDeliveryRepository {
  async insert({ mapping, accepted, ...delivery }: FeedDelivery): Promise<void> {
    const asText = JSON.stringify(mapping ?? {});
    await deliveries().insertOne({
      tenantId: currentTenant(),
      ...delivery,
      mapping: asText,
      accepted: [...accepted],
    });
  }

  async findByRun(runId: string): Promise<FeedDelivery | null> {
    const stored = await deliveries().findOne({ tenantId: currentTenant(), runId });
    return stored === null ? null : fromStored(stored);
  }

  /** The hash of each run's file, by the run's id. */
  async findHashes(runIds: readonly string[]): Promise<Map<string, string>> {
    const filter = { tenantId: currentTenant(), runId: { $in: [...runIds] } };
    const found = await deliveries()
      .find(filter, { projection: { _id: 0, runId: 1, contentHash: 1 } })
      .toArray();
    return new Map(found.map(({ runId, contentHash }) => [runId, contentHash]));
  }

  /** The runs in which a file with these bytes was fed. */
  async findRunsOf(contentHash: string): Promise<string[]> {
    return await deliveries().distinct('runId', { tenantId: currentTenant(), contentHash });
  }
}

function deliveries(): mongoose.mongo.Collection<StoredDelivery> {
  return FeedDeliveryModel.collection as unknown as mongoose.mongo.Collection<StoredDelivery>;
}

function fromStored({
  tenantId: _tenant,
  mapping,
  accepted,
  ...rest
}: StoredDelivery & { _id?: unknown }): FeedDelivery {
  const { _id: _own, ...delivery } = rest;
  return { ...delivery, mapping: JSON.parse(mapping), accepted: accepted as FeedHold[] };
}
