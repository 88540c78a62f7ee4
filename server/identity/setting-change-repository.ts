import type mongoose from 'mongoose';
import type { ClientSession } from 'mongoose';
import { currentTenant } from '../mongo/tenancy.ts';
import { SettingChangeModel, type StoredSettingChange } from './setting-change-model.ts';

export type SettingChange = Omit<StoredSettingChange, 'tenantId'>;

export class SettingChangeRepository {
  async insert(change: SettingChange, session: ClientSession): Promise<void> {
    await changes().insertOne({ ...change, tenantId: currentTenant() }, { session });
  }

  /** The latest changes, the last one first. */
  async findLatest(limit: number): Promise<SettingChange[]> {
    const found = changes().find({ tenantId: currentTenant() }, { projection: { _id: 0, tenantId: 0 } });
    return found.sort({ at: -1, _id: -1 }).limit(limit).toArray();
  }
}

function changes(): mongoose.mongo.Collection<StoredSettingChange> {
  return SettingChangeModel.collection as unknown as mongoose.mongo.Collection<StoredSettingChange>;
}
