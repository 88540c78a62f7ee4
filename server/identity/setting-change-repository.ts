import type mongoose from 'mongoose';
import type { ClientSession } from 'mongoose';
import { currentTenant } from '../mongo/tenancy.ts';
import { SettingChangeModel, type StoredSettingChange } from './setting-change-model.ts';
import { FIRST_FIGURE_SETTINGS, FIRST_MAIL_SETTINGS } from './tenant-settings.ts';

export type SettingChange = Omit<StoredSettingChange, 'tenantId'>;

export class SettingChangeRepository {
  async insert(change: SettingChange, session: ClientSession): Promise<void> {
    await changes().insertOne({ ...change, tenantId: currentTenant() }, { session });
  }

  /** The latest changes, the last one first. */
  async findLatest(limit: number): Promise<SettingChange[]> {
    const found = changes().find({ tenantId: currentTenant() }, { projection: { _id: 0, tenantId: 0 } });
    return (await found.sort({ at: -1, _id: -1 }).limit(limit).toArray()).map(fromStored);
  }
}

/** A change of before there were settings for figures, or for mail, is one of a company that had the first of them. */
function fromStored({ before, after, ...change }: SettingChange): SettingChange {
  return {
    ...change,
    before: { ...FIRST_FIGURE_SETTINGS, ...FIRST_MAIL_SETTINGS, ...before },
    after: { ...FIRST_FIGURE_SETTINGS, ...FIRST_MAIL_SETTINGS, ...after },
  };
}

function changes(): mongoose.mongo.Collection<StoredSettingChange> {
  return SettingChangeModel.collection as unknown as mongoose.mongo.Collection<StoredSettingChange>;
}
